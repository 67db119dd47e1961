// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// place reads which document, or set of documents, a request is about.
func (c *call) place(kind DocumentKind, idMust bool, extra ...string) (DocumentKey, error) {
	k := DocumentKey{Kind: kind}
	id, names := "profileId", append([]string(nil), extra...)
	switch kind {
	case DocumentState:
		id = "stateId"
		names = append(names, id, "activityId", "agent", "registration")
	case DocumentActivityProfile:
		names = append(names, id, "activityId")
	case DocumentAgentProfile:
		names = append(names, id, "agent")
	}
	if err := c.only(names...); err != nil {
		return k, err
	}
	if kind != DocumentAgentProfile {
		if _, err := c.need1("activityId"); err != nil {
			return k, err
		}
		iri, err := c.iri("activityId")
		if err != nil {
			return k, err
		}
		k.Activity = ActivityKey(iri)
	}
	if kind != DocumentActivityProfile {
		if _, err := c.need1("agent"); err != nil {
			return k, err
		}
		agent, err := c.agent("agent")
		if err != nil {
			return k, err
		}
		k.Agent = agent
	}
	if u, err := c.uuid("registration", false); err != nil {
		return k, err
	} else if u != nil {
		k.Registration = *u
	}
	if idMust || c.has(id) {
		v, err := c.need1(id)
		if err != nil {
			return k, err
		}
		k.ID = v
	}
	return k, nil
}

func scopeOf(kind DocumentKind) Scope {
	if kind == DocumentState {
		return ScopeState
	}
	return ScopeProfile
}

// getDocument serves one document, or the list of ids of a set.
func (h *handler) getDocument(c *call, kind DocumentKind) error {
	if err := c.need(scopeOf(kind), ScopeAllRead); err != nil {
		return err
	}
	k, err := c.place(kind, false, "since")
	if err != nil {
		return err
	}
	ctx, cancel := c.storeContext()
	defer cancel()
	if k.ID == "" {
		return c.listDocuments(ctx, k)
	}
	if c.has("since") {
		return refuseWith(http.StatusBadRequest, ruleTogether.At("", "since", "stateId, profileId"))
	}
	d, err := h.store.GetDocument(ctx, c.tenant, k)
	if err != nil {
		return err
	}
	c.w.Header().Set("ETag", `"`+d.ETag+`"`)
	c.w.Header().Set("Last-Modified", d.Updated.Format(http.TimeFormat))
	if listed(etags(c.header.Get("If-None-Match")), d.ETag) && c.header.Get("If-None-Match") != "" {
		c.reply(http.StatusNotModified, "", nil)
		return nil
	}
	c.reply(http.StatusOK, headerValue(d.ContentType), d.Body)
	return nil
}

func (c *call) listDocuments(ctx context.Context, k DocumentKey) error {
	since, err := c.instant("since")
	if err != nil {
		return err
	}
	list, err := c.h.store.Documents(ctx, c.tenant, k, since)
	if err != nil {
		return err
	}
	out := []byte{'['}
	var newest time.Time
	last := ""
	for _, d := range list {
		if d.Updated.After(newest) {
			newest = d.Updated
		}
		if d.ID == last {
			continue // the same id in several registrations
		}
		last = d.ID
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = appendJSONString(out, d.ID)
	}
	if newest.IsZero() {
		newest = c.h.o.Now()
	}
	c.w.Header().Set("Last-Modified", newest.UTC().Format(http.TimeFormat))
	c.reply(http.StatusOK, typeJSON, append(out, ']'))
	return nil
}

// putDocument replaces one document.
func (h *handler) putDocument(c *call, kind DocumentKind) error {
	if err := c.need(scopeOf(kind)); err != nil {
		return err
	}
	k, err := c.place(kind, true)
	if err != nil {
		return err
	}
	p := c.precondition()
	body, err := c.body(h.o.Limits.Document)
	if err != nil {
		return err
	}
	d := Document{ContentType: c.documentType(), Body: body}
	if d.ContentType == typeJSON || isJSONType(d.ContentType) {
		if err := c.checkJSON(body); err != nil {
			return err
		}
	}
	ctx, cancel := c.storeContext()
	defer cancel()
	if p.IsZero() && (kind != DocumentState || c.version == xapi.V20) {
		if err := c.demand(ctx, kind, k); err != nil {
			return err
		}
		p.NoneMatch = []string{"*"} // so that a document made meanwhile is not overwritten
		err := h.store.PutDocument(ctx, c.tenant, k, d, p)
		if errors.Is(err, ErrPrecondition) {
			return refuseWith(http.StatusConflict, ruleExists.At(""))
		}
		return c.noContent(err)
	}
	return c.noContent(h.store.PutDocument(ctx, c.tenant, k, d, p))
}

