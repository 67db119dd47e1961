// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

type lrsServe struct {
	addr, admin, tenant  string
	db, keys             []string
	keyFile              string
	cert, private        string
	issuer, audience     string
	origins, proxies     []string
	perAddress, memory   int
	quiet, strict, quick bool
}

func newLRSServeCmd(a *app) *cobra.Command {
	var o lrsServe
	cmd := &cobra.Command{
		Use:   "serve",
		Short: a.text("Sert les traces à /xapi", "Serve statements at /xapi"),
		Example: `  briques lrs serve --addr 127.0.0.1:8081 --db sqlite:traces.db --key eafc:secret
  briques lrs serve --db "postgres://a/traces tenant=ac-lyon" --db "postgres://b/traces tenant=ac-nice" --admin-addr 127.0.0.1:9090`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), a) },
	}
	f := cmd.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:8081", a.text("adresse d'écoute", "listening address"))
	f.StringVar(&o.admin, "admin-addr", "", a.text("adresse de l'administration : santé, mesures, page", "address of the administration: health, metrics, page"))
	f.StringArrayVar(&o.db, "db", nil, a.text("base : sqlite:CHEMIN, sqlite:DOSSIER/ ou postgres://…[?partitions=month] ; répétable : \"URL tenant=a,b\"", "database: sqlite:PATH, sqlite:FOLDER/ or postgres://…[?partitions=month]; repeatable: \"URL tenant=a,b\""))
	f.StringArrayVar(&o.keys, "key", nil, a.text("clé Basic utilisateur:motdepasse", "Basic key user:password"))
	f.StringVar(&o.keyFile, "key-file", "", a.text("fichier de clés, une par ligne : locataire utilisateur:motdepasse droits", "file of keys, one a line: tenant user:password scopes"))
	f.StringVar(&o.tenant, "tenant", "local", a.text("locataire des clés de --key", "tenant of the keys of --key"))
	f.StringVar(&o.cert, "tls-cert", "", a.text("certificat TLS (PEM)", "TLS certificate (PEM)"))
	f.StringVar(&o.private, "tls-key", "", a.text("clé privée TLS (PEM)", "TLS private key (PEM)"))
	f.StringVar(&o.issuer, "oidc-issuer", "", a.text("fournisseur OIDC des jetons Bearer", "OIDC issuer of Bearer tokens"))
	f.StringVar(&o.audience, "oidc-audience", "", a.text("audience attendue des jetons", "audience expected of tokens"))
	f.StringSliceVar(&o.origins, "origins", nil, a.text("origines des pages autorisées (CORS)", "origins of allowed pages (CORS)"))
	f.StringSliceVar(&o.proxies, "proxies", nil, a.text("réseaux des mandataires dont X-Forwarded-For est cru, par exemple 10.0.0.0/8", "networks of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8"))
	f.IntVar(&o.perAddress, "connections-per-address", 64, a.text("connexions par adresse ; davantage derrière un mandataire", "connections for each address; more behind a proxy"))
	f.IntVar(&o.memory, "memory", 256, a.text("mémoire visée, en Mio", "memory aimed at, in MiB"))
	f.BoolVar(&o.quiet, "quiet", false, a.text("pas de journal des requêtes", "no request log"))
	f.BoolVar(&o.strict, "strict-version", false, a.text("convertit les traces 2.0 pour les clients 1.0.3", "convert 2.0 statements for 1.0.3 clients"))
	f.BoolVar(&o.quick, "quick-start", false, a.text("ouvre sans relire tout le fichier SQLite", "open without reading the whole SQLite file again"))
	return cmd
}

