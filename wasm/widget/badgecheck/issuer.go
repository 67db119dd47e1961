// SPDX-License-Identifier: Apache-2.0

package badgecheck

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// origin is scheme and host of an address; "" unless it is https, or http on
// this machine, for trials.
func origin(address string) string {
	for _, p := range [...]string{"https://", "http://127.0.0.1", "http://localhost"} {
		if rest, ok := strings.CutPrefix(address, p); ok {
			host, _, _ := strings.Cut(rest, "/")
			if strings.ContainsAny(host, "@\\?#") || p == "https://" && host == "" || p != "https://" && host != "" && host[0] != ':' {
				return ""
			}
			return p + host
		}
	}
	return ""
}

// keysAddress is where the issuer publishes its keys: the address that the
// token names, if it is the issuer's own. Keys from elsewhere would let
// anybody sign in the issuer's name.
func (s *State) keysAddress() string {
	if s.inspection == nil || s.result == nil || s.result.Verdict != credential.VerdictNotVerifiable || s.inspection.Proof != credential.ProofJWT || len(s.keys) > 0 {
		return ""
	}
	kid, _, _ := strings.Cut(s.inspection.Header.KID, "#")
	o := origin(kid)
	if o == "" || origin(s.result.Credential.Issuer) != o {
		return ""
	}
	return kid
}

// ask asks the issuer for its keys and its revocations: only a person does.
func (s *State) ask() []widget.Effect {
	address := s.keysAddress()
	if address == "" {
		return nil
	}
	s.asked, s.askedFailed, s.asking = address, issue.Text{}, 2
	list := address[:strings.LastIndexByte(address, '/')+1] + "revocations.jwt"
	return widget.Do(widget.Announce, "", s.T.T("Demande à l’émetteur…")).And(widget.Load, "emetteur-cles", address).And(widget.LoadText, "emetteur-retraits", list)
}

// fromIssuer takes one of the two answers.
func (s *State) fromIssuer(m widget.Msg) []widget.Effect {
	if s.asking == 0 || s.result == nil {
		return nil
	}
	s.asking--
	switch {
	case m.Arg == "emetteur-retraits":
		if m.Name == widget.MsgLoaded {
			s.listText = m.Value
		}
	case m.Name == widget.MsgLoadFailed:
		s.askedFailed = m.Reason()
	default:
		set, is := credential.DecodeKeySet([]byte(m.Doc.JSON()))
		if is.HasErrors() {
			s.askedFailed = issue.Text{FR: "jwks.json", EN: "jwks.json"}
		} else {
			s.trust(set, competency.IRI(s.result.Credential.Issuer))
		}
	}
	if s.asking > 0 {
		return nil
	}
	if s.askedFailed.FR != "" {
		s.listText = ""
		return widget.Do(widget.Announce, "", s.T.T("L’émetteur n’a pas donné ses clés : {0}", s.askedFailed.In(s.T.Lang())))
	}
	return s.check()
}

// export gives what the verification says ("json"), or its verdict ("etat").
func export(s *State, kind string) (string, bool) {
	if s.result == nil || kind != "json" && kind != "etat" {
		return "", false
	}
	r := s.result
	var o, c view.Object
	o.Str("verdict", string(r.Verdict)).Opt("reason", string(r.Reason))
	if kind == "etat" {
		return o.String(), true
	}
	c.Opts("id", r.Credential.ID, "type", r.Credential.Type, "name", r.Credential.Name, "issuer", r.Credential.Issuer, "issuerName", r.Credential.IssuerName,
		"subject", r.Credential.Subject, "says", r.Credential.Says, "from", string(r.Credential.From), "until", string(r.Credential.Until))
	var issues []string
	for _, i := range r.Issues.In(s.T.Lang()) {
		var one view.Object
		issues = append(issues, one.Strs("code", i.Code, "pointer", string(i.Pointer), "severity", string(i.Severity), "message", i.Message).Opt("fix", i.Fix).String())
	}
	return o.Raw("issues", view.Array(issues)).Strs("proof", string(r.Proof), "model", r.Model).Raw("credential", c.String()).String(), true
}
