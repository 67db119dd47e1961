// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/wasm/pack"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

//go:embed pages/*.html pages/*.css pages/*.js
var pages embed.FS

// Site is the demonstration's handler.
type Site struct {
	data    *Data
	widgets fs.FS
	sri     map[string]string
	lrs     http.Handler
	user    string
	secret  string
	pages   map[string]*template.Template
	drawn   map[string]template.HTML // screens of a widget before its module, by id
	mux     *http.ServeMux
}

// New returns the site: data to show, the built widgets, the store that keeps
// the statements and the key of the relay.
func New(data *Data, widgets fs.FS, store lrs.Store, user, secret string) (*Site, error) {
	auth, err := lrs.StaticKeys(lrs.StaticKey{User: user, Password: secret, Tenant: "demo"})
	if err != nil {
		return nil, err
	}
	s := &Site{data: data, widgets: widgets, user: user, secret: secret, lrs: lrs.New(store, lrs.Options{Auth: auth, Mount: "/xapi", Tenant: "demo"}),
		pages: map[string]*template.Template{}, mux: http.NewServeMux()}
	for _, part := range menu {
		for _, p := range part.Pages {
			t, err := template.New("cadre.html").Funcs(template.FuncMap{"typo": typo}).ParseFS(pages, "pages/cadre.html", "pages/"+p.Name+".html")
			if err != nil {
				return nil, err
			}
			s.pages[p.Name] = t
		}
	}
	var sri struct{ Files map[string]string }
	if b, err := fs.ReadFile(widgets, "sri.json"); err == nil {
		_ = json.Unmarshal(b, &sri)
	}
	s.sri = sri.Files
	s.drawn = data.draw("/widgets/v" + pack.Version + "/")
	s.routes()
	return s, nil
}

func (s *Site) routes() {
	base := "/widgets/v" + pack.Version + "/"
	s.mux.Handle("GET "+base, http.StripPrefix("/widgets/v"+pack.Version, versioned(pack.Handler(s.widgets))))
	answers := map[string]http.HandlerFunc{"traces": s.statements, "heures": s.hours, "verifier": s.check, "qualite": s.quality, "parcours": s.pathways}
	for _, part := range menu {
		for _, p := range part.Pages {
			answer := answers[p.Name]
			if answer == nil {
				answer = func(w http.ResponseWriter, r *http.Request) { s.show(w, r, p.Name, nil) }
			}
			path := p.Path
			if path == "/" {
				path = "/{$}"
			}
			s.mux.HandleFunc("GET "+path, answer)
		}
	}
	s.mux.HandleFunc("GET /donnees/retraits.jwt", s.data.badges.revocations)
	s.mux.HandleFunc("POST /verifier", s.check)
	s.mux.HandleFunc("POST /relais/statements", s.relay)
	s.mux.Handle("/xapi/", s.lrs)
	for name, mime := range map[string]string{"page.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"} {
		s.mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, _ *http.Request) {
			b, _ := pages.ReadFile("pages/" + name)
			w.Header().Set("Content-Type", mime)
			_, _ = w.Write(b)
		})
	}
	s.mux.HandleFunc("GET /donnees/{file}", func(w http.ResponseWriter, r *http.Request) {
		b, ok := s.data.files[r.PathValue("file")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if strings.HasSuffix(r.PathValue("file"), ".svg") {
			w.Header().Set("Content-Type", "image/svg+xml")
		}
		w.Header().Set("Cache-Control", "no-cache")
		_, _ = w.Write(b)
	})
	s.mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
}

// versioned says that the files below a version never change. The
// demonstration rebuilds them, so it asks the browser to check again.
func versioned(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) })
}

// ServeHTTP serves the pages, under the policy that the README prints.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types eafc")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	s.mux.ServeHTTP(w, r)
}

type page struct {
	Menu      []section
	Section   section
	Active    string
	Loader    string
	Integrity string
	Data      *Data
	Version   string
	Content   any
	Drawn     map[string]template.HTML
}

