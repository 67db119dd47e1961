// SPDX-License-Identifier: Apache-2.0

// Package badgecheck is <eafc-badge>: it says whether an Open Badges 3.0
// credential is valid, expired, revoked, forged, or not verifiable here. The
// keys are those of the page; the issuer is asked only when the person wants
// it. Signatures are looked at by the browser (WebCrypto).
package badgecheck

import (
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
)

// State is what the view shows.
type State struct {
	widget.Shell
	keys        []credential.TrustedKey
	issuers     []competency.IRI
	list        *credential.RevocationList
	listText    string
	listFault   issue.Issues
	token       string
	given       bool // the page's own badge is looked at: the focus stays where the person is
	typed       string
	inspection  *credential.Inspection
	unanswered  int
	round       int // of verification: an answer to an older one is dropped
	result      *credential.Result
	asking      int // documents awaited from the issuer
	asked       string
	askedFailed issue.Text
	bad         issue.Issues
}

// Widget returns the definition of <eafc-badge>.
func Widget() widget.Definition {
	return widget.Define(widget.Definition{Tag: "eafc-badge", Folder: "badge", Package: "badgecheck", Raw: true,
		Title: [2]string{"Vérification de badge", "Badge verification"}, Attributes: []string{"cles", "emetteurs", "retraits", "badge"}, Slots: []string{"titre", "pied"}},
		widget.Program[*State]{Init: start, Update: update, View: render, Export: export})
}

func start(env widget.Env) (*State, []widget.Effect) {
	s := &State{}
	effects := s.Open(env, "Vérification de badge", [2]string{"cles", env.Own["cles"]})
	s.Faults = nil // without keys a badge can still be read
	for _, i := range strings.Fields(env.Own["emetteurs"]) {
		s.issuers = append(s.issuers, competency.IRI(i))
	}
	for _, n := range []string{"retraits", "badge"} {
		if a := env.Own[n]; a != "" {
			s.Awaited++
			effects = widget.Effects(effects).And(widget.LoadText, n, a)
		}
	}
	if s.Awaited == 0 {
		return s, s.Ready("eafc-badge")
	}
	return s, effects
}

func update(s *State, m widget.Msg) (*State, []widget.Effect) {
	switch m.Name {
	case widget.MsgLoaded, widget.MsgLoadFailed:
		if m.Arg == "emetteur-cles" || m.Arg == "emetteur-retraits" {
			return s, s.fromIssuer(m)
		}
		if m.Name == widget.MsgLoadFailed && m.Arg == "retraits" { // a badge can still be judged, and says that revocation was not
			s.Awaited--
			return s, s.settled()
		}
	}
	if effects, done := s.Common(m); done {
		return s, effects
	}
	switch m.Name {
	case widget.MsgLoaded:
		s.loaded(m)
		return s, s.settled()
	case widget.MsgFile, widget.MsgImport:
		return s, s.open(m.Value)
	case "saisie":
		s.typed = m.Value
	case "coller":
		return s, s.open(s.typed)
	case widget.MsgFileRefused:
		s.forget()
		return s, s.refuse(&widget.RuleTooLarge, m.Reason())
	case widget.MsgVerified:
		return s, s.verified(m)
	case "demander":
		return s, s.ask()
	case "effacer", widget.MsgErase:
		s.forget()
		return s, widget.Do(widget.Emit, "eafc:efface", "{}").And(widget.Announce, "", s.T.T("Tout est effacé.")).And(widget.Focus, "titre-0", "")
	case "imprimer":
		return s, widget.Do(widget.Print, s.T.T(s.Name), s.verdict(true))
	}
	return s, nil
}

func (s *State) loaded(m widget.Msg) {
	switch m.Arg {
	case "cles":
		set, is := credential.DecodeKeySet([]byte(m.Doc.JSON()))
		if is.HasErrors() {
			for _, i := range is {
				s.Faults.Add(&widget.RuleContent, i.Pointer, i.Words().After("cles, ", "cles, "))
			}
			return
		}
		s.trust(set, s.only())
	case "retraits":
		s.listText = m.Value
	case "badge":
		s.token = m.Value
	}
}

// only is the issuer whose keys these are, when the page accepts one alone.
func (s *State) only() competency.IRI {
	if len(s.issuers) == 1 {
		return s.issuers[0]
	}
	return ""
}

func (s *State) trust(set *credential.KeySet, issuer competency.IRI) {
	s.keys = append(s.keys, set.Trust(issuer)...)
}