// demand refuses a PUT without a precondition: on an existing document in any
// case, on a new one where 1.0.3 asks profiles to say that they are new.
func (c *call) demand(ctx context.Context, kind DocumentKind, k DocumentKey) error {
	_, err := c.h.store.GetDocument(ctx, c.tenant, k)
	switch {
	case err == nil:
		return refuseWith(http.StatusConflict, ruleExists.At(""))
	case !errors.Is(err, ErrNotFound):
		return err
	case kind != DocumentState && c.version == xapi.V103:
		return refuseWith(http.StatusBadRequest, ruleNeedPrecond.At(""))
	}
	return nil
}

func (c *call) noContent(err error) error {
	if err == nil {
		c.reply(http.StatusNoContent, "", nil)
	}
	return err
}

// postDocument merges a JSON object into a document, or makes one.
func (h *handler) postDocument(c *call, kind DocumentKind) error {
	if err := c.need(scopeOf(kind)); err != nil {
		return err
	}
	k, err := c.place(kind, true)
	if err != nil {
		return err
	}
	p := c.precondition()
	body, err := c.body(h.o.Limits.Document)
	if err != nil {
		return err
	}
	given := c.documentType()
	json := isJSONType(given)
	if json {
		if err := c.checkJSON(body); err != nil {
			return err
		}
		if !isObject(body[skipSpace(body, 0):]) {
			return refuseWith(http.StatusBadRequest, ruleDocument.At("", issue.Text{FR: "le corps", EN: "the body"}))
		}
	}
	ctx, cancel := c.storeContext()
	defer cancel()
	for range 20 {
		old, err := h.store.GetDocument(ctx, c.tenant, k)
		exists := err == nil
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if !p.Holds(old.ETag, exists) {
			return ErrPrecondition
		}
		d, sure := Document{ContentType: given, Body: body}, Precondition{NoneMatch: []string{"*"}}
		if exists {
			if !json || !isJSONType(old.ContentType) || !isObject(old.Body[min(skipSpace(old.Body, 0), len(old.Body)):]) {
				return refuseWith(http.StatusBadRequest, ruleDocument.At("", issue.Text{FR: "l'un des deux documents", EN: "one of the two documents"}))
			}
			d.Body = mergeMembers(old.Body, body, func([]byte) bool { return false })
			sure = Precondition{Match: []string{old.ETag}}
			if len(d.Body) > h.o.Limits.Document {
				return tooLarge(h.o.Limits.Document)
			}
		}
		err = h.store.PutDocument(ctx, c.tenant, k, d, sure)
		if !errors.Is(err, ErrPrecondition) {
			return c.noContent(err)
		}
	}
	return ErrUnavailable{After: time.Second, Cause: errors.New("the document changes too often")}
}

// deleteDocument removes one document, or all states of an activity and agent.
func (h *handler) deleteDocument(c *call, kind DocumentKind) error {
	if err := c.need(scopeOf(kind)); err != nil {
		return err
	}
	k, err := c.place(kind, kind != DocumentState)
	if err != nil {
		return err
	}
	ctx, cancel := c.storeContext()
	defer cancel()
	return c.noContent(h.store.DeleteDocuments(ctx, c.tenant, k, c.precondition()))
}

func (c *call) documentType() string {
	if t := c.header.Get("Content-Type"); t != "" {
		return t
	}
	return "application/octet-stream"
}

func isJSONType(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && kind == typeJSON
}

// checkJSON refuses a body that says it is JSON and is not.
func (c *call) checkJSON(body []byte) error {
	if is := scanJSON(body, c.h.o.Limits.Document); is.HasErrors() {
		return refusal{http.StatusBadRequest, is}
	}
	return nil
}

// precondition reads If-Match and If-None-Match.
func (c *call) precondition() Precondition {
	return Precondition{Match: etags(c.header.Get("If-Match")), NoneMatch: etags(c.header.Get("If-None-Match"))}
}

// etags reads a list of entity tags; quotes and the mark of weak ones go.
func etags(header string) []string {
	var out []string
	for _, t := range strings.Split(header, ",") {
		t = strings.TrimPrefix(strings.TrimSpace(t), "W/")
		if t = strings.Trim(t, `"`); t != "" {
			out = append(out, t)
		}
	}
	return out
}
