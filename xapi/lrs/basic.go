// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Credential is one Basic key ("clé") as it is kept: never the password.
type Credential struct {
	Tenant Tenant
	Name   string // user name of the key, "tenant.xxxxxxxx" when generated
	Hash   string // from HashPassword
	Scopes []Scope
	Agent  []byte // JSON; nil: an account named after the key
}

// hashRounds is the cost of a password hash.
const hashRounds = 600_000

// HashPassword returns "pbkdf2-sha256$rounds$salt$hash" with a fresh salt of
// 16 bytes.
func HashPassword(password string) (string, error) {
	var salt [16]byte
	if _, err := rand.Read(salt[:]); err != nil {
		return "", err
	}
	return hashWith(password, salt[:], hashRounds)
}

func hashWith(password string, salt []byte, rounds int) (string, error) {
	sum, err := pbkdf2.Key(sha256.New, password, salt, rounds, 32)
	if err != nil {
		return "", err
	}
	enc := base64.RawStdEncoding
	return fmt.Sprintf("pbkdf2-sha256$%d$%s$%s", rounds, enc.EncodeToString(salt), enc.EncodeToString(sum)), nil
}

// verifyPassword compares in constant time.
func verifyPassword(hash, password string) bool {
	part := strings.Split(hash, "$")
	if len(part) != 4 || part[0] != "pbkdf2-sha256" {
		return false
	}
	rounds, err := strconv.Atoi(part[1])
	salt, err2 := base64.RawStdEncoding.DecodeString(part[2])
	if err != nil || err2 != nil || rounds < 1 {
		return false
	}
	got, err := hashWith(password, salt, rounds)
	return err == nil && subtle.ConstantTimeCompare([]byte(got), []byte(hash)) == 1
}

// NewKey makes a key for a tenant: its user name, and its password of 32
// random bytes that is shown once and kept only as a hash.
func NewKey(t Tenant, scopes []Scope) (Credential, string, error) {
	var raw [40]byte
	if _, err := rand.Read(raw[:]); err != nil {
		return Credential{}, "", err
	}
	password := base64.RawURLEncoding.EncodeToString(raw[:32])
	name := fmt.Sprintf("%s.%x", t, raw[32:])
	hash, err := HashPassword(password)
	return Credential{Tenant: t, Name: name, Hash: hash, Scopes: scopes}, password, err
}

// CredentialSource finds a key by its user name, or returns ErrNotFound.
type CredentialSource interface {
	Credential(ctx context.Context, name string) (Credential, error)
}

// Basic authenticates Basic keys against a source. A verified key is
// remembered for five minutes under a MAC with a key of the process; an
// unknown name costs as much as a wrong password.
type Basic struct {
	source CredentialSource
	now    func() time.Time
	secret [32]byte
	decoy  string

	mu   sync.Mutex
	seen map[[32]byte]seenKey
	busy chan struct{} // hashes run two at a time
}

type seenKey struct {
	principal Principal
	until     time.Time
}

// keyLife is how long a verified key is remembered, and so how long a revoked
// one may still work.
const keyLife = 5 * time.Minute

// NewBasic returns an authenticator for the keys of source.
func NewBasic(source CredentialSource, now func() time.Time) (*Basic, error) {
	if now == nil {
		now = time.Now
	}
	b := &Basic{source: source, now: now, seen: map[[32]byte]seenKey{}, busy: make(chan struct{}, 2)}
	if _, err := rand.Read(b.secret[:]); err != nil {
		return nil, err
	}
	decoy, err := HashPassword("nobody")
	b.decoy = decoy
	return b, err
}

// Authenticate implements Authenticator.
func (b *Basic) Authenticate(r *http.Request) (Principal, error) {
	user, password, ok := basicOf(r)
	if !ok {
		return Principal{}, ErrNoCredentials
	}
	mac := hmac.New(sha256.New, b.secret[:])
	fmt.Fprintf(mac, "%d:%s%s", len(user), user, password)
	tag := [32]byte(mac.Sum(nil))
	b.mu.Lock()
	hit, found := b.seen[tag]
	b.mu.Unlock()
	if found && b.now().Before(hit.until) {
		return hit.principal, nil
	}
	c, err := b.source.Credential(r.Context(), user)
	unknown := errors.Is(err, ErrNotFound)
	if err != nil && !unknown {
		return Principal{}, err
	}
	hash := c.Hash
	if unknown {
		hash = b.decoy
	}
	select {
	case b.busy <- struct{}{}:
	case <-r.Context().Done():
		return Principal{}, r.Context().Err()
	}
	right := verifyPassword(hash, password)
	<-b.busy
	if !right || unknown {
		return Principal{}, ErrCredentials
	}
	p := c.principal()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.seen) > 10_000 {
		b.seen = map[[32]byte]seenKey{}
	}
	b.seen[tag] = seenKey{p, b.now().Add(keyLife)}
	return p, nil
}

func (c Credential) principal() Principal {
	agent := c.Agent
	if agent == nil {
		agent = defaultAgent(c.Tenant, c.Name)
	}
	return Principal{Tenant: c.Tenant, Agent: agent, Scopes: c.Scopes, KeyID: c.Name}
}

// defaultAgent is the authority of a key that names none.
func defaultAgent(t Tenant, name string) []byte {
	b := []byte(`{"objectType":"Agent","account":{"homePage":"https://forge.apps.education.fr/eafc/briques/keys/`)
	b = append(append(b, t...), `","name":`...)
	b = appendJSONString(b, name)
	return append(b, "}}"...)
}

// StaticKey is a key given at start, for instance on the command line: all
// scopes unless Scopes says less.
type StaticKey struct {
	User, Password string
	Tenant         Tenant
	Scopes         []Scope
	Agent          []byte
}

// StaticKeys authenticates keys that the process holds in memory.
func StaticKeys(keys ...StaticKey) (Authenticator, error) {
	var secret [32]byte
	if _, err := rand.Read(secret[:]); err != nil {
		return nil, err
	}
	tagOf := func(user, password string) [32]byte {
		mac := hmac.New(sha256.New, secret[:])
		fmt.Fprintf(mac, "%d:%s%s", len(user), user, password)
		return [32]byte(mac.Sum(nil))
	}
	known := make(map[[32]byte]Principal, len(keys))
	for _, k := range keys {
		if k.Scopes == nil {
			k.Scopes = []Scope{ScopeAll}
		}
		c := Credential{Tenant: k.Tenant, Name: k.User, Scopes: k.Scopes, Agent: k.Agent}
		known[tagOf(k.User, k.Password)] = c.principal()
	}
	return AuthenticatorFunc(func(r *http.Request) (Principal, error) {
		user, password, ok := basicOf(r)
		if !ok {
			return Principal{}, ErrNoCredentials
		}
		if p, ok := known[tagOf(user, password)]; ok {
			return p, nil
		}
		return Principal{}, ErrCredentials
	}), nil
}
