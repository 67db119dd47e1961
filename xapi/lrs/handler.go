// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Options tunes the handler. Only Auth has no default: without it every
// request that needs credentials is refused.
type Options struct {
	Auth   Authenticator
	Mount  string // path prefix in front of the resources, "/xapi"
	Tenant Tenant // of principals that name none; "" : "local"
	Limits Limits
	Now    func() time.Time
	NewID  func() UUID
	Log    *slog.Logger // nil: no log
	Meter  Meter        // nil: none
	// CORS lists the origins whose pages may call; "*" is any. None: no page.
	CORS []string
	// Proxies are the addresses whose X-Forwarded-For is believed. None: of
	// nobody.
	Proxies []netip.Prefix
	// StrictVersion serves xapi.Downgrade of a 2.0 statement to 1.0.3 clients.
	StrictVersion bool
	// Secret signs cursors. Nodes behind one load balancer share it. nil:
	// random, for the life of the handler.
	Secret []byte
}

// Meter is told what happens, for metrics. Its methods must not block.
type Meter interface {
	Request(route, method, version string, code int, took time.Duration)
	Stored(fresh, repeated int)
	Rejected(code string)
}

type handler struct {
	store  Store
	o      Options
	slow   throttle
	routes map[string]resource
}

// resource is what one path serves.
type resource struct {
	open    bool // needs no credentials and no version
	methods map[string]func(*call) error
	allow   string
}

// New returns the handler of a learning record store. The resources lie right
// under Options.Mount. It is safe for concurrent use.
func New(store Store, o Options) http.Handler {
	o.Limits = o.Limits.orDefaults()
	o.Mount = strings.TrimRight(o.Mount, "/")
	if o.Tenant == "" {
		o.Tenant = "local"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = randomID
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Secret == nil {
		o.Secret = make([]byte, 32)
		_, _ = rand.Read(o.Secret) // never fails: it ends the program instead
	}
	h := &handler{store: store, o: o, slow: throttle{limit: o.Limits.Failures}}
	h.routes = map[string]resource{
		"/statements": serve(map[string]func(*call) error{"GET": h.getStatements, "PUT": h.putStatement, "POST": h.postStatements}),
		"/activities": serve(map[string]func(*call) error{"GET": h.getActivity}),
		"/agents":     serve(map[string]func(*call) error{"GET": h.getPerson}),
		"/about":      {open: true, methods: map[string]func(*call) error{"GET": h.getAbout}, allow: "GET, HEAD"},
	}
	for path, kind := range map[string]DocumentKind{"/activities/state": DocumentState, "/activities/profile": DocumentActivityProfile, "/agents/profile": DocumentAgentProfile} {
		h.routes[path] = serve(map[string]func(*call) error{
			"GET":    func(c *call) error { return h.getDocument(c, kind) },
			"PUT":    func(c *call) error { return h.putDocument(c, kind) },
			"POST":   func(c *call) error { return h.postDocument(c, kind) },
			"DELETE": func(c *call) error { return h.deleteDocument(c, kind) },
		})
	}
	return h
}

func serve(methods map[string]func(*call) error) resource {
	allow := "GET, HEAD"
	for _, m := range []string{"PUT", "POST", "DELETE"} {
		if methods[m] != nil {
			allow += ", " + m
		}
	}
	return resource{methods: methods, allow: allow}
}

func randomID() UUID {
	var u UUID
	_, _ = rand.Read(u[:]) // never fails: it ends the program instead
	u[6], u[8] = u[6]&0x0f|0x40, u[8]&0x3f|0x80
	return u
}

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := h.o.Now()
	ctx, cancel := context.WithTimeout(r.Context(), h.o.Limits.Store+h.o.Limits.SlowAfter)
	defer cancel()
	c := &call{h: h, w: w, r: r, ctx: ctx, method: r.Method, header: r.Header, id: r.Header.Get("X-Request-Id"), answer: "0.95"}
	if !validRequestID(c.id) {
		c.id = h.o.NewID().String()
	}
	c.lang = "fr"
	if l := parseLanguages(r.Header.Get("Accept-Language")); len(l) > 0 && strings.HasPrefix(l[0], "en") {
		c.lang = "en"
	}
	c.path = strings.TrimPrefix(r.URL.Path, h.o.Mount)
	if len(c.path) > 1 {
		c.path = strings.TrimSuffix(c.path, "/")
	}
	h.answer(c)
	took, method := h.o.Now().Sub(start), knownOr(c.method, loggedMethods)
	h.o.Log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("id", c.id), slog.String("tenant", string(c.tenant)), slog.String("key", c.who.KeyID),
		slog.String("route", c.route), slog.String("method", method), slog.String("params", c.loggable()), slog.Int("status", c.status),
		slog.Int("bytes", c.written), slog.Int("statements", c.statements), slog.Duration("took", took))
	if h.o.Meter != nil {
		h.o.Meter.Request(c.route, method, c.answer, c.status, took)
	}
}

