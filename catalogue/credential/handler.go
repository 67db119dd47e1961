// SPDX-License-Identifier: Apache-2.0

//go:build !js

package credential

import (
	"io"
	"net/http"
	"strings"
)

// maxForm bounds a request: the token and what the form adds around it.
const maxForm = MaxToken + 4<<10

// Handler is the verification page: a file or a pasted text, no script,
// nothing stored, nothing logged. options is asked at every request, so that
// keys and revocations can be renewed.
func Handler(options func() Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'sha256-"+styleHash+"'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
		h.Set("Cache-Control", "no-store")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Type", "text/html; charset=utf-8")
		lang := "fr"
		if r.URL.Query().Get("lang") == "en" {
			lang = "en"
		}
		switch r.Method {
		case http.MethodGet, http.MethodHead:
			io.WriteString(w, page(lang, nil))
		case http.MethodPost:
			r.Body = http.MaxBytesReader(w, r.Body, maxForm)
			token, ok := submitted(r)
			if !ok {
				w.WriteHeader(http.StatusRequestEntityTooLarge)
				io.WriteString(w, page(lang, &Result{Verdict: VerdictInvalid, Reason: ReasonEncoding,
					Issues: rule001.Alone("", "≤ 64 Kio, text/plain, SVG")}))
				return
			}
			result := Verify(TokenOf(token), options())
			io.WriteString(w, page(lang, &result))
		default:
			h.Set("Allow", "GET, HEAD, POST")
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
}

// submitted returns the file or the text of the form. Parts are read in
// memory only: nothing reaches the disk.
func submitted(r *http.Request) (string, bool) {
	mr, err := r.MultipartReader()
	if err != nil {
		if err := r.ParseForm(); err != nil {
			return "", false
		}
		return r.PostForm.Get("token"), len(r.PostForm.Get("token")) <= MaxToken
	}
	pasted := ""
	for {
		part, err := mr.NextPart()
		if err == io.EOF {
			return pasted, true
		}
		if err != nil {
			return "", false
		}
		data, err := io.ReadAll(io.LimitReader(part, MaxToken+1))
		if err != nil || len(data) > MaxToken {
			return "", false
		}
		if s := string(data); strings.TrimSpace(s) != "" && (part.FormName() == "file" || part.FormName() == "token" && pasted == "") {
			pasted = s
		}
	}
}
