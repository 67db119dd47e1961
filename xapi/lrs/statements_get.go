// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"strconv"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// getStatements serves one statement by its id, or a page of a query.
func (h *handler) getStatements(c *call) error {
	if err := c.need(ScopeRead, ScopeReadMine); err != nil {
		return err
	}
	one, voided := c.has("statementId"), c.has("voidedStatementId")
	if one && voided {
		return refuseWith(http.StatusBadRequest, ruleTogether.At("", "statementId", "voidedStatementId"))
	}
	view, err := c.view()
	if err != nil {
		return err
	}
	ctx, cancel := c.storeContext()
	defer cancel()
	if one || voided {
		return c.oneStatement(ctx, view, voided)
	}
	if err := c.only("agent", "verb", "activity", "registration", "related_activities", "related_agents", "since", "until",
		"limit", "format", "attachments", "ascending", cursorParameter); err != nil {
		return err
	}
	q, err := c.query()
	if err != nil {
		return err
	}
	return c.page(ctx, view, q)
}

// view is how statements are to be shown.
type view struct {
	format      format
	attachments bool
}

func (c *call) view() (view, error) {
	v := view{format: formatExact}
	if c.has("format") {
		v.format = format(c.params.Get("format"))
		if v.format != formatExact && v.format != formatIDs && v.format != formatCanonical {
			return v, badParameter("format", string(v.format), "ids, exact, canonical")
		}
	}
	var err error
	v.attachments, err = c.boolean("attachments")
	return v, err
}

func (c *call) boolean(name string) (bool, error) {
	switch s := c.params.Get(name); {
	case !c.has(name) || s == "false":
		return false, nil
	case s == "true":
		return true, nil
	default:
		return false, badParameter(name, s, "true, false")
	}
}

func (c *call) oneStatement(ctx context.Context, v view, voided bool) error {
	name := "statementId"
	if voided {
		name = "voidedStatementId"
	}
	if err := c.only(name, "format", "attachments"); err != nil {
		return err
	}
	id, err := c.uuid(name, true)
	if err != nil {
		return err
	}
	r, err := c.h.store.Get(ctx, c.tenant, *id)
	if err != nil {
		return err
	}
	if r.Voided != voided || !c.mayRead(r.Payload) {
		return ErrNotFound
	}
	c.statements = 1
	c.w.Header().Set("Last-Modified", r.Stored.Format(http.TimeFormat))
	return c.show(ctx, v, c.appendRecord(ctx, nil, v, r), []Record{r})
}

// mayRead reports whether the principal may see a statement: all of them, or
// only those it is the authority of.
func (c *call) mayRead(payload []byte) bool {
	if c.who.Has(ScopeRead) {
		return true
	}
	mine, ok := AgentKey(c.who.Agent)
	k, ok2 := AgentKey(member(payload, "authority"))
	return ok && ok2 && k == mine
}

// query reads the filters.
func (c *call) query() (Query, error) {
	var q Query
	var err error
	if c.has("agent") {
		k, err := c.agent("agent")
		if err != nil {
			return q, err
		}
		q.Agent = &k
	}
	if c.has("activity") {
		iri, err := c.iri("activity")
		if err != nil {
			return q, err
		}
		k := ActivityKey(iri)
		q.Activity = &k
	}
	if c.has("verb") {
		if q.Verb, err = c.iri("verb"); err != nil {
			return q, err
		}
	}
	if q.Registration, err = c.uuid("registration", false); err != nil {
		return q, err
	}
	if q.Since, err = c.instant("since"); err != nil {
		return q, err
	}
	if q.Until, err = c.instant("until"); err != nil {
		return q, err
	}
	for _, f := range []struct {
		name string
		at   *bool
	}{{"related_agents", &q.RelatedAgents}, {"related_activities", &q.RelatedActivities}, {"ascending", &q.Ascending}} {
		if *f.at, err = c.boolean(f.name); err != nil {
			return q, err
		}
	}
	if c.has("limit") {
		s := c.params.Get("limit")
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || s[0] == '+' {
			return q, badParameter("limit", s, "0, 1, 2…")
		}
		q.Limit = n
	}
	if c.has(cursorParameter) {
		return q, c.readCursor(&q)
	}
	return q, nil
}

func (c *call) instant(name string) (time.Time, error) {
	if !c.has(name) {
		return time.Time{}, nil
	}
	s := c.params.Get(name)
	if !xapi.Timestamp(s).Valid(c.version) {
		return time.Time{}, badParameter(name, s, "2026-11-03T09:00:00Z")
	}
	t, err := ParseInstant(s)
	if err != nil {
		return t, badParameter(name, s, "2026-11-03T09:00:00Z")
	}
	return t, nil
}

func (c *call) iri(name string) (string, error) {
	s := c.params.Get(name)
	if !xapi.IRI(s).Valid() {
		return "", badParameter(name, s, "IRI")
	}
	return s, nil
}

