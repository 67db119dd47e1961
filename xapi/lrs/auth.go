// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"errors"
	"net/http"
	"slices"
	"strings"
)

// Scope is a right that a credential carries.
type Scope string

// The scopes of xAPI 1.0.3 Part Three §4.2, and two of ours: authority lets a
// client set that property itself, admin is for the tools of the operator.
const (
	ScopeWrite     Scope = "statements/write"
	ScopeReadMine  Scope = "statements/read/mine"
	ScopeRead      Scope = "statements/read"
	ScopeState     Scope = "state"
	ScopeProfile   Scope = "profile"
	ScopeDefine    Scope = "define"
	ScopeAuthority Scope = "authority"
	ScopeAllRead   Scope = "all/read"
	ScopeAll       Scope = "all"
	ScopeAdmin     Scope = "admin"
)

// Scopes lists every scope.
func Scopes() []Scope {
	return []Scope{ScopeWrite, ScopeReadMine, ScopeRead, ScopeState, ScopeProfile, ScopeDefine, ScopeAuthority, ScopeAllRead, ScopeAll, ScopeAdmin}
}

// Valid reports whether s is one of the declared scopes.
func (s Scope) Valid() bool { return slices.Contains(Scopes(), s) }

// Principal is who a request comes from. Agent is the JSON of the Agent that
// becomes the authority of its statements.
type Principal struct {
	Tenant Tenant
	Agent  []byte
	Scopes []Scope
	KeyID  string
}

// Has reports whether the principal holds a scope, itself or by a larger one:
// all holds everything but authority and admin, all/read every reading.
func (p Principal) Has(s Scope) bool {
	for _, have := range p.Scopes {
		switch {
		case have == s:
			return true
		case have == ScopeAll && s != ScopeAuthority && s != ScopeAdmin:
			return true
		case have == ScopeAllRead && (s == ScopeRead || s == ScopeReadMine):
			return true
		case have == ScopeRead && s == ScopeReadMine:
			return true
		}
	}
	return false
}

// Authenticator tells who a request comes from. ErrNoCredentials says that it
// saw none of its kind, ErrCredentials that they are wrong.
type Authenticator interface {
	Authenticate(r *http.Request) (Principal, error)
}

// AuthenticatorFunc makes a function an Authenticator.
type AuthenticatorFunc func(r *http.Request) (Principal, error)

// Authenticate calls f.
func (f AuthenticatorFunc) Authenticate(r *http.Request) (Principal, error) { return f(r) }

// Errors of an Authenticator. Test with errors.Is.
var (
	ErrNoCredentials = errors.New("no credentials")
	ErrCredentials   = errors.New("wrong credentials")
)

// Chain asks each authenticator in turn until one knows the credentials. When
// all say ErrNoCredentials or ErrCredentials, the request is refused; another
// error ends the search.
func Chain(list ...Authenticator) Authenticator {
	return AuthenticatorFunc(func(r *http.Request) (Principal, error) {
		result := ErrNoCredentials
		for _, a := range list {
			p, err := a.Authenticate(r)
			switch {
			case err == nil:
				return p, nil
			case errors.Is(err, ErrCredentials):
				result = err
			case !errors.Is(err, ErrNoCredentials):
				return Principal{}, err
			}
		}
		return Principal{}, result
	})
}

// basicOf returns the user and password of a Basic header.
func basicOf(r *http.Request) (user, password string, ok bool) {
	if !strings.HasPrefix(strings.ToLower(r.Header.Get("Authorization")), "basic ") {
		return "", "", false
	}
	return r.BasicAuth()
}
