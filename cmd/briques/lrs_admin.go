// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

//go:embed lrs_admin.html.tmpl
var lrsAdminText string

var lrsAdminPage = template.Must(template.New("admin").Funcs(template.FuncMap{
	"nombre": frenchNumber,
	"octets": frenchBytes,
	"jour":   func(t time.Time) string { return t.Format("02/01/2006") },
	"heure": func(t time.Time) string {
		if t.Unix() == 0 || t.IsZero() {
			return "—"
		}
		return t.Format("02/01/2006 15:04:05 UTC")
	},
	"court": func(iri string) string {
		if name := iri[strings.LastIndexAny(iri, "/#")+1:]; name != "" {
			return name
		}
		return iri
	},
}).Parse(lrsAdminText))

// frenchNumber writes 1234567 as "1 234 567", with narrow no-break spaces.
func frenchNumber(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

func frenchBytes(n int64) string {
	v, unit := float64(n), 0
	for v >= 1024 && unit < 4 {
		v, unit = v/1024, unit+1
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', 1, 64), ".", ",", 1) + "\u00a0" + []string{"o", "Kio", "Mio", "Gio", "Tio"}[unit]
}

// lrsAdmin serves health, metrics and the administrator's page, on an address
// of its own.
type lrsAdmin struct {
	store   lrs.Store
	tenants []lrs.Tenant
	metrics *lrsMetrics
	files   []string // of SQLite databases
	started time.Time
}

func (s *lrsAdmin) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", s.ready)
	mux.HandleFunc("GET /{$}", s.page)
	return mux
}

// ready writes to every database within a second and looks at the disk.
func (s *lrsAdmin) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	for _, db := range s.databases() {
		if err := db.Ready(ctx); err != nil {
			http.Error(w, "base : "+err.Error(), http.StatusServiceUnavailable)
			return
		}
	}
	for _, file := range s.files {
		free, total, err := diskOf(file)
		if err == nil && free*20 < total {
			http.Error(w, "disque : moins de 5 % libres", http.StatusServiceUnavailable)
			return
		}
	}
	_, _ = fmt.Fprintln(w, "ok")
}

// databases returns the SQL stores, each once.
func (s *lrsAdmin) databases() []*sqlstore.Store {
	var out []*sqlstore.Store
	seen := map[*sqlstore.Store]bool{}
	for _, t := range s.tenants {
		if db, err := sqlStoreFor(s.store, t); err == nil && !seen[db] {
			seen[db] = true
			out = append(out, db)
		}
	}
	return out
}

// adminTenant is what the page shows of one tenant.
type adminTenant struct {
	Name    string
	Figures sqlstore.Figures
	Keys    []sqlstore.KeyInfo
	Fault   string
	Bars    []adminBar
	Verbs   []adminVerb
	Peak    int64

	First, Last time.Time // days of the chart
}

// adminVerb is one line of the verbs, with its part of the largest.
type adminVerb struct {
	Verb           string
	Count, Percent int64
}

// adminQueue is what waits in one database.
type adminQueue struct {
	Name          string
	Batches, Tail int64
}

// adminBar is one day of the chart, in its own coordinates.
type adminBar struct {
	Day          time.Time
	Count        int64
	X, Y, Height int
}

func (s *lrsAdmin) page(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 10*time.Second)
	defer cancel()
	data := struct {
		Tenants       []adminTenant
		Bytes, Memory int64
		Files         []adminFile
		Queues        []adminQueue
		Now, Started  time.Time
	}{Now: time.Now().UTC(), Started: s.started.UTC(), Memory: memoryPeak()}
	since := data.Now.AddDate(0, 0, -29).Truncate(24 * time.Hour)
	for _, t := range s.tenants {
		data.Tenants = append(data.Tenants, s.tenant(ctx, t, since))
	}
	for i, db := range s.databases() {
		if n, err := db.Size(ctx); err == nil {
			data.Bytes += n
		}
		q := db.Queue()
		data.Queues = append(data.Queues, adminQueue{"base " + strconv.Itoa(i+1), int64(q.Batches), int64(q.Tail)})
	}
	for _, f := range s.files {
		if free, total, err := diskOf(f); err == nil {
			data.Files = append(data.Files, adminFile{filepath.Base(f), int64(free), int64(total)})
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	if err := lrsAdminPage.Execute(w, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

type adminFile struct {
	Name        string
	Free, Total int64
}

func (s *lrsAdmin) tenant(ctx context.Context, t lrs.Tenant, since time.Time) adminTenant {
	out := adminTenant{Name: string(t)}
	db, err := sqlStoreFor(s.store, t)
	if err == nil {
		out.Figures, err = db.Figures(ctx, t, since)
	}
	if err == nil {
		out.Keys, err = db.Credentials(ctx, t)
	}
	if err != nil {
		out.Fault = err.Error()
		return out
	}
	counts := map[int64]int64{}
	for _, d := range out.Figures.Days {
		counts[d.Day.Unix()] = d.Count
		out.Peak = max(out.Peak, d.Count)
	}
	out.First, out.Last = since, since.AddDate(0, 0, 29)
	for _, v := range out.Figures.Verbs { // the largest comes first
		out.Verbs = append(out.Verbs, adminVerb{v.Verb, v.Count, max(1, v.Count*100/out.Figures.Verbs[0].Count)})
	}
	for i := range 30 {
		d := since.AddDate(0, 0, i)
		b := adminBar{Day: d, Count: counts[d.Unix()], X: i * 20}
		if out.Peak > 0 {
			b.Height = int(b.Count * 120 / out.Peak)
		}
		if b.Count > 0 {
			b.Height = max(b.Height, 2)
		}
		b.Y = 120 - b.Height
		out.Bars = append(out.Bars, b)
	}
	return out
}
