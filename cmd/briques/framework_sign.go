// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
)

const keyHelp = `
  openssl genpkey -algorithm ed25519 -out cle.pem
  openssl pkey -in cle.pem -pubout -out cle-publique.pem`

func newFrameworkSignCmd(a *app) *cobra.Command {
	var key, on, out string
	cmd := &cobra.Command{
		Use:     "sign FRAMEWORK --key KEY.pem",
		Short:   a.text("Signer une version publiée (Ed25519, signature détachée)", "Sign a published version (Ed25519, detached signature)"),
		Long:    a.text("La signature porte sur l'empreinte du contenu : elle reste vraie quelle que soit\nl'écriture du fichier. Pour faire une paire de clés :", "The signature covers the digest of the content: it stays true however the file is\nwritten. To make a pair of keys:") + keyHelp,
		Example: "  briques framework sign mon-referentiel.json --key cle.pem -o mon-referentiel.sig.json",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			f, src, err := a.loadFramework(args[0])
			if err != nil {
				return err
			}
			if is := f.Check(); is.HasErrors() {
				competency.Locate(src.data, is)
				a.printIssues(a.err, src, is)
				return exitWith(exitInvalid, "%s", a.text("un référentiel fautif ne se signe pas", "a faulty framework is not signed"))
			}
			if on != "" && !competency.Date(on).Valid() {
				return a.usageError("--on : une date, 2026-11-22", "--on: a day, 2026-11-22")
			}
			private, err := a.privateKey(key)
			if err != nil {
				return err
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", " ")
			if err := enc.Encode(competency.Sign(f, private, competency.Date(on))); err != nil {
				return err
			}
			return done()
		},
	}
	cmd.Flags().StringVar(&key, "key", "", a.text("clé privée Ed25519 (PEM, PKCS #8)", "Ed25519 private key (PEM, PKCS #8)"))
	cmd.Flags().StringVar(&on, "on", "", a.text("jour de la signature, facultatif", "day of the signature, optional"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier de sortie", "output file"))
	_ = cmd.MarkFlagRequired("key")
	return cmd
}

func newFrameworkVerifyCmd(a *app) *cobra.Command {
	var key, signature string
	cmd := &cobra.Command{
		Use:     "verify FRAMEWORK --signature SIG.json --key PUBLIC.pem",
		Short:   a.text("Vérifier la signature d'une version publiée", "Verify the signature of a published version"),
		Example: "  briques framework verify mon-referentiel.json --signature mon-referentiel.sig.json --key cle-publique.pem",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			f, _, err := a.loadFramework(args[0])
			if err != nil {
				return err
			}
			data, err := a.readDocument(signature)
			if err != nil {
				return err
			}
			var s competency.Signature
			if is := strictjson.Unmarshal(data, strictjson.Document, strictjson.Limits{}, &s); is.HasErrors() {
				a.printIssues(a.err, source{signature, data}, is)
				return exitWith(exitUnreadable, "")
			}
			public, err := a.publicKey(key)
			if err != nil {
				return err
			}
			if err := competency.VerifySignature(f, s, public); err != nil {
				return exitWith(exitInvalid, "%s : %s", args[0], a.signatureFault(err))
			}
			fmt.Fprintf(a.out, a.text("%s %s : signature exacte (clé %s)\n", "%s %s: signature is right (key %s)\n"), f.URI, f.Version, s.KeyID)
			return nil
		},
	}
	cmd.Flags().StringVar(&key, "key", "", a.text("clé publique Ed25519 (PEM)", "Ed25519 public key (PEM)"))
	cmd.Flags().StringVar(&signature, "signature", "", a.text("fichier de signature", "signature file"))
	_ = cmd.MarkFlagRequired("key")
	_ = cmd.MarkFlagRequired("signature")
	return cmd
}

func (a *app) signatureFault(err error) string {
	switch err {
	case competency.ErrOtherVersion:
		return a.text("cette signature est celle d'un autre référentiel ou d'une autre version", "this signature is of another framework or version")
	case competency.ErrOtherContent:
		return a.text("le contenu n'est pas celui qui a été signé", "the content is not the one that was signed")
	}
	return a.text("la signature n'a pas été faite avec cette clé", "the signature was not made with this key")
}

func (a *app) pemBlock(path, kind string) ([]byte, error) {
	data, err := a.readDocument(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(data)
	if block == nil || block.Type != kind {
		return nil, exitWith(exitUsage, a.text("%s : bloc PEM « %s » attendu", "%s: PEM block %q expected"), path, kind)
	}
	return block.Bytes, nil
}

func (a *app) privateKey(path string) (ed25519.PrivateKey, error) {
	der, err := a.pemBlock(path, "PRIVATE KEY")
	if err != nil {
		return nil, err
	}
	key, _ := x509.ParsePKCS8PrivateKey(der)
	if k, ok := key.(ed25519.PrivateKey); ok {
		return k, nil
	}
	return nil, exitWith(exitUsage, a.text("%s : clé Ed25519 attendue", "%s: Ed25519 key expected"), path)
}

func (a *app) publicKey(path string) (ed25519.PublicKey, error) {
	der, err := a.pemBlock(path, "PUBLIC KEY")
	if err != nil {
		return nil, err
	}
	key, _ := x509.ParsePKIXPublicKey(der)
	if k, ok := key.(ed25519.PublicKey); ok {
		return k, nil
	}
	return nil, exitWith(exitUsage, a.text("%s : clé Ed25519 attendue", "%s: Ed25519 key expected"), path)
}
