// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

type lrsServe struct {
	addr, tenant string
	db, keys     []string
	origins      []string
	perAddress   int
	quiet        bool
}

func newLRSServeCmd(a *app) *cobra.Command {
	var o lrsServe
	cmd := &cobra.Command{
		Use:     "serve",
		Short:   a.text("Sert les traces à /xapi", "Serve statements at /xapi"),
		Example: "  briques lrs serve --addr 127.0.0.1:8081 --db sqlite:traces.db --key eafc:secret",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), a) },
	}
	f := cmd.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:8081", a.text("adresse d'écoute", "listening address"))
	f.StringArrayVar(&o.db, "db", nil, a.text("base : sqlite:CHEMIN ou postgres://…", "database: sqlite:PATH or postgres://…"))
	f.StringArrayVar(&o.keys, "key", nil, a.text("clé Basic utilisateur:motdepasse", "Basic key user:password"))
	f.StringVar(&o.tenant, "tenant", "local", a.text("locataire des clés de --key", "tenant of the keys of --key"))
	f.StringSliceVar(&o.origins, "origins", nil, a.text("origines des pages autorisées (CORS)", "origins of allowed pages (CORS)"))
	f.IntVar(&o.perAddress, "connections-per-address", 64, a.text("connexions par adresse", "connections per address"))
	f.BoolVar(&o.quiet, "quiet", false, a.text("pas de journal des requêtes", "no request log"))
	return cmd
}

func (o *lrsServe) run(ctx context.Context, a *app) error {
	if len(o.db) == 0 {
		return exitWith(exitUsage, "%s", a.text("--db manque", "--db is missing"))
	}
	auth, err := o.staticKeys(a)
	if err != nil {
		return err
	}
	store, err := openLRS(ctx, o.db[0], sqlstore.Options{})
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	level := slog.LevelInfo
	if o.quiet {
		level = slog.LevelWarn
	}
	log := slog.New(slog.NewJSONHandler(a.err, &slog.HandlerOptions{Level: level}))
	h := lrs.New(store, lrs.Options{Auth: auth, Mount: "/xapi", Tenant: lrs.Tenant(o.tenant), Log: log, CORS: o.origins})
	l, err := net.Listen("tcp", o.addr)
	if err != nil {
		return errors.Join(exitWith(exitUnreadable, "%w", err), store.Close())
	}
	fmt.Fprintf(a.out, "http://%s/xapi\n", l.Addr())
	server := lrs.NewServer(h)
	return errors.Join(serveUntil(ctx, server, lrs.Listen(l, 0, o.perAddress)), store.Close())
}

// serveUntil serves until ctx ends; running requests get 10 s to finish.
func serveUntil(ctx context.Context, server *http.Server, l net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return server.Close()
	}
	return nil
}

func (o *lrsServe) staticKeys(a *app) (lrs.Authenticator, error) {
	var keys []lrs.StaticKey
	for _, k := range o.keys {
		user, password, ok := strings.Cut(k, ":")
		if !ok || user == "" || password == "" {
			return nil, exitWith(exitUsage, "%s", a.text("--key : utilisateur:motdepasse attendu", "--key: user:password expected"))
		}
		keys = append(keys, lrs.StaticKey{User: user, Password: password, Tenant: lrs.Tenant(o.tenant)})
	}
	return lrs.StaticKeys(keys...)
}