func (s *Site) show(w http.ResponseWriter, _ *http.Request, name string, content any) {
	var b bytes.Buffer
	p := page{Menu: menu, Section: sectionOf(name), Active: name, Loader: "/widgets/v" + pack.Version + "/loader.js", Integrity: s.sri["loader.js"], Data: s.data, Version: pack.Version, Content: content, Drawn: s.drawn}
	if err := s.pages[name].Execute(&b, p); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = b.WriteTo(w)
}

// Has tells whether a document of the demonstration is there: some need what a
// catalogue or a framework of the reader's own may not have.
func (d *Data) Has(file string) bool { return d.files[file] != nil }

// tab is one choice of a page that shows one of several documents.
type tab struct {
	Name, Title string
	Current     bool
}

// pathways shows one of the pathways of the catalogue.
func (s *Site) pathways(w http.ResponseWriter, r *http.Request) {
	var list []tab
	chosen := ""
	for i := range s.data.Catalogue.Pathways {
		p := &s.data.Catalogue.Pathways[i]
		if i == 0 || r.FormValue("parcours") == string(p.ID) {
			chosen = string(p.ID)
		}
	}
	for i := range s.data.Catalogue.Pathways {
		p := &s.data.Catalogue.Pathways[i]
		list = append(list, tab{string(p.ID), typo(p.Title.In("fr")), string(p.ID) == chosen})
	}
	s.show(w, r, "parcours", map[string]any{"Pathways": list, "Pathway": chosen})
}

// quality shows the self-assessment on one of the grids; that of RNQ is about
// the first pathway of the catalogue.
func (s *Site) quality(w http.ResponseWriter, r *http.Request) {
	chosen, about := Grids[0], ""
	var list []tab
	for _, name := range Grids {
		if r.FormValue("grille") == name {
			chosen = name
		}
	}
	for _, name := range Grids {
		p, _ := label.OpenProfile(name)
		list = append(list, tab{name, typo(p.Title.In("fr")), name == chosen})
	}
	if _, ok := s.data.files["faits.json"]; ok && chosen == Grids[0] {
		about = s.data.Catalogue.Pathways[0].Title.In("fr")
	}
	s.show(w, r, "qualite", map[string]any{"Grids": list, "Grid": chosen, "Facts": about})
}

// relay is the academy's server between the page and the store: it holds the
// key, the page never does.
func (s *Site) relay(w http.ResponseWriter, r *http.Request) {
	out := r.Clone(r.Context())
	out.URL.Path, out.RequestURI = "/xapi/statements", ""
	out.Header = http.Header{"Content-Type": {"application/json"}, "X-Experience-Api-Version": {"2.0.0"}}
	out.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	out.SetBasicAuth(s.user, s.secret)
	s.lrs.ServeHTTP(w, out)
}

// ask reads statements from the store, as any program of the academy would.
func (s *Site) ask(ctx context.Context, query string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "/xapi/statements?"+query, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("X-Experience-API-Version", "2.0.0")
	r.SetBasicAuth(s.user, s.secret)
	var rec recorder
	s.lrs.ServeHTTP(&rec, r)
	if rec.code >= 300 {
		return nil, &storeError{rec.code, rec.body.String()}
	}
	return rec.body.Bytes(), nil
}

type storeError struct {
	code int
	text string
}

func (e *storeError) Error() string {
	return "entrepôt : " + strconv.Itoa(e.code) + " " + strings.TrimSpace(e.text)
}

type recorder struct {
	header http.Header
	body   bytes.Buffer
	code   int
}

func (r *recorder) Header() http.Header {
	if r.header == nil {
		r.header = http.Header{}
	}
	return r.header
}
func (r *recorder) WriteHeader(code int)        { r.code = code }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

var _ io.Writer = (*recorder)(nil)

const timeout = 10 * time.Second