// settled goes on once everything that was asked for is there.
func (s *State) settled() []widget.Effect {
	if s.Awaited > 0 {
		return nil
	}
	if len(s.Faults) > 0 {
		return s.Raise()
	}
	effects := s.Ready("eafc-badge")
	if s.token != "" {
		s.given = true
		effects = append(effects, s.check()...)
	}
	return effects
}

func (s *State) forget() {
	s.token, s.typed, s.inspection, s.result, s.bad, s.asked, s.askedFailed, s.asking = "", "", nil, nil, nil, "", issue.Text{}, 0
	s.given = false
	s.round++
}

// refuse says why what was given is no badge.
func (s *State) refuse(r *issue.Rule, what any) []widget.Effect {
	s.bad = r.Alone("", what)
	i := s.bad[0].In(s.T.Lang())
	var o view.Object
	return widget.Do(widget.Announce, "", i.Message).And(widget.Emit, "eafc:erreur", o.Strs("code", i.Code, "message", i.Message).String())
}

func (s *State) open(text string) []widget.Effect {
	s.forget()
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return s.refuse(&widget.RuleContent, issue.Text{FR: "un badge (SVG, JSON ou jeton)", EN: "a badge (SVG, JSON or token)"})
	case strings.Contains(text, "<svg") && credential.TokenOf(text) == text:
		return s.refuse(&widget.RuleContent, issue.Text{FR: "un badge SVG avec son attestation", EN: "an SVG badge with its credential"})
	}
	s.token = text
	return s.check()
}

func (s *State) options() credential.Options {
	return credential.Options{Now: competency.Instant(s.Env.Now), Keys: s.keys, Issuers: s.issuers, Revocations: s.list}
}

// check begins a verification: the list of revocations first, if there is
// one, then every signature that the credential holds.
func (s *State) check() []widget.Effect {
	s.round++
	s.result, s.listFault, s.unanswered = nil, nil, 0
	var effects []widget.Effect
	ask := func(in *credential.Inspection, name string) {
		var key, o view.Object
		key.Str("kty", in.Key.Kty).Opts("crv", in.Key.Crv, "x", in.Key.X, "n", in.Key.N, "e", in.Key.E)
		o.Str("alg", in.Header.Alg).Raw("jwk", key.String()).Strs("data", string(in.SigningInput), "signature", in.Compact())
		s.unanswered++
		effects = widget.Effects(effects).And(widget.Verify, strconv.Itoa(s.round)+"/"+name, o.String())
	}
	if s.listText != "" {
		in, list, is := credential.OpenRevocations(s.listText, s.options())
		if s.list = list; in != nil {
			ask(in, "liste")
		} else {
			s.listFault = is
		}
	}
	s.inspection = credential.Inspect(credential.TokenOf(s.token), s.options())
	for n, in := range s.inspection.Pending() {
		ask(in, strconv.Itoa(n))
	}
	if s.unanswered == 0 {
		return s.conclude()
	}
	return effects
}

func (s *State) verified(m widget.Msg) []widget.Effect {
	round, name, _ := strings.Cut(m.Arg, "/")
	if round != strconv.Itoa(s.round) || s.inspection == nil {
		return nil
	}
	s.unanswered--
	if name == "liste" {
		if m.Value != "1" { // forged, or nobody could look: as if it were not there
			s.list = nil
			s.inspection = credential.Inspect(credential.TokenOf(s.token), s.options())
		}
	} else if n, ok := view.Integer(name); ok {
		if p := s.inspection.Pending(); n < len(p) {
			p[n].Mark(signature(m.Value))
		}
	}
	if s.unanswered > 0 {
		return nil
	}
	return s.conclude()
}

// signature is what the browser found: "" when it cannot look.
func signature(answer string) credential.Signature {
	switch answer {
	case "1":
		return credential.SignatureGood
	case "0":
		return credential.SignatureBad
	}
	return credential.SignatureUnchecked
}

func (s *State) conclude() []widget.Effect {
	r := s.inspection.Conclude()
	s.result = &r
	errors := r.Issues.Count(issue.SeverityError)
	var o view.Object
	o.Strs("kind", "credential", "verdict", string(r.Verdict)).Opt("reason", string(r.Reason)).Int("errors", errors).Int("warnings", len(r.Issues)-errors)
	effects := widget.Do(widget.Emit, "eafc:controle", o.String())
	if s.given {
		s.given = false
		return effects
	}
	return effects.And(widget.Focus, "titre-verdict", "") // the focus says it: no announcement besides
}
