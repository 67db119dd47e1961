// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi"
)

func sha256Of(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func newXAPIConvertCmd(a *app) *cobra.Command {
	var to, out string
	var strict bool
	cmd := &cobra.Command{
		Use:   "convert FILE --to 1.0.3|2.0",
		Short: a.text("Passer des traces d'une version à l'autre", "Turn statements from one version into the other"),
		Long: a.text("Écrit une trace par ligne. Ce qui est supposé ou perdu est dit une fois par perte.\nLa spécification interdit à un LRS de revenir à 1.0.3 : réservé à l'export.",
			"Writes one statement a line. What is assumed or lost is told, once per loss.\nThe specification forbids an LRS to go back to 1.0.3: for export only."),
		Example: "  briques xapi convert traces.ndjson --to 2.0 -o traces-2.ndjson",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			version, err := a.xapiVersion(to)
			if err != nil {
				return err
			}
			from, convert := xapi.V103, xapi.Upgrade
			if version == xapi.V103 {
				from, convert = xapi.V20, xapi.Downgrade
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			losses := 0
			code, err := a.eachStatement(args[0], xapi.Options{Version: from, Lang: a.lang}, func(line int, raw []byte) error {
				converted, is := convert(raw)
				for _, i := range is.In(a.lang) {
					fmt.Fprintf(a.err, "%s:%d %s %s %s\n", args[0], line, i.Code, i.Pointer, i.Message)
				}
				losses += len(is)
				_, err := fmt.Fprintf(w, "%s\n", oneLine(converted))
				return err
			})
			if err == nil {
				err = done()
			}
			switch {
			case err != nil:
				return err
			case code != exitOK, strict && losses > 0:
				return exitWith(exitInvalid, "")
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&to, "to", "2.0", a.text("version voulue : 1.0.3 ou 2.0", "version wanted: 1.0.3 or 2.0"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier à écrire", "file to write"))
	cmd.Flags().BoolVar(&strict, "strict", false, a.text("code 1 dès qu'une chose est supposée ou perdue", "code 1 as soon as a thing is assumed or lost"))
	return cmd
}

// oneLine returns valid JSON without line ends: they only stand between
// values.
func oneLine(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for _, c := range b {
		if c != '\n' && c != '\r' {
			out = append(out, c)
		}
	}
	return out
}

func newXAPISignCmd(a *app) *cobra.Command {
	var keyFile, chainFile, alg, out, jwsFile, version string
	cmd := &cobra.Command{
		Use:   "sign STATEMENT --key KEY.pem --jws FILE",
		Short: a.text("Signer une trace (JWS, RSA)", "Sign a statement (JWS, RSA)"),
		Long: a.text("Écrit la trace avec sa pièce jointe de signature, et la signature dans --jws.",
			"Writes the statement with its signature attachment, and the signature to --jws."),
		Example: `  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out cle-rsa.pem
  briques xapi sign decision.json --key cle-rsa.pem --jws decision.jws -o decision-signee.json
  briques xapi send decision-signee.json --attachment decision.jws --endpoint https://lrs.exemple.fr/xapi --queue file-xapi`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			v, err := a.xapiVersion(version)
			if err != nil {
				return err
			}
			raw, err := a.oneStatement(args[0], v)
			if err != nil {
				return err
			}
			key, err := a.rsaKey(keyFile)
			if err != nil {
				return err
			}
			const least = 2048
			switch bits := key.N.BitLen(); {
			case !xapi.Alg(alg).Valid():
				return a.usageError("--alg : RS256, RS384 ou RS512 (lu : "+alg+")", "--alg: RS256, RS384 or RS512 (read: "+alg+")")
			case bits < least:
				return exitWith(exitUsage, a.text("%s : clé RSA de %d bits, il en faut %d au moins", "%s: RSA key of %d bits, %d at least are needed"), keyFile, bits, least)
			}
			var chain []*x509.Certificate
			if chainFile != "" {
				if chain, err = a.certificates(chainFile); err != nil {
					return err
				}
			}
			attachment, jws, err := xapi.Sign(raw, key, xapi.Alg(alg), chain)
			if err != nil {
				return exitWith(exitUsage, "%w", err)
			}
			if err := a.writeTo(jwsFile, jws); err != nil {
				return err
			}
			w, done, err := a.output(out)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "%s\n", xapi.Attach(raw, attachment)); err != nil {
				return err
			}
			return done()
		},
	}
	f := cmd.Flags()
	f.StringVar(&keyFile, "key", "", a.text("clé privée RSA (PEM), 2 048 bits au moins", "RSA private key (PEM), 2,048 bits at least"))
	f.StringVar(&chainFile, "cert", "", a.text("certificats (PEM), celui de la clé en premier", "certificates (PEM), that of the key first"))
	f.StringVar(&alg, "alg", "RS256", "RS256, RS384, RS512")
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier de la trace signée", "file of the signed statement"))
	a.outFlag(cmd, writesFile, &jwsFile, "jws", "", "", a.text("fichier de la signature", "file of the signature"))
	f.StringVar(&version, "xapi", "2.0", a.text("version xAPI : 1.0.3 ou 2.0", "xAPI version: 1.0.3 or 2.0"))
	_ = cmd.MarkFlagRequired("key")
	_ = cmd.MarkFlagRequired("jws")
	return cmd
}

func newXAPIVerifyCmd(a *app) *cobra.Command {
	var keyFile, rootsFile string
	cmd := &cobra.Command{
		Use:   "verify STATEMENT JWS",
		Short: a.text("Vérifier la signature d'une trace", "Verify the signature of a statement"),
		Long: a.text("Dit verified (vérifiée), unverified (aucune clé pour la vérifier) ou broken (fausse).\nCodes : 0 vérifiée ; 1 fausse ou non reconnue ; 5 aucune clé.",
			"Says verified, unverified (no key to check it with) or broken.\nCodes: 0 verified; 1 broken or not trusted; 5 no key."),
		Example: "  briques xapi verify decision-signee.json decision.jws --roots autorites.pem",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			raw, err := a.readDocument(args[0])
			if err != nil {
				return err
			}
			jws, err := a.readDocument(args[1])
			if err != nil {
				return err
			}
			o := xapi.VerifyOptions{Lang: a.lang}
			if keyFile != "" {
				if o.Key, err = a.rsaPublicKey(keyFile); err != nil {
					return err
				}
			}
			if rootsFile != "" {
				roots, err := a.certificates(rootsFile)
				if err != nil {
					return err
				}
				o.Roots = x509.NewCertPool()
				for _, c := range roots {
					o.Roots.AddCert(c)
				}
			}
			s, is := xapi.Verify(raw, jws, o)
			fmt.Fprintln(a.out, s.Status)
			for _, i := range is {
				fmt.Fprintf(a.err, "%s %s (%s)\n", i.Code, i.Message, i.Ref)
			}
			switch {
			case s.Status == xapi.SignatureVerified:
				return nil
			case len(is) > 0:
				return exitWith(exitInvalid, "")
			}
			return exitWith(5, "")
		},
	}
	cmd.Flags().StringVar(&keyFile, "key", "", a.text("clé publique RSA (PEM)", "RSA public key (PEM)"))
	cmd.Flags().StringVar(&rootsFile, "roots", "", a.text("certificats d'autorités admises (PEM)", "certificates of accepted authorities (PEM)"))
	return cmd
}

// oneStatement reads one valid statement.
func (a *app) oneStatement(arg string, v xapi.Version) ([]byte, error) {
	data, err := a.readDocument(arg)
	if err != nil {
		return nil, err
	}
	is := xapi.Validate(data, xapi.Options{Version: v, Lang: a.lang})
	if len(is) > 0 {
		a.printIssues(a.err, source{arg, data}, is)
	}
	if is.HasErrors() {
		return nil, exitWith(exitInvalid, "")
	}
	return data, nil
}

func (a *app) rsaKey(path string) (*rsa.PrivateKey, error) {
	data, err := a.readDocument(path)
	if err != nil {
		return nil, err
	}
	if block, _ := pem.Decode(data); block != nil {
		if k, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
			return k, nil
		}
		if k, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
			if k, ok := k.(*rsa.PrivateKey); ok {
				return k, nil
			}
		}
	}
	return nil, exitWith(exitUsage, a.text("%s : clé privée RSA (PEM) attendue", "%s: RSA private key (PEM) expected"), path)
}

func (a *app) rsaPublicKey(path string) (*rsa.PublicKey, error) {
	data, err := a.readDocument(path)
	if err != nil {
		return nil, err
	}
	if block, _ := pem.Decode(data); block != nil {
		if k, err := x509.ParsePKIXPublicKey(block.Bytes); err == nil {
			if k, ok := k.(*rsa.PublicKey); ok {
				return k, nil
			}
		}
	}
	return nil, exitWith(exitUsage, a.text("%s : clé publique RSA (PEM) attendue", "%s: RSA public key (PEM) expected"), path)
}

func (a *app) certificates(path string) (out []*x509.Certificate, err error) {
	data, err := a.readDocument(path)
	if err != nil {
		return nil, err
	}
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			break
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, exitWith(exitUsage, a.text("%s : certificat illisible", "%s: unreadable certificate"), path)
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, exitWith(exitUsage, a.text("%s : aucun certificat (PEM)", "%s: no certificate (PEM)"), path)
	}
	return out, nil
}
