// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"io"
	"mime"
	"net/http"
	"net/url"

	"forge.apps.education.fr/eafc/briques/internal/spoken"
)

// fieldHeaders are the headers that a form of the alternate request syntax
// may carry (xAPI 1.0.3 Part Three §1.3).
var fieldHeaders = []string{"Authorization", "X-Experience-API-Version", "Content-Type", "Content-Length", "If-Match", "If-None-Match", "Accept-Language", "Accept"}

// alternate reads a request in the alternate syntax: a form POST whose only
// query parameter is method. The form holds parameters, headers and content.
func (c *call) alternate() error {
	if !c.has("method") {
		return nil
	}
	method := c.params.Get("method")
	refuse := func(why string) error { return refuseWith(http.StatusBadRequest, ruleAlternate.At("", why)) }
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodPost, http.MethodDelete:
	default:
		return refuse("method=" + method)
	}
	if c.r.Method != http.MethodPost || len(c.params) != 1 {
		return refuse("?method=")
	}
	if kind, _, _ := mime.ParseMediaType(c.r.Header.Get("Content-Type")); kind != "application/x-www-form-urlencoded" {
		return refuse("Content-Type")
	}
	form, err := c.form()
	if err != nil {
		return err
	}
	c.method, c.alternative = method, true
	c.header = c.r.Header.Clone()
	c.header.Del("Content-Type")
	for _, name := range fieldHeaders {
		if v, ok := form[name]; ok {
			c.header.Set(name, v[0])
			delete(form, name)
		}
	}
	if content, ok := form["content"]; ok {
		c.content = []byte(content[0])
		delete(form, "content")
		if c.header.Get("Content-Type") == "" {
			c.header.Set("Content-Type", typeJSON)
		}
	} else {
		c.content = []byte{}
		if method == http.MethodPut || method == http.MethodPost {
			return refuse("content")
		}
	}
	c.params = form
	return c.checkOnce()
}

func (c *call) form() (url.Values, error) {
	limit := c.h.o.Limits.Body * 3 // a form spells some bytes with three
	r, err := c.bodyReader(limit)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, bodyFault(err, limit)
	}
	form, err := url.ParseQuery(string(b))
	if err != nil {
		return nil, refuseWith(http.StatusBadRequest, ruleAlternate.At("", spoken.Words(err)))
	}
	return form, nil
}