// answer answers a request, whatever happens.
func (h *handler) answer(c *call) {
	defer c.survive()
	if err := h.run(c); err != nil {
		c.refuse(err)
	}
}

// run leads a request through what all resources share.
func (h *handler) run(c *call) error {
	res, known := h.routes[c.path]
	if known {
		c.route = c.path
	}
	if c.cors() {
		return nil
	}
	if len(c.r.RequestURI) > h.o.Limits.URL {
		return refuseWith(http.StatusRequestURITooLong, ruleTooLarge.At("", "URL", size(h.o.Limits.URL)))
	}
	if !known || !strings.HasPrefix(c.r.URL.Path, h.o.Mount) {
		return refuseWith(http.StatusNotFound, ruleResource.At("", c.path))
	}
	if err := c.readQuery(); err != nil {
		return err
	}
	if err := c.alternate(); err != nil {
		return err
	}
	if err := c.readVersion(res.open); err != nil {
		return err
	}
	if !res.open {
		if err := h.authenticate(c); err != nil {
			return err
		}
	}
	method := c.method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	serve := res.methods[method]
	if serve == nil {
		c.w.Header().Set("Allow", res.allow)
		return refuseWith(http.StatusMethodNotAllowed, ruleMethod.At("", c.method, res.allow))
	}
	return serve(c)
}

func (h *handler) authenticate(c *call) error {
	addr := h.addressOf(c.r)
	if wait := h.slow.wait(addr, h.o.Now()); wait > 0 {
		seconds := int(wait/time.Second) + 1
		c.w.Header().Set("Retry-After", strconv.Itoa(seconds))
		return refuseWith(http.StatusTooManyRequests, ruleTooMany.At("", seconds))
	}
	if h.o.Auth == nil {
		return refuseWith(http.StatusUnauthorized, ruleCredentials.At(""))
	}
	r := c.r
	if c.alternative {
		r = r.Clone(c.ctx)
		r.Header = c.header
	}
	p, err := h.o.Auth.Authenticate(r)
	if errors.Is(err, ErrNoCredentials) || errors.Is(err, ErrCredentials) {
		if errors.Is(err, ErrCredentials) {
			h.slow.fail(addr)
		}
		c.w.Header().Set("WWW-Authenticate", `Basic realm="xAPI", charset="UTF-8"`)
		return refuseWith(http.StatusUnauthorized, ruleCredentials.At(""))
	}
	if err != nil {
		return err
	}
	if p.Tenant == "" {
		p.Tenant = h.o.Tenant
	}
	c.who, c.tenant = p, p.Tenant
	return nil
}

// need refuses the request unless the principal has one of the scopes.
func (c *call) need(scopes ...Scope) error {
	for _, s := range scopes {
		if c.who.Has(s) {
			return nil
		}
	}
	return refuseWith(http.StatusForbidden, ruleScope.At("", string(scopes[0])))
}

// refusal is an answer that is not the one asked for.
type refusal struct {
	status int
	issues issue.Issues
}

func (e refusal) Error() string { return e.issues.Error() }

func refuseWith(status int, is ...issue.Issue) error { return refusal{status, is} }
