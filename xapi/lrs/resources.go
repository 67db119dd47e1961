// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"errors"
	"net/http"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// scanJSON returns what is wrong with a text as JSON.
func scanJSON(text []byte, limit int) issue.Issues {
	return strictjson.Scan(text, strictjson.Wire, strictjson.Limits{Bytes: limit})
}

// getActivity serves the merged definition of an activity.
func (h *handler) getActivity(c *call) error {
	if err := c.need(ScopeAllRead, ScopeRead, ScopeReadMine, ScopeProfile, ScopeState); err != nil {
		return err
	}
	if err := c.only("activityId"); err != nil {
		return err
	}
	if _, err := c.need1("activityId"); err != nil {
		return err
	}
	iri, err := c.iri("activityId")
	if err != nil {
		return err
	}
	ctx, cancel := c.storeContext()
	defer cancel()
	d, err := h.store.Activity(ctx, c.tenant, ActivityKey(iri))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	out := appendJSONString([]byte(`{"objectType":"Activity","id":`), iri)
	if d.JSON != nil {
		out = append(append(out, `,"definition":`...), d.JSON...)
	}
	c.reply(http.StatusOK, typeJSON, append(out, '}'))
	return nil
}

// getPerson serves what is known of an agent, as a Person.
func (h *handler) getPerson(c *call) error {
	if err := c.need(ScopeAllRead, ScopeRead, ScopeReadMine, ScopeProfile, ScopeState); err != nil {
		return err
	}
	if err := c.only("agent"); err != nil {
		return err
	}
	given, err := c.need1("agent")
	if err != nil {
		return err
	}
	k, err := c.agent("agent")
	if err != nil {
		return err
	}
	ctx, cancel := c.storeContext()
	defer cancel()
	known, err := h.store.Person(ctx, c.tenant, k)
	if err != nil {
		return err
	}
	who, _ := agentOf([]byte(given))
	out := []byte(`{"objectType":"Person"`)
	names, seen := []byte{'['}, map[string]bool{}
	for _, p := range append(known, who) {
		if p.Name == nil || seen[string(p.Name)] {
			continue
		}
		seen[string(p.Name)] = true
		if len(names) > 1 {
			names = append(names, ',')
		}
		names = append(names, p.Name...)
	}
	if len(names) > 1 {
		out = append(append(append(out, `,"name":`...), names...), ']')
	}
	for m := membersOf(who.Identifier, 0); m.next(); {
		out = append(append(append(out, `,"`...), m.key...), `":[`...)
		out = append(append(out, m.value()...), ']')
	}
	c.reply(http.StatusOK, typeJSON, append(out, '}'))
	return nil
}

// getAbout tells the versions served.
func (h *handler) getAbout(c *call) error {
	if err := c.only(); err != nil {
		return err
	}
	c.reply(http.StatusOK, typeJSON, []byte(`{"version":["1.0.3","2.0.0"],"extensions":{"https://forge.apps.education.fr/eafc/briques/lrs":{"about":"Briques"}}}`))
	return nil
}