// agent reads a parameter that is an Agent or identified Group in JSON.
func (c *call) agent(name string) (Key, error) {
	s := c.params.Get(name)
	probe := []byte(`{"actor":` + s + `,"verb":{"id":"http://example.org/v"},"object":{"id":"http://example.org/a"}}`)
	if is := xapi.Validate(probe, xapi.Options{Version: c.version, Lang: c.lang}); is.HasErrors() {
		return Key{}, refusal{http.StatusBadRequest, append(is[:0:0], append(is, ruleParameterValue.At("", name, "…", "Agent"))...)}
	}
	k, ok := AgentKey([]byte(s))
	if !ok {
		return Key{}, badParameter(name, s, "mbox, mbox_sha1sum, openid, account")
	}
	return k, nil
}

// page serves a StatementResult.
func (c *call) page(ctx context.Context, v view, q Query) error {
	page, err := c.find(ctx, q)
	if err != nil {
		return err
	}
	out := make([]byte, 0, 4096+2048*len(page.Records))
	out = append(out, `{"statements":[`...)
	var newest time.Time
	shown := 0
	for i, r := range page.Records {
		if i > 0 && len(out) > c.h.o.Limits.Page {
			next := q
			if q.Bound == nil {
				if page.More != nil {
					next = *page.More
				} else {
					bound := page.Records[len(page.Records)-1].At()
					next.Bound = &bound
				}
			}
			last := page.Records[i-1].At()
			next.After = &last
			page.More = &next
			break
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = c.appendRecord(ctx, out, v, r)
		if r.Stored.After(newest) {
			newest = r.Stored
		}
		shown++
	}
	page.Records = page.Records[:shown]
	c.statements = shown
	out = append(out, `],"more":`...)
	out = appendJSONString(out, c.more(page.More))
	out = append(out, '}')
	if newest.IsZero() {
		newest = c.through()
	}
	c.w.Header().Set("Last-Modified", newest.UTC().Format(http.TimeFormat))
	return c.show(ctx, v, out, page.Records)
}

// find asks the store, and for a key that reads only its own statements goes
// on until the page is full.
func (c *call) find(ctx context.Context, q Query) (Page, error) {
	page, err := c.h.store.Find(ctx, c.tenant, q)
	if err != nil || c.who.Has(ScopeRead) {
		return page, err
	}
	var mine Page
	size := q.Size()
	for {
		for i, r := range page.Records {
			if !c.mayRead(r.Payload) {
				continue
			}
			mine.Records = append(mine.Records, r)
			if len(mine.Records) == size {
				if i < len(page.Records)-1 || page.More != nil {
					next := q
					if page.More != nil {
						next = *page.More
					} else {
						bound := page.Records[len(page.Records)-1].At()
						next.Bound = &bound
					}
					last := r.At()
					next.After = &last
					mine.More = &next
				}
				return mine, nil
			}
		}
		if page.More == nil {
			return mine, nil
		}
		if page, err = c.h.store.Find(ctx, c.tenant, *page.More); err != nil {
			return Page{}, err
		}
	}
}

// appendRecord writes a statement as the view and the version ask.
func (c *call) appendRecord(ctx context.Context, out []byte, v view, r Record) []byte {
	payload := r.Payload
	if c.h.o.StrictVersion && c.version == xapi.V103 {
		if down, is := xapi.Downgrade(payload); !is.HasErrors() {
			payload = down
		}
	}
	if v.format == formatExact {
		return append(out, payload...)
	}
	w := rewriter{format: v.format, languages: parseLanguages(c.header.Get("Accept-Language")), definition: func(iri string) []byte {
		d, err := c.h.store.Activity(ctx, c.tenant, ActivityKey(iri))
		if err != nil {
			return nil
		}
		return d.JSON
	}}
	return w.appendStatement(out, payload)
}

// show writes the answer: JSON, or multipart/mixed with the attachments.
func (c *call) show(ctx context.Context, v view, body []byte, records []Record) error {
	if !v.attachments {
		c.reply(http.StatusOK, typeJSON, body)
		return nil
	}
	var raw [16]byte
	if _, err := rand.Read(raw[:]); err != nil {
		return err
	}
	boundary := "briques-" + hex.EncodeToString(raw[:])
	out := append([]byte("--"+boundary+"\r\nContent-Type: application/json\r\n\r\n"), body...)
	sent := map[string]bool{}
	for _, r := range records {
		for _, d := range declaredIn(r.Payload) {
			if sent[d.sha] {
				continue
			}
			sent[d.sha] = true
			a, err := c.h.store.Attachment(ctx, c.tenant, d.sha)
			if err == ErrNotFound {
				continue // kept elsewhere, at its fileUrl
			}
			if err != nil {
				return err
			}
			out = append(out, "\r\n--"+boundary+"\r\nContent-Type: "+headerValue(a.ContentType)+"\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: "+a.Hash+"\r\n\r\n"...)
			out = append(out, a.Body...)
		}
	}
	out = append(out, "\r\n--"+boundary+"--\r\n"...)
	c.reply(http.StatusOK, "multipart/mixed; boundary="+boundary, out)
	return nil
}

// headerValue keeps a value that came from a client inside its line.
func headerValue(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return "application/octet-stream"
		}
	}
	return s
}
