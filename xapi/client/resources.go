// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// About is what an LRS says of itself.
type About struct {
	Version    []string                   `json:"version"`
	Extensions map[string]json.RawMessage `json:"extensions,omitempty"`
}

// About asks the LRS which versions it speaks.
func (c *Client) About(ctx context.Context) (About, error) {
	var a About
	d, err := c.get(ctx, "/about", nil)
	if err == nil {
		err = json.Unmarshal(d.Content, &a)
	}
	if err != nil {
		return a, fmt.Errorf("client: about: %w", err)
	}
	return a, nil
}

// Document is a document of the State and Profile resources. ETag is what
// Put must be given to replace it.
type Document struct {
	ContentType string
	Content     []byte
	ETag        string
}

// The errors of documents.
var (
	// ErrNotFound is returned for a document that the LRS does not have.
	ErrNotFound = errors.New("client: no such document")
	// ErrChanged is returned by Put and Delete when the document is no
	// longer the one that ETag names.
	ErrChanged = errors.New("client: the document has changed")
)

// Documents is one of the document resources of an LRS, for one person or
// activity.
type Documents struct {
	c      *Client
	path   string
	idName string
	query  url.Values
}

// State is the documents of an activity for an actor. registration may be "".
func (c *Client) State(activity xapi.IRI, actor xapi.Actor, registration xapi.UUID) Documents {
	q := url.Values{"activityId": {string(activity)}, "agent": {agentJSON(actor)}}
	if registration != "" {
		q.Set("registration", string(registration))
	}
	return Documents{c, "/activities/state", "stateId", q}
}

// AgentProfile is the documents of an actor.
func (c *Client) AgentProfile(actor xapi.Actor) Documents {
	return Documents{c, "/agents/profile", "profileId", url.Values{"agent": {agentJSON(actor)}}}
}

// ActivityProfile is the documents of an activity.
func (c *Client) ActivityProfile(activity xapi.IRI) Documents {
	return Documents{c, "/activities/profile", "profileId", url.Values{"activityId": {string(activity)}}}
}

func agentJSON(a xapi.Actor) string {
	s := xapi.Statement{Actor: a}
	var parts struct {
		Actor json.RawMessage `json:"actor"`
	}
	if json.Unmarshal(s.AppendJSON(nil), &parts) != nil {
		return ""
	}
	return string(parts.Actor)
}

func (d Documents) with(id string) url.Values {
	q := url.Values{d.idName: {id}}
	for name, values := range d.query {
		q[name] = values
	}
	return q
}

// List returns the ids of the documents.
func (d Documents) List(ctx context.Context) ([]string, error) {
	doc, err := d.c.get(ctx, d.path, d.query)
	if err != nil {
		return nil, err
	}
	var ids []string
	if err := json.Unmarshal(doc.Content, &ids); err != nil {
		return nil, fmt.Errorf("client: documents: %w", err)
	}
	return ids, nil
}

// Get returns a document.
func (d Documents) Get(ctx context.Context, id string) (Document, error) {
	return d.c.get(ctx, d.path, d.with(id))
}

// Put stores a document: a new one when its ETag is empty, else in the place
// of the one that ETag names.
func (d Documents) Put(ctx context.Context, id string, doc Document) error {
	h := http.Header{"Content-Type": {doc.ContentType}}
	d.precondition(h, doc.ETag)
	return d.c.change(ctx, http.MethodPut, d.path, d.with(id), doc.Content, h)
}

// Delete removes the document that etag names.
func (d Documents) Delete(ctx context.Context, id, etag string) error {
	return d.c.change(ctx, http.MethodDelete, d.path, d.with(id), nil, http.Header{"If-Match": {etag}})
}

func (d Documents) precondition(h http.Header, etag string) {
	if etag == "" {
		h.Set("If-None-Match", "*")
		return
	}
	h.Set("If-Match", etag)
}

func (c *Client) get(ctx context.Context, path string, q url.Values) (Document, error) {
	resp, b, err := c.do(ctx, http.MethodGet, path, q, nil, nil)
	switch {
	case err != nil:
		return Document{}, err
	case resp.StatusCode == http.StatusNotFound:
		return Document{}, ErrNotFound
	case resp.StatusCode != http.StatusOK:
		return Document{}, fmt.Errorf("client: %s: HTTP %d", path, resp.StatusCode)
	}
	return Document{resp.Header.Get("Content-Type"), b, resp.Header.Get("ETag")}, nil
}

func (c *Client) change(ctx context.Context, method, path string, q url.Values, body []byte, h http.Header) error {
	resp, _, err := c.do(ctx, method, path, q, body, h)
	switch {
	case err != nil:
		return err
	case resp.StatusCode == http.StatusPreconditionFailed || resp.StatusCode == http.StatusConflict:
		return ErrChanged
	case resp.StatusCode != http.StatusNoContent && resp.StatusCode != http.StatusOK:
		return fmt.Errorf("client: %s: HTTP %d", path, resp.StatusCode)
	}
	return nil
}
