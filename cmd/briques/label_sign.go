// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/competency"
)

func newLabelKeygenCmd(a *app) *cobra.Command {
	var out, set, kid, alg string
	cmd := &cobra.Command{
		Use:   "keygen",
		Short: a.text("Créer une clé de signature et l'ajouter au jwks.json public", "Make a signing key and add it to the public jwks.json"),
		Long: a.text(`La clé privée est écrite lisible de son seul propriétaire. Dans jwks.json les
anciennes clés restent : ce qu'elles ont signé se vérifie encore. Changer de
clé, c'est recommencer avec un autre --kid.`,
			`The private key is written readable by its owner alone. Older keys stay in
jwks.json: what they signed still verifies. To rotate, run it again with
another --kid.`),
		Example: "  briques label keygen -o cle-2027.jwk --jwks jwks.json --kid https://label.exemple.fr/jwks.json#2027",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if out == "" || set == "" || !competency.IRI(kid).Valid() {
				return a.usageError("-o, --jwks et --kid (une adresse) sont demandés", "-o, --jwks and --kid (an address) are needed")
			}
			if alg != "EdDSA" && alg != "RS256" {
				return exitWith(exitUsage, "--alg EdDSA, RS256")
			}
			key, err := credential.GenerateKey(alg, nil)
			if err != nil {
				return err
			}
			var keys *credential.KeySet
			if data, err := os.ReadFile(set); err == nil {
				k, is := credential.DecodeKeySet(data)
				if err := a.refuse(source{set, data}, is); err != nil {
					return err
				}
				keys = k
			} else if !errors.Is(err, fs.ErrNotExist) {
				return exitWith(exitUnreadable, "%s : %w", set, err)
			}
			s := credential.Signer{KID: kid, Key: key}
			if keys, err = s.Rotate(keys); err != nil {
				return exitWith(exitInvalid, "%s : %w", set, err)
			}
			private, err := credential.EncodePrivateKey(key, kid)
			if err != nil {
				return err
			}
			if err := a.writeKey(out, append(private, '\n')); err != nil {
				return err
			}
			if err := a.update(set, keys.Encode()); err != nil {
				os.Remove(out) // a key that no set names is of no use
				return err
			}
			return nil
		},
	}
	f := cmd.Flags()
	a.outFlag(cmd, writesOnce, &out, "output", "o", "", a.text("clé privée à écrire (JWK, jamais écrasée)", "private key to write (JWK, never overwritten)"))
	f.StringVar(&set, "jwks", "jwks.json", a.text("ensemble public à compléter", "public set to add to"))
	f.StringVar(&kid, "kid", "", a.text("adresse de la clé dans jwks.json", "address of the key in jwks.json"))
	f.StringVar(&alg, "alg", "EdDSA", "EdDSA, RS256")
	return cmd
}

// signing are the flags of whoever signs.
type signing struct{ key, issuer, name string }

func (s *signing) flags(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.key, "key", "", a.text("clé privée (label keygen)", "private key (label keygen)"))
	f.StringVar(&s.issuer, "issuer", "", a.text("adresse de l'émetteur", "address of the issuer"))
	f.StringVar(&s.name, "issuer-name", "", a.text("nom de l'émetteur", "name of the issuer"))
}

func (s *signing) signer(a *app) (*credential.Signer, error) {
	if s.key == "" || !competency.IRI(s.issuer).Valid() || strings.TrimSpace(s.name) == "" {
		return nil, a.usageError("--key, --issuer et --issuer-name sont demandés", "--key, --issuer and --issuer-name are needed")
	}
	data, err := os.ReadFile(s.key)
	if err != nil {
		return nil, exitWith(exitUnreadable, "%s : %w", s.key, err)
	}
	key, kid, err := credential.DecodePrivateKey(data)
	if err != nil {
		return nil, exitWith(exitUnreadable, "%s : %w", s.key, err)
	}
	return &credential.Signer{Issuer: credential.Issuer{ID: competency.IRI(s.issuer), Name: s.name}, KID: kid, Key: key}, nil
}

