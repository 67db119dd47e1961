// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

const (
	sqlPutCredential    = `INSERT INTO credential (tenant, name, hash, scopes, agent, created) VALUES (?, ?, ?, ?, ?, ?)`
	sqlGetCredential    = `SELECT hash, scopes, agent FROM credential WHERE tenant = ? AND name = ? AND revoked IS NULL`
	sqlListCredentials  = `SELECT name, scopes, created, revoked FROM credential WHERE tenant = ? ORDER BY created, name`
	sqlRevokeCredential = `UPDATE credential SET revoked = ? WHERE tenant = ? AND name = ? AND revoked IS NULL`
)

// TenantOfKey returns the tenant in the user name of a generated key, which
// is "tenant.xxxxxxxx".
func TenantOfKey(name string) lrs.Tenant {
	t, _, _ := strings.Cut(name, ".")
	return lrs.Tenant(t)
}

// Credential implements lrs.CredentialSource.
func (s *Store) Credential(ctx context.Context, name string) (lrs.Credential, error) {
	c := lrs.Credential{Tenant: TenantOfKey(name), Name: name}
	if strings.ContainsRune(name, 0) || !c.Tenant.Valid() {
		return c, lrs.ErrNotFound
	}
	var scopes string
	var agent sql.NullString
	err := s.db.QueryRowContext(ctx, s.dialect.text(sqlGetCredential), string(c.Tenant), name).Scan(&c.Hash, &scopes, &agent)
	if errors.Is(err, sql.ErrNoRows) {
		return c, lrs.ErrNotFound
	}
	for _, scope := range strings.Fields(scopes) {
		c.Scopes = append(c.Scopes, lrs.Scope(scope))
	}
	if agent.Valid {
		c.Agent = []byte(agent.String)
	}
	return c, fault(err)
}

// AddCredential keeps a key made with lrs.NewKey.
func (s *Store) AddCredential(ctx context.Context, c lrs.Credential) error {
	var agent any
	if c.Agent != nil {
		agent = string(c.Agent)
	}
	return s.write(ctx, func(ctx context.Context, w session) error {
		_, err := w.exec(ctx, sqlPutCredential, string(c.Tenant), c.Name, c.Hash, joinScopes(c.Scopes), agent, s.opt.Now().UnixMicro())
		return err
	})
}

func joinScopes(list []lrs.Scope) string {
	var out []string
	for _, s := range list {
		out = append(out, string(s))
	}
	return strings.Join(out, " ")
}

// KeyInfo is what may be told of a key.
type KeyInfo struct {
	Name    string
	Scopes  string
	Created time.Time
	Revoked time.Time // zero while it works
}

// Credentials lists the keys of a tenant.
func (s *Store) Credentials(ctx context.Context, t lrs.Tenant) ([]KeyInfo, error) {
	var out []KeyInfo
	err := s.reader().rows(ctx, sqlListCredentials, []any{string(t)}, func(rows *sql.Rows) error {
		var k KeyInfo
		var created int64
		var revoked sql.NullInt64
		err := rows.Scan(&k.Name, &k.Scopes, &created, &revoked)
		k.Created = time.UnixMicro(created).UTC()
		if revoked.Valid {
			k.Revoked = time.UnixMicro(revoked.Int64).UTC()
		}
		out = append(out, k)
		return err
	})
	return out, fault(err)
}

// RevokeCredential ends a key. A handler may still know it for five minutes.
func (s *Store) RevokeCredential(ctx context.Context, name string) error {
	return s.write(ctx, func(ctx context.Context, w session) error {
		res, err := w.exec(ctx, sqlRevokeCredential, s.opt.Now().UnixMicro(), string(TenantOfKey(name)), name)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 1 {
			return err
		}
		return lrs.ErrNotFound
	})
}

// Secret returns random bytes that stay the same for the life of the database:
// nodes that serve it sign cursors alike.
func (s *Store) Secret(ctx context.Context, fresh string) (string, error) {
	var value string
	err := s.write(ctx, func(ctx context.Context, w session) error {
		if _, err := w.exec(ctx, sqlMetaCreate, noTenant, "secret", fresh); err != nil {
			return err
		}
		var err error
		value, _, err = w.meta(ctx, noTenant, "secret")
		return err
	})
	return value, err
}
