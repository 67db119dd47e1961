// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/spoken"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// call is one request on its way.
type call struct {
	h           *handler
	w           http.ResponseWriter
	r           *http.Request
	ctx         context.Context
	id          string
	lang        string
	path, route string
	method      string
	header      http.Header
	params      url.Values
	names       []string
	content     []byte // of the alternate syntax
	alternative bool
	version     xapi.Version
	answer      string // X-Experience-API-Version of the answer
	who         Principal
	tenant      Tenant
	status      int
	written     int
	statements  int
}

// readQuery reads the query once; a parameter given twice is refused.
func (c *call) readQuery() error {
	params, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return refuseWith(http.StatusBadRequest, ruleParameterValue.At("", "?", "…", spoken.Words(err)))
	}
	c.params = params
	return c.checkOnce()
}

func (c *call) checkOnce() error {
	c.names = c.names[:0]
	for name, values := range c.params {
		if len(values) > 1 {
			return refuseWith(http.StatusBadRequest, ruleParameterTwice.At("", name))
		}
		if len(name) > 40 {
			name = name[:40]
		}
		c.names = append(c.names, name)
	}
	sort.Strings(c.names)
	return nil
}

// readVersion reads X-Experience-API-Version. One suite of ADL wants the
// answer to a request without it to carry 1.0.3, the other 2.0.0, and both
// take 0.95: so that is what it carries, and the message names the versions.
func (c *call) readVersion(open bool) error {
	given := c.header.Get("X-Experience-API-Version")
	v, ok := xapi.ParseVersion(given)
	switch {
	case ok && v == xapi.V103:
		c.version, c.answer = v, "1.0.3"
	case ok:
		c.version, c.answer = v, "2.0.0"
	case open:
		c.version, c.answer = xapi.V20, "2.0.0"
	default:
		return refuseWith(http.StatusBadRequest, ruleVersionHeader.At("", given))
	}
	if c.alternative && c.version != xapi.V103 {
		return refuseWith(http.StatusBadRequest, ruleAlternate.At("", "1.0.3"))
	}
	return nil
}

// only refuses parameters that are not among names.
func (c *call) only(names ...string) error {
	for _, n := range c.names {
		if !slices.Contains(names, n) {
			return refuseWith(http.StatusBadRequest, ruleParameter.At("", n, strings.Join(names, ", ")))
		}
	}
	return nil
}

// has reports whether a parameter was given, be it empty.
func (c *call) has(name string) bool { _, ok := c.params[name]; return ok }

// need1 returns a parameter that must be there and not empty.
func (c *call) need1(name string) (string, error) {
	v := c.params.Get(name)
	if v == "" {
		return "", refuseWith(http.StatusBadRequest, ruleParameterMissing.At("", name))
	}
	return v, nil
}

func badParameter(name, value, want string) error {
	if len(value) > 100 {
		value = value[:100] + "…"
	}
	return refuseWith(http.StatusBadRequest, ruleParameterValue.At("", name, value, want))
}

// common sets the headers every answer carries.
func (c *call) common() {
	h := c.w.Header()
	h.Set("X-Experience-API-Version", c.answer)
	h.Set("X-Request-Id", c.id)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-cache")
	if c.route == "/statements" && h.Get("X-Experience-API-Consistent-Through") == "" {
		h.Set("X-Experience-API-Consistent-Through", string(AppendStamp(nil, c.through())))
	}
}

// through asks the store; when it cannot say, the oldest moment promises
// nothing.
func (c *call) through() time.Time {
	tenant := c.tenant
	if tenant == "" {
		tenant = c.h.o.Tenant
	}
	ctx, cancel := context.WithTimeout(c.ctx, time.Second)
	defer cancel()
	at, err := c.h.store.ConsistentThrough(ctx, tenant)
	if err != nil || at.IsZero() {
		return time.Unix(0, 0)
	}
	return at
}

