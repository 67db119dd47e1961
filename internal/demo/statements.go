// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"context"
	"encoding/json"
	"net/http"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// statement is what the pages read of a received statement.
type statement struct {
	ID    string
	Actor struct {
		Account struct{ Name, HomePage string }
	}
	Verb   struct{ ID string }
	Object struct {
		ID         string
		Definition struct{ Name map[string]string }
	}
	Result  struct{ Extensions map[string]json.RawMessage }
	Context struct {
		Registration string
		Extensions   map[string]json.RawMessage
	}
	Timestamp, Stored string
	Raw               string `json:"-"`
}

func (st *statement) level() int {
	for k, v := range st.Result.Extensions {
		if strings.HasSuffix(k, "/level") {
			n := 0
			_ = json.Unmarshal(v, &n)
			return n
		}
	}
	return -1
}

// framework is the address of the framework that the statement names.
func (st *statement) framework() string {
	for k, v := range st.Context.Extensions {
		if strings.HasSuffix(k, "/framework") {
			var f struct{ ID string }
			_ = json.Unmarshal(v, &f)
			return f.ID
		}
	}
	return ""
}

// item is the competency that the statement is about.
func (st *statement) item() competency.ID {
	return competency.ID(strings.TrimPrefix(st.Object.ID, "urn:uuid:"))
}

// sending is everything that one press on "Envoyer" brought.
type sending struct {
	Registration, Holder, Day, Framework string
	Stored                               string
	Statements                           []*statement
}

// sendings reads the store, the newest first.
func (s *Site) sendings(ctx context.Context) ([]*sending, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	by := map[string]*sending{}
	var out []*sending
	query := "limit=500"
	for query != "" && len(out) < 500 {
		b, err := s.ask(ctx, query)
		if err != nil {
			return nil, err
		}
		var res struct {
			Statements []json.RawMessage
			More       string
		}
		if err := json.Unmarshal(b, &res); err != nil {
			return nil, err
		}
		for _, raw := range res.Statements {
			st := &statement{}
			if json.Unmarshal(raw, st) != nil {
				continue
			}
			st.Raw = string(raw)
			key := st.Context.Registration
			if key == "" {
				key = st.ID
			}
			g := by[key]
			if g == nil {
				g = &sending{Registration: key, Holder: st.Actor.Account.Name, Stored: st.Stored, Day: st.Timestamp}
				if len(g.Day) >= 10 {
					g.Day = g.Day[:10]
				}
				g.Framework = st.framework()
				by[key] = g
				out = append(out, g)
			}
			g.Statements = append(g.Statements, st)
		}
		_, query, _ = strings.Cut(res.More, "?")
	}
	for _, g := range out {
		sort.SliceStable(g.Statements, func(a, b int) bool { return g.Statements[a].Object.ID < g.Statements[b].Object.ID })
	}
	return out, nil
}

type traceRow struct {
	Title, Level, ID string
}

type traceGroup struct {
	Holder, Day, Framework string
	Rows                   []traceRow
	JSON                   string
}

func (s *Site) statements(w http.ResponseWriter, r *http.Request) {
	list, err := s.sendings(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	var groups []traceGroup
	total := 0
	for _, g := range list {
		f := s.frameworkOf(g.Framework)
		tg := traceGroup{Holder: short(g.Holder), Day: g.Day, Framework: g.Framework}
		if f != nil {
			tg.Framework = typo(f.Title.In("fr"))
		}
		var raw []string
		for _, st := range g.Statements {
			total++
			tg.Rows = append(tg.Rows, traceRow{Title: typo(competency.Text(st.Object.Definition.Name).In("fr")), Level: levelName(f, st), ID: st.ID})
			raw = append(raw, st.Raw)
		}
		tg.JSON = "[" + strings.Join(raw, ",\n") + "]"
		groups = append(groups, tg)
	}
	s.show(w, r, "traces", map[string]any{"Groups": groups, "Total": total, "Sendings": len(groups)})
}

func (s *Site) frameworkOf(uri string) *competency.Framework {
	for _, f := range []*competency.Framework{s.data.Framework, s.data.Digital} {
		if string(f.URI) == uri {
			return f
		}
	}
	return nil
}

func levelName(f *competency.Framework, st *statement) string {
	n := st.level()
	if n < 0 {
		return "—"
	}
	if f != nil {
		if it, ok := f.Item(st.item()); ok {
			if sc, ok := f.ScaleOf(it); ok {
				if l, ok := sc.Level(n); ok {
					return itoa(n) + " · " + l.Label.In("fr")
				}
			}
		}
	}
	if n == 0 {
		return "0 · pas encore"
	}
	return itoa(n)
}

func short(holder string) string {
	if len(holder) > 12 {
		return holder[:12] + "…"
	}
	return holder
}

func typo(s string) string { return view.Typo("fr", s) }