func (o *lrsServe) run(ctx context.Context, a *app) error {
	if len(o.db) == 0 {
		return exitWith(exitUsage, "%s", a.text("--db manque", "--db is missing"))
	}
	if (o.cert == "") != (o.private == "") || (o.issuer == "") != (o.audience == "") {
		return exitWith(exitUsage, "%s", a.text("--tls-cert va avec --tls-key, --oidc-issuer avec --oidc-audience", "--tls-cert goes with --tls-key, --oidc-issuer with --oidc-audience"))
	}
	o.limitMemory()
	var open atomic.Int64
	metrics := newLRSMetrics(func() int { return int(open.Load()) })
	store, err := openLRSAll(ctx, o.db, sqlstore.Options{SkipVerify: o.quick, Observe: metrics.observe, Migrating: a.migrating()})
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	return errors.Join(o.serve(ctx, a, store, metrics, &open), store.Close())
}

// limitMemory collects garbage rarely while there is memory, and often when
// it runs out: half of what is aimed at is for the caches of the databases and
// the program itself. GOGC and GOMEMLIMIT, when set, say otherwise.
func (o *lrsServe) limitMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(max(o.memory, 64)) << 20 / 2)
	}
}

func (o *lrsServe) serve(ctx context.Context, a *app, store lrs.Store, metrics *lrsMetrics, open *atomic.Int64) error {
	auth, tenants, err := o.authenticators(ctx, a, store)
	if err != nil {
		return err
	}
	secret, err := lrsSecret(ctx, store, lrs.Tenant(o.tenant))
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	var proxies []netip.Prefix
	for _, text := range o.proxies {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return exitWith(exitUsage, "--proxies : %w", err)
		}
		proxies = append(proxies, p)
	}
	level := slog.LevelInfo
	if o.quiet {
		level = slog.LevelWarn
	}
	log := slog.New(slog.NewJSONHandler(a.err, &slog.HandlerOptions{Level: level}))
	h := lrs.New(store, lrs.Options{Auth: auth, Mount: "/xapi", Tenant: lrs.Tenant(o.tenant), Log: log, CORS: o.origins,
		Meter: metrics, Secret: secret, Proxies: proxies, StrictVersion: o.strict})
	scheme, certificates := "http", []tls.Certificate(nil)
	if o.cert != "" {
		c, err := tls.LoadX509KeyPair(o.cert, o.private)
		if err != nil {
			return exitWith(exitUnreadable, "%s, %s : %w", o.cert, o.private, err)
		}
		scheme, certificates = "https", []tls.Certificate{c}
	}
	l, err := net.Listen("tcp", o.addr)
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	server := lrs.NewServer(h)
	server.ConnState = func(_ net.Conn, s http.ConnState) {
		switch s {
		case http.StateNew:
			open.Add(1)
		case http.StateClosed, http.StateHijacked:
			open.Add(-1)
		}
	}
	if o.admin != "" {
		stop, err := o.serveAdmin(a, store, tenants, metrics)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		defer stop()
	}
	fmt.Fprintf(a.out, "%s://%s/xapi\n", scheme, l.Addr())
	return serveUntil(ctx, server, o.secure(lrs.Listen(l, 0, o.perAddress), certificates))
}

// secure puts TLS around the listener when there is a certificate.
func (o *lrsServe) secure(l net.Listener, certificates []tls.Certificate) net.Listener {
	if len(certificates) == 0 {
		return l
	}
	return tls.NewListener(l, &tls.Config{Certificates: certificates, MinVersion: tls.VersionTLS12})
}

func (o *lrsServe) serveAdmin(a *app, store lrs.Store, tenants []lrs.Tenant, metrics *lrsMetrics) (stop func(), err error) {
	l, err := net.Listen("tcp", o.admin)
	if err != nil {
		return nil, exitWith(exitUnreadable, "%w", err)
	}
	admin := &lrsAdmin{store: store, tenants: tenants, metrics: metrics, started: time.Now()}
	for _, spec := range o.db {
		where, _, _ := strings.Cut(spec, " ")
		if path, ok := strings.CutPrefix(where, "sqlite:"); ok {
			admin.files = append(admin.files, path)
		}
	}
	server := lrs.NewServer(admin.handler())
	go func() { _ = server.Serve(l) }() // it ends with Close
	fmt.Fprintf(a.out, "http://%s/\n", l.Addr())
	return func() { _ = server.Close() }, nil
}

