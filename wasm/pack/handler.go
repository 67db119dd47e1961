// SPDX-License-Identifier: Apache-2.0

package pack

import (
	"bytes"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

var types = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
	".wasm": "application/wasm", ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
}

// Handler serves a built folder: right types, the compressed sibling that the
// client prefers (RFC 9110 §12.5.3), and immutable files below a folder
// /vX.Y.Z/. Pages are for other sites to load: CORS is open, cookies unknown.
func Handler(files fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "GET ou HEAD", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		if name == "" || strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Vary", "Accept-Encoding")
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		if t := types[path.Ext(name)]; t != "" {
			h.Set("Content-Type", t)
		}
		if immutable(name) {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		} else {
			h.Set("Cache-Control", "no-cache")
		}
		for _, enc := range Accepts(r.Header.Get("Accept-Encoding")) {
			ext := map[string]string{"br": ".br", "gzip": ".gz", "identity": ""}[enc]
			b, err := fs.ReadFile(files, name+ext)
			if err != nil {
				continue
			}
			if ext != "" {
				h.Set("Content-Encoding", enc)
				h.Set("Content-Length", strconv.Itoa(len(b)))
			}
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
			return
		}
		http.NotFound(w, r)
	})
}

func immutable(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if len(part) > 1 && part[0] == 'v' && strings.Count(part, ".") == 2 {
			return true
		}
	}
	return false
}

// Accepts orders br, gzip and identity as an Accept-Encoding header asks,
// those it refuses left out. Without a preference br comes first.
func Accepts(header string) []string {
	quality := map[string]float64{}
	star := -1.0
	for _, part := range strings.Split(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		q := 1.0
		if _, v, ok := strings.Cut(params, "="); ok {
			if f, err := strconv.ParseFloat(strings.TrimSpace(v), 64); err == nil {
				q = f
			}
		}
		switch name = strings.ToLower(strings.TrimSpace(name)); name {
		case "":
		case "*":
			star = q
		default:
			quality[name] = q
		}
	}
	var out []string
	best := func(name string) float64 {
		if q, ok := quality[name]; ok {
			return q
		}
		if star >= 0 {
			return star
		}
		if name == "identity" {
			return 0.001
		}
		return 0
	}
	for _, name := range []string{"br", "gzip", "identity"} {
		if best(name) > 0 {
			out = append(out, name)
		}
	}
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && best(out[j]) > best(out[j-1]); j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}
