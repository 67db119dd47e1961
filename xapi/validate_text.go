// SPDX-License-Identifier: Apache-2.0

package xapi

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// sample shortens what was read for a message.
func sample(s []byte) string {
	const most = 80
	if len(s) <= most {
		return string(s)
	}
	n := most
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return string(s[:n]) + "…"
}

// iri reads an IRI; it reports whether the value is a text.
func (c *checker) iri(ref string) {
	s, start, ok := c.text(ref)
	if !ok {
		return
	}
	switch iriState(s) {
	case iriBad:
		c.note(start, ref, ruleIRI, sample(s))
	case iriOdd:
		c.note(start, "RFC 3987", ruleOddIRI, sample(s))
	}
}

// formed reads a text that good must accept.
func (c *checker) formed(ref string, good func([]byte) bool, bad *issue.Rule, args ...any) {
	s, start, ok := c.text(ref)
	if ok && !good(s) {
		c.note(start, ref, bad, append([]any{sample(s)}, args...)...)
	}
}

// timestamp reads a date and time.
func (c *checker) timestamp(ref string) {
	s, start, ok := c.text(ref)
	if !ok {
		return
	}
	at, good := parseInstant(s, c.v)
	switch {
	case good && !at.hasOffset:
		c.note(start, ref, ruleNoOffset, sample(s))
	case good:
	case c.v == V103:
		c.note(start, ref, ruleTimestamp103, sample(s))
	default:
		c.note(start, ref, ruleTimestamp20, sample(s))
	}
}

// languageMap reads an object from language tags to texts. ref is the
// requirement of the property that holds it.
func (c *checker) languageMap(ref string) {
	start, ok := c.enterMap(ref)
	if !ok {
		return
	}
	none := true
	for c.r.More() {
		none = false
		if c.r.Repeated() {
			c.r.Skip()
			continue
		}
		if name := c.r.Name(); !validLanguage(name) {
			c.note(c.r.NameOffset(), "XAPI-00013", ruleLanguage, sample(name))
			c.r.Skip()
			continue
		}
		c.text("XAPI-00121")
	}
	if none {
		c.empty(start)
	}
}

// extensions reads an object from IRIs to anything. An empty one is fine.
func (c *checker) extensions(ref string) {
	if _, ok := c.enterMap(ref); !ok {
		return
	}
	for c.r.More() {
		if !c.r.Repeated() {
			name := c.r.Name()
			switch iriState(name) {
			case iriBad:
				c.note(c.r.NameOffset(), "XAPI-00118", ruleIRI, sample(name))
			case iriOdd:
				c.note(c.r.NameOffset(), "RFC 3987", ruleOddIRI, sample(name))
			}
		}
		c.r.Skip()
	}
}

// uuid reads a UUID. ref is the requirement of its digits; a text that has
// not even the standard form breaks another one.
func (c *checker) uuid(ref string) {
	s, start, ok := c.text(ref)
	if !ok || validUUID(s) {
		return
	}
	if len(s) < 24 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		ref = "XAPI-00029"
	}
	c.note(start, ref, ruleUUID, sample(s))
}