// serveUntil serves until ctx ends; running requests get 10 s to finish.
func serveUntil(ctx context.Context, server *http.Server, l net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return exitWith(exitUnreadable, "%w", err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return server.Close()
	}
	return nil
}

// authenticators puts together every way to know a client: keys given at the
// start, keys in the databases, OIDC tokens. It lists the tenants named.
func (o *lrsServe) authenticators(ctx context.Context, a *app, store lrs.Store) (lrs.Authenticator, []lrs.Tenant, error) {
	keys, err := o.staticKeys(a)
	if err != nil {
		return nil, nil, err
	}
	tenants := tenantsOf(o.db, lrs.Tenant(o.tenant), keys)
	static, err := lrs.StaticKeys(keys...)
	if err != nil {
		return nil, nil, err
	}
	basic, err := lrs.NewBasic(lrsKeys{store}, nil)
	if err != nil {
		return nil, nil, err
	}
	list := []lrs.Authenticator{static, onlyGenerated(basic)}
	if o.issuer != "" {
		bearer, err := newOIDC(ctx, o.issuer, o.audience)
		if err != nil {
			return nil, nil, exitWith(exitUnreadable, "OIDC : %w", err)
		}
		list = append(list, bearer)
	}
	return lrs.Chain(list...), tenants, nil
}

// onlyGenerated leaves names that cannot be those of generated keys to the
// other authenticators, without the cost of a hash.
func onlyGenerated(basic lrs.Authenticator) lrs.Authenticator {
	return lrs.AuthenticatorFunc(func(r *http.Request) (lrs.Principal, error) {
		user, _, ok := r.BasicAuth()
		if ok && !strings.Contains(user, ".") {
			return lrs.Principal{}, lrs.ErrCredentials
		}
		return basic.Authenticate(r)
	})
}

func tenantsOf(dbs []string, first lrs.Tenant, keys []lrs.StaticKey) []lrs.Tenant {
	seen := map[lrs.Tenant]bool{}
	var out []lrs.Tenant
	add := func(t lrs.Tenant) {
		if !seen[t] && t.Valid() {
			seen[t] = true
			out = append(out, t)
		}
	}
	ruled := false
	for _, spec := range dbs {
		if _, names, ok := strings.Cut(spec, " tenant="); ok {
			ruled = true
			for _, name := range strings.Split(names, ",") {
				add(lrs.Tenant(strings.TrimSpace(name)))
			}
		}
	}
	for _, k := range keys {
		add(k.Tenant)
	}
	if !ruled {
		add(first)
	}
	return out
}

func (o *lrsServe) staticKeys(a *app) ([]lrs.StaticKey, error) {
	var keys []lrs.StaticKey
	for _, k := range o.keys {
		user, password, ok := strings.Cut(k, ":")
		if !ok || user == "" || password == "" {
			return nil, exitWith(exitUsage, "%s", a.text("--key : utilisateur:motdepasse attendu", "--key: user:password expected"))
		}
		keys = append(keys, lrs.StaticKey{User: user, Password: password, Tenant: lrs.Tenant(o.tenant)})
	}
	if o.keyFile == "" {
		return keys, nil
	}
	f, err := os.Open(o.keyFile)
	if err != nil {
		return nil, exitWith(exitUnreadable, "%w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		k := lrs.StaticKey{Tenant: lrs.Tenant(fields[0])}
		ok := false
		if len(fields) >= 2 {
			k.User, k.Password, ok = strings.Cut(fields[1], ":")
		}
		for _, s := range fields[min(2, len(fields)):] {
			ok = ok && lrs.Scope(s).Valid()
			k.Scopes = append(k.Scopes, lrs.Scope(s))
		}
		if !ok || !k.Tenant.Valid() || k.User == "" || k.Password == "" {
			return nil, exitWith(exitUsage, a.text("%s, ligne %d : « locataire utilisateur:motdepasse droits » attendu", "%s, line %d: “tenant user:password scopes” expected"), o.keyFile, n)
		}
		keys = append(keys, k)
	}
	return keys, lines.Err()
}
