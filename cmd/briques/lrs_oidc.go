// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// oidc authenticates Bearer tokens of one issuer: signature, issuer, audience,
// exp, nbf, and the claims "tenant" and "scope".
type oidc struct {
	issuer, audience, keysURL string
	http                      *http.Client
	now                       func() time.Time

	mu      sync.Mutex
	keys    jose.JSONWebKeySet
	fetched time.Time
}

// oidcAlgorithms are the signatures accepted: none is not, nor any HMAC.
var oidcAlgorithms = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.ES256, jose.ES384, jose.EdDSA}

// newOIDC reads the issuer's discovery document.
func newOIDC(ctx context.Context, issuer, audience string) (*oidc, error) {
	o := &oidc{issuer: issuer, audience: audience, http: &http.Client{Timeout: 5 * time.Second}, now: time.Now}
	var found struct {
		Issuer  string `json:"issuer"`
		JWKSURI string `json:"jwks_uri"`
	}
	if err := o.get(ctx, strings.TrimRight(issuer, "/")+"/.well-known/openid-configuration", &found); err != nil {
		return nil, err
	}
	if found.Issuer != issuer || found.JWKSURI == "" {
		return nil, fmt.Errorf("%s se dit %q", issuer, found.Issuer)
	}
	o.keysURL = found.JWKSURI
	return o, o.fetch(ctx)
}

func (o *oidc) get(ctx context.Context, url string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	res, err := o.http.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s : %d", url, res.StatusCode)
	}
	return json.NewDecoder(io.LimitReader(res.Body, 1<<20)).Decode(into)
}

func (o *oidc) fetch(ctx context.Context) error {
	var set jose.JSONWebKeySet
	if err := o.get(ctx, o.keysURL, &set); err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.keys, o.fetched = set, o.now()
	return nil
}

// key returns the issuer's key with this id; an unknown one makes it ask
// again, at most once a minute, so that rotated keys are found.
func (o *oidc) key(ctx context.Context, id string) (jose.JSONWebKey, error) {
	for try := range 2 {
		o.mu.Lock()
		found, old := o.keys.Key(id), o.now().Sub(o.fetched) > time.Minute
		o.mu.Unlock()
		if len(found) > 0 {
			return found[0], nil
		}
		if try > 0 || !old {
			break
		}
		if err := o.fetch(ctx); err != nil {
			return jose.JSONWebKey{}, lrs.ErrUnavailable{After: 5 * time.Second, Cause: err}
		}
	}
	return jose.JSONWebKey{}, lrs.ErrCredentials
}

// Authenticate implements lrs.Authenticator.
func (o *oidc) Authenticate(r *http.Request) (lrs.Principal, error) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return lrs.Principal{}, lrs.ErrNoCredentials
	}
	t, err := jwt.ParseSigned(strings.TrimSpace(token), oidcAlgorithms)
	if err != nil || len(t.Headers) != 1 {
		return lrs.Principal{}, lrs.ErrCredentials
	}
	key, err := o.key(r.Context(), t.Headers[0].KeyID)
	if err != nil {
		return lrs.Principal{}, err
	}
	var standard jwt.Claims
	var ours struct {
		Tenant string `json:"tenant"`
		Scope  string `json:"scope"`
	}
	if err := t.Claims(key.Key, &standard, &ours); err != nil {
		return lrs.Principal{}, lrs.ErrCredentials
	}
	if standard.Expiry == nil || standard.Subject == "" {
		return lrs.Principal{}, lrs.ErrCredentials
	}
	err = standard.ValidateWithLeeway(jwt.Expected{Issuer: o.issuer, AnyAudience: jwt.Audience{o.audience}, Time: o.now()}, 30*time.Second)
	if err != nil {
		return lrs.Principal{}, errors.Join(lrs.ErrCredentials, err)
	}
	p := lrs.Principal{Tenant: lrs.Tenant(ours.Tenant), KeyID: standard.Subject}
	if !p.Tenant.Valid() {
		return lrs.Principal{}, lrs.ErrCredentials
	}
	for _, s := range strings.Fields(ours.Scope) {
		if lrs.Scope(s).Valid() {
			p.Scopes = append(p.Scopes, lrs.Scope(s))
		}
	}
	agent := issue.AppendString([]byte(`{"objectType":"Agent","account":{"homePage":`), o.issuer)
	agent = issue.AppendString(append(agent, `,"name":`...), standard.Subject)
	p.Agent = append(agent, "}}"...)
	return p, nil
}