// reply writes an answer. HEAD gets the headers of GET.
func (c *call) reply(status int, contentType string, body []byte) {
	c.common()
	c.status, c.written = status, len(body)
	if contentType != "" {
		c.w.Header().Set("Content-Type", contentType)
	}
	if status != http.StatusNoContent {
		c.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	c.w.WriteHeader(status)
	if c.method != http.MethodHead && status != http.StatusNoContent {
		_, _ = c.w.Write(body) // the client may have left
	}
}

const typeJSON = "application/json"

// refuse writes an error as issues in JSON.
func (c *call) refuse(err error) {
	var e refusal
	if !errors.As(err, &e) {
		e = c.refusalOf(err)
	}
	if c.h.o.Meter != nil {
		for _, is := range e.issues {
			c.h.o.Meter.Rejected(is.Code)
		}
	}
	b := []byte(`{"issues":[`)
	for i, is := range e.issues {
		if i > 0 {
			b = append(b, ',')
		}
		b = is.In(c.lang).AppendJSON(b)
	}
	c.reply(e.status, typeJSON, append(b, "]}"...))
}

// refusalOf words an error of the store.
func (c *call) refusalOf(err error) refusal {
	var conflict ErrConflict
	var away ErrUnavailable
	switch {
	case errors.As(err, &conflict):
		return refusal{http.StatusConflict, issue.Issues{ruleConflict.At("", conflict.ID)}}
	case errors.Is(err, ErrNotFound):
		return refusal{http.StatusNotFound, issue.Issues{ruleNotFound.At("")}}
	case errors.Is(err, ErrPrecondition):
		return refusal{http.StatusPreconditionFailed, issue.Issues{rulePrecondition.At("")}}
	case errors.As(err, &away), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.Is(err, ErrMoved):
		seconds := max(1, int(away.After/time.Second))
		c.w.Header().Set("Retry-After", strconv.Itoa(seconds))
		c.h.o.Log.LogAttrs(c.ctx, slog.LevelWarn, "store", slog.String("id", c.id), slog.String("cause", causeOf(err)))
		return refusal{http.StatusServiceUnavailable, issue.Issues{ruleUnavailable.At("", seconds)}}
	}
	c.h.o.Log.LogAttrs(c.ctx, slog.LevelError, "fault", slog.String("id", c.id), slog.String("cause", causeOf(err)))
	return refusal{http.StatusInternalServerError, issue.Issues{ruleInternal.At("", c.id)}}
}

// causeOf words an error for the log.
func causeOf(err error) string {
	s := err.Error()
	if len(s) > 300 {
		s = s[:300]
	}
	return s
}

// store bounds the wait for the store.
func (c *call) storeContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(c.ctx, c.h.o.Limits.Store)
}

// size words a number of bytes.
func size(n int) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return strconv.Itoa(n>>20) + " Mio"
	case n >= 1<<10 && n%(1<<10) == 0:
		return strconv.Itoa(n>>10) + " Kio"
	}
	return strconv.Itoa(n)
}

func appendJSONString(b []byte, s string) []byte { return issue.AppendString(b, s) }

// cors answers a preflight and lets listed origins read; it reports whether
// the request is done with.
func (c *call) cors() bool {
	origin := c.r.Header.Get("Origin")
	allowed := origin != "" && (slices.Contains(c.h.o.CORS, origin) || slices.Contains(c.h.o.CORS, "*"))
	if len(c.h.o.CORS) > 0 {
		c.w.Header().Add("Vary", "Origin")
	}
	if allowed {
		h := c.w.Header()
		h.Set("Access-Control-Allow-Origin", origin)
		h.Set("Access-Control-Expose-Headers", "ETag, Last-Modified, Retry-After, X-Experience-API-Version, X-Experience-API-Consistent-Through, X-Request-Id")
	}
	if c.r.Method != http.MethodOptions {
		return false
	}
	if allowed {
		h := c.w.Header()
		h.Set("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE")
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match, Accept-Language, X-Request-Id")
		h.Set("Access-Control-Max-Age", "600")
	}
	c.status = http.StatusNoContent
	c.w.WriteHeader(c.status)
	return true
}
