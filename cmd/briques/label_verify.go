// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/competency"
)

// trust reads the keys, the issuer and the revocation list to verify with.
func (a *app) trust(jwks, issuer, revocations, now string) (credential.Options, error) {
	o := credential.Options{Now: competency.Instant(now)}
	if now == "" {
		o.Now = competency.Instant(time.Now().UTC().Format(time.RFC3339))
	}
	if !o.Now.Valid() {
		return o, exitWith(exitUsage, a.text("--now %s : un instant comme 2027-03-01T08:00:00Z est attendu", "--now %s: an instant such as 2027-03-01T08:00:00Z is expected"), now)
	}
	if issuer != "" {
		o.Issuers = []competency.IRI{competency.IRI(issuer)}
	}
	if jwks != "" {
		data, err := a.readDocument(jwks)
		if err != nil {
			return o, err
		}
		set, is := credential.DecodeKeySet(data)
		if err := a.refuse(source{jwks, data}, is); err != nil {
			return o, err
		}
		o.Keys = set.Trust(competency.IRI(issuer))
	}
	if revocations != "" {
		data, err := a.readDocument(revocations)
		if err != nil {
			return o, err
		}
		l, is := credential.ReadRevocations(string(data), o)
		if err := a.refuse(source{name: revocations}, is); err != nil {
			return o, err
		}
		o.Revocations = l
	}
	return o, nil
}

func newLabelVerifyCmd(a *app) *cobra.Command {
	var jwks, issuer, revocations, now, format string
	cmd := &cobra.Command{
		Use:   a.text("verify TITRE…", "verify CREDENTIAL…"),
		Short: a.text("Vérifier des titres : valide, non valide, non vérifiable ici", "Verify credentials: valid, not valid, not verifiable here"),
		Long: a.text(`Un titre est un fichier .jwt ou un badge SVG. Une clé portée par le titre ne
prouve rien : elle doit être dans --jwks. Ne sont pas vérifiés : les preuves
Data Integrity, credentialStatus, les schémas et images liés.`,
			`A credential is a .jwt file or an SVG badge. A key inside the credential proves
nothing: it must stand in --jwks. Not checked: Data Integrity proofs,
credentialStatus, linked schemas and images.`),
		Example: "  briques label verify label.jwt badge.svg --jwks jwks.json --issuer https://label.exemple.fr/issuer --revocations revocations.jwt",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			o, err := a.trust(jwks, issuer, revocations, now)
			if err != nil {
				return err
			}
			worst := exitOK
			for _, arg := range args {
				data, err := a.readDocument(arg)
				if err != nil {
					return err
				}
				r := credential.Verify(credential.TokenOf(string(data)), o)
				switch {
				case r.Verdict == credential.VerdictInvalid:
					worst = exitInvalid
				case r.Verdict == credential.VerdictNotVerifiable && worst == exitOK:
					worst = exitUndetermined
				}
				if format == "json" {
					r.Issues = r.Issues.In(a.lang)
					if err := a.writeJSON(a.out, r); err != nil {
						return err
					}
					continue
				}
				c := r.Credential
				fmt.Fprintf(a.out, "%s : %s\n", arg, r.Verdict.Word(a.lang))
				for _, line := range [][2]string{{a.text("titre", "credential"), c.Name}, {a.text("émetteur", "issuer"), c.IssuerName + " " + c.Issuer},
					{a.text("sujet", "subject"), c.Subject}, {a.text("énoncé", "statement"), c.Says}, {a.text("validité", "validity"), string(c.From) + " – " + string(c.Until)}} {
					if len(line[1]) > 4 {
						fmt.Fprintf(a.out, "  %-9s %s\n", line[0], line[1])
					}
				}
				a.printIssues(a.out, source{name: "  " + arg}, r.Issues)
			}
			if worst != exitOK {
				return exitWith(worst, "")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&jwks, "jwks", "", a.text("clés publiques de l'émetteur", "public keys of the issuer"))
	f.StringVar(&issuer, "issuer", "", a.text("adresse de l'émetteur attendu", "address of the expected issuer"))
	f.StringVar(&revocations, "revocations", "", a.text("liste de retrait signée", "signed revocation list"))
	f.StringVar(&now, "now", "", a.text("instant de la vérification (RFC 3339 ; maintenant)", "moment of the verification (RFC 3339; now)"))
	f.StringVar(&format, "format", "text", "text, json")
	return cmd
}

func newLabelServeCmd(a *app) *cobra.Command {
	var addr, jwks, issuer, revocations string
	cmd := &cobra.Command{
		Use:     "serve",
		Short:   a.text("Servir la page de vérification, jwks.json et revocations.jwt", "Serve the verification page, jwks.json and revocations.jwt"),
		Long:    a.text("La page n'a pas de script ; rien n'est conservé ni journalisé. Les fichiers sont relus à chaque vérification.", "The page has no script; nothing is stored or logged. The files are read again for each verification."),
		Example: "  briques label serve --addr 127.0.0.1:8087 --jwks jwks.json --issuer https://label.exemple.fr/issuer --revocations revocations.jwt",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := a.trust(jwks, issuer, revocations, ""); err != nil {
				return err
			}
			mux := http.NewServeMux()
			mux.Handle("/{$}", credential.Handler(func() credential.Options {
				o, err := a.trust(jwks, issuer, revocations, "")
				if err != nil {
					o.Keys = nil // nothing is called valid with keys that cannot be read
				}
				return o
			}))
			file := func(path, name, mediaType string) {
				mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, _ *http.Request) {
					data, err := os.ReadFile(path)
					if err != nil {
						http.NotFound(w, nil)
						return
					}
					w.Header().Set("Content-Type", mediaType)
					w.Header().Set("X-Content-Type-Options", "nosniff")
					w.Write(data)
				})
			}
			if jwks != "" {
				file(jwks, "jwks.json", "application/jwk-set+json")
			}
			if revocations != "" {
				file(revocations, "revocations.jwt", "text/plain; charset=utf-8")
			}
			l, err := new(net.ListenConfig).Listen(cmd.Context(), "tcp", addr)
			if err != nil {
				return exitWith(exitUnreadable, "%s : %w", addr, err)
			}
			fmt.Fprintf(a.out, "http://%s/\n", l.Addr())
			return serveUntil(cmd.Context(), &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, MaxHeaderBytes: 16 << 10}, l)
		},
	}
	f := cmd.Flags()
	f.StringVar(&addr, "addr", "127.0.0.1:8087", a.text("adresse d'écoute", "address to listen on"))
	f.StringVar(&jwks, "jwks", "", a.text("clés publiques de l'émetteur", "public keys of the issuer"))
	f.StringVar(&issuer, "issuer", "", a.text("adresse de l'émetteur", "address of the issuer"))
	f.StringVar(&revocations, "revocations", "", a.text("liste de retrait signée", "signed revocation list"))
	return cmd
}
