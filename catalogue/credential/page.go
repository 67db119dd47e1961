// SPDX-License-Identifier: Apache-2.0

//go:build !js

package credential

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

const style = `body{font:1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#161616;background:#fff}
textarea{width:100%;min-height:9rem;font-family:monospace}label{display:block;margin-top:1rem;font-weight:700}
button{margin-top:1rem;padding:.5rem 1.5rem;font:inherit;background:#1a3a6b;color:#fff;border:0}
.valid{border-left:.5rem solid #18753c;padding-left:1rem}.invalid{border-left:.5rem solid #b34000;padding-left:1rem}
.notVerifiable{border-left:.5rem solid #716043;padding-left:1rem}dt{font-weight:700}dd{margin:0 0 .5rem;overflow-wrap:anywhere}`

var styleHash = func() string {
	sum := sha256.Sum256([]byte(style))
	return base64.StdEncoding.EncodeToString(sum[:])
}()

// verdictWords holds French and English.
var verdictWords = map[Verdict][2]string{
	VerdictValid:         {"Valide", "Valid"},
	VerdictInvalid:       {"Non valide", "Not valid"},
	VerdictNotVerifiable: {"Non vérifiable ici", "Not verifiable here"},
}

// Word returns what a person reads for a verdict.
func (v Verdict) Word(lang string) string {
	if lang == "en" {
		return verdictWords[v][1]
	}
	return verdictWords[v][0]
}

// page writes the form, and above it the result of the last check.
func page(lang string, r *Result) string {
	t := func(fr, en string) string {
		if lang == "en" {
			return en
		}
		return fr
	}
	var b strings.Builder
	w := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
		}
		b.WriteByte('\n')
	}
	title := t("Vérifier un label ou une attestation", "Verify a label or an attestation")
	w(`<!doctype html><html lang="`, lang, `"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`)
	w(`<title>`, title, `</title><style>`, style, `</style></head><body><main>`)
	w(`<h1>`, title, `</h1>`)
	if r != nil {
		result(w, t, lang, r)
	}
	w(`<form method="post" enctype="multipart/form-data">`)
	w(`<label for="file">`, t("Fichier .jwt ou badge SVG", ".jwt file or SVG badge"), `</label><input type="file" id="file" name="file" accept=".jwt,.svg,text/plain">`)
	w(`<label for="token">`, t("ou texte collé", "or pasted text"), `</label><textarea id="token" name="token" spellcheck="false" maxlength="65536"></textarea>`)
	w(`<button type="submit">`, t("Vérifier", "Verify"), `</button></form>`)
	w(`<p>`, t("Rien n’est conservé ni journalisé. Ne sont pas vérifiés ici : les preuves Data Integrity, credentialStatus, les schémas et images liés.",
		"Nothing is stored or logged. Not checked here: Data Integrity proofs, credentialStatus, linked schemas and images."), `</p>`)
	w(`</main></body></html>`)
	return b.String()
}

func result(w func(...string), t func(fr, en string) string, lang string, r *Result) {
	w(`<section class="`, string(r.Verdict), `" aria-labelledby="verdict"><h2 id="verdict">`, r.Verdict.Word(lang), `</h2><dl>`)
	c := r.Credential
	for _, row := range [][2]string{
		{t("Titre", "Title"), c.Name}, {t("Émetteur", "Issuer"), strings.TrimSpace(c.IssuerName + " " + c.Issuer)}, {t("Sujet", "Subject"), c.Subject},
		{t("Énoncé", "Statement"), c.Says}, {t("Valable du", "Valid from"), said(string(c.From)).In(lang)}, {t("au", "until"), said(string(c.Until)).In(lang)},
	} {
		if row[1] != "" {
			w(`<dt>`, row[0], `</dt><dd>`, escape(row[1]), `</dd>`)
		}
	}
	w(`</dl>`)
	if len(r.Issues) > 0 {
		w(`<ul>`)
		for _, i := range r.Issues.In(lang) {
			kind := t("erreur", "error")
			if i.Severity != issue.SeverityError {
				kind = t("avertissement", "warning")
			}
			w(`<li>`, kind, ` `, i.Code, ` : `, escape(i.Message), `</li>`)
		}
		w(`</ul>`)
	}
	w(`</section>`)
}