func newLabelIssueCmd(a *app) *cobra.Command {
	var s signing
	var profile, out, badge string
	cmd := &cobra.Command{
		Use:   a.text("issue RAPPORT DÉCISION", "issue REPORT DECISION"),
		Short: a.text("Délivrer le label : titre Open Badges 3.0 signé, et son badge", "Issue the label: a signed Open Badges 3.0 credential, and its badge"),
		Long: a.text(`Le titre porte les empreintes de la décision, du rapport et du profil. Il se
vérifie avec n'importe quelle bibliothèque JOSE.`,
			`The credential carries the digests of the decision, the report and the profile.
Any JOSE library verifies it.`),
		Example: `  briques label issue rapport.json decision.json --key cle.jwk --issuer https://label.exemple.fr/issuer --issuer-name "Institut" -o label.jwt --badge badge.svg`,
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := a.openReport(args[0])
			if err != nil {
				return err
			}
			d, err := a.openDecision(args[1])
			if err != nil {
				return err
			}
			p, err := a.profileOf(r, profile)
			if err != nil {
				return err
			}
			by, err := s.signer(a)
			if err != nil {
				return err
			}
			token, err := credential.IssueLabel(p, r, d, by)
			if err != nil {
				return exitWith(exitInvalid, "%w", err)
			}
			if badge != "" {
				svg := credential.Badge{Title: p.Title.In(a.lang), Holder: r.SubjectTitle, Issuer: by.Issuer.Name,
					Until: a.text("jusqu'au ", "until ") + string(d.ValidUntil), Notice: p.Notice.In(a.lang)}.SVG(token)
				if err := a.writeTo(badge, []byte(svg)); err != nil {
					return err
				}
			}
			return a.writeTo(out, []byte(token+"\n"))
		},
	}
	s.flags(a, cmd)
	f := cmd.Flags()
	f.StringVar(&profile, "profile", "", a.text("profil, s'il n'est pas livré", "profile, if it is not a shipped one"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("titre à écrire (.jwt)", "credential to write (.jwt)"))
	a.outFlag(cmd, writesFile, &badge, "badge", "", "", a.text("badge SVG à écrire", "SVG badge to write"))
	return cmd
}

func newLabelRevokeCmd(a *app) *cobra.Command {
	var s signing
	var jwks, id, on, reason, list string
	cmd := &cobra.Command{
		Use:   a.text("revoke [TITRE]", "revoke [CREDENTIAL]"),
		Short: a.text("Retirer un titre : compléter et signer revocations.jwt", "Revoke a credential: add to revocations.jwt and sign it"),
		Long: a.text("Sans TITRE ni --id, la liste est seulement datée d'aujourd'hui et signée : à faire chaque semaine.",
			"Without CREDENTIAL or --id the list is only dated today and signed: do it every week."),
		Example: `  briques label revoke label.jwt --reason "parcours retiré" --key cle.jwk --issuer https://label.exemple.fr/issuer --issuer-name "Institut" --jwks jwks.json --list revocations.jwt`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			by, err := s.signer(a)
			if err != nil {
				return err
			}
			o, err := a.trust(jwks, s.issuer, "", "")
			if err != nil {
				return err
			}
			l := &credential.RevocationList{Issuer: by.Issuer.ID}
			if data, err := os.ReadFile(list); err == nil {
				old, is := credential.ReadRevocations(string(data), o)
				if err := a.refuse(source{name: list}, is); err != nil {
					return err
				}
				l = old
			} else if !errors.Is(err, fs.ErrNotExist) {
				return exitWith(exitUnreadable, "%s : %w", list, err)
			}
			if len(args) == 1 {
				data, err := a.readDocument(args[0])
				if err != nil {
					return err
				}
				id = credential.Inspect(credential.TokenOf(string(data)), o).Conclude().Credential.ID
			}
			if id != "" {
				if on == "" {
					on = time.Now().UTC().Format(time.DateOnly)
				}
				if !competency.IRI(id).Valid() || !competency.Date(on).Valid() || strings.TrimSpace(reason) == "" {
					return a.usageError("l'identifiant, la date et --reason sont demandés", "id, date and --reason are needed")
				}
				l.Revoked = append(l.Revoked, credential.Revoked{ID: competency.IRI(id), On: competency.Date(on), Reason: reason})
			}
			l.Updated = competency.Instant(time.Now().UTC().Format(time.RFC3339))
			token, err := by.SignRevocations(l)
			if err != nil {
				return exitWith(exitInvalid, "%w", err)
			}
			if err := a.update(list, []byte(token+"\n")); err != nil {
				return err
			}
			fmt.Fprintf(a.out, a.text("%s : %d titre(s) retiré(s), à jour le %s\n", "%s: %d credential(s) revoked, updated %s\n"), list, len(l.Revoked), l.Updated)
			return nil
		},
	}
	s.flags(a, cmd)
	f := cmd.Flags()
	f.StringVar(&jwks, "jwks", "jwks.json", a.text("clés publiques de l'émetteur", "public keys of the issuer"))
	f.StringVar(&id, "id", "", a.text("identifiant du titre, sans le fichier", "id of the credential, without the file"))
	f.StringVar(&on, "on", "", a.text("date du retrait (aujourd'hui)", "date of the revocation (today)"))
	f.StringVar(&reason, "reason", "", a.text("motif", "reason"))
	f.StringVar(&list, "list", "revocations.jwt", a.text("liste signée", "signed list"))
	return cmd
}
