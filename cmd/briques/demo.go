// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/internal/demo"
	"forge.apps.education.fr/eafc/briques/wasm/pack"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// exitNoToolchain is the code of the widgets and demo commands when there is
// no Go to build with, or no source to build.
const exitNoToolchain = 5

type demoOptions struct {
	addr, db, framework, catalogue string
}

func newDemoCmd(a *app) *cobra.Command {
	var o demoOptions
	cmd := &cobra.Command{
		Use:   "demo",
		Short: a.text("Ouvre la chaîne complète dans un navigateur", "Open the whole chain in a browser"),
		Long: a.text("Construit les widgets, ouvre une base SQLite et sert, sur cette machine seulement, le site d'une EAFC inventée : une page pour chacun des douze widgets, les traces reçues, les heures-stagiaires.",
			"Builds the widgets, opens a SQLite database and serves, on this machine only, the site of an invented EAFC: a page for each of the twelve widgets, the received statements, the trainee-hours."),
		Example: "  briques demo\n  briques demo --addr 127.0.0.1:8090 --db traces.db\n  briques demo --framework referentiel.json --catalogue catalogue.json",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), a) },
	}
	f := cmd.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:8080", a.text("adresse d'écoute", "listening address"))
	f.StringVar(&o.db, "db", "", a.text("fichier SQLite (défaut : dossier de cache de l'utilisateur)", "SQLite file (default: the user's cache folder)"))
	f.StringVar(&o.framework, "framework", "", a.text("votre référentiel (JSON)", "your framework (JSON)"))
	f.StringVar(&o.catalogue, "catalogue", "", a.text("votre catalogue (JSON)", "your catalogue (JSON)"))
	return cmd
}

func (o *demoOptions) run(ctx context.Context, a *app) error {
	l, err := net.Listen("tcp", o.addr) // before the build: a busy port is said at once
	if err != nil {
		if errors.Is(err, syscall.EADDRINUSE) {
			return exitWith(exitUnreadable, a.text("l'adresse %s est déjà prise : une autre démonstration tourne peut-être. Choisissez-en une autre : briques demo --addr 127.0.0.1:8090 (ou make demo ADDR=127.0.0.1:8090)",
				"address %s is already in use: another demonstration may be running. Choose another one: briques demo --addr 127.0.0.1:8090 (or make demo ADDR=127.0.0.1:8090)"), o.addr)
		}
		return exitWith(exitUnreadable, "%w", err)
	}
	defer l.Close()
	data, err := demo.Load(o.framework, o.catalogue)
	if err != nil {
		return exitWith(exitInvalid, "%w", err)
	}
	for _, out := range data.LeftOut {
		a.leftOut(out)
	}
	cache, err := cacheFolder()
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	started := time.Now()
	built := filepath.Join(cache, "widgets")
	if _, err := a.buildBundle(ctx, pack.BuildOptions{Dir: built}); err != nil {
		return err
	}
	if o.db == "" {
		o.db = filepath.Join(cache, "demo.db")
	}
	store, err := openLRS(ctx, "sqlite:"+o.db, sqlstore.Options{})
	if err != nil {
		return exitWith(exitUnreadable, "%s : %w", o.db, err)
	}
	key := make([]byte, 16)
	if _, err := rand.Read(key); err != nil {
		return errors.Join(err, store.Close())
	}
	site, err := demo.New(data, os.DirFS(built), store, "relais", hex.EncodeToString(key))
	if err != nil {
		return errors.Join(err, store.Close())
	}
	fmt.Fprintf(a.err, a.text("Base : %s\nPrêt en %.1f s. Ctrl-C pour arrêter.\n", "Database: %s\nReady in %.1f s. Ctrl-C to stop.\n"), o.db, time.Since(started).Seconds())
	fmt.Fprintf(a.out, "http://%s/\n", l.Addr())
	server := &http.Server{Handler: site, ReadHeaderTimeout: 10 * time.Second}
	return errors.Join(serveUntil(ctx, server, l), store.Close())
}

// leftOut says the faults of a document of the reader's own.
func (a *app) leftOut(out demo.LeftOut) {
	for _, i := range out.Issues.In(a.lang) {
		place := out.File
		if i.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", out.File, i.Line, i.Column)
		}
		fmt.Fprintf(a.err, "%s %s %s\n", place, i.Code, i.Message)
		if i.Fix != "" {
			fmt.Fprintf(a.err, "    %s%s\n", a.text("correction : ", "fix: "), i.Fix)
		}
	}
	if said := out.Said.In(a.lang); said != "" {
		fmt.Fprintf(a.err, a.text("%s : %s\n", "%s: %s\n"), out.File, said)
	}
}

func cacheFolder() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	dir := filepath.Join(base, "briques")
	return dir, os.MkdirAll(dir, 0o755)
}

// moduleRoot returns the nearest parent of the working directory that holds
// this module, "" if there is none.
func moduleRoot() string {
	dir, err := os.Getwd()
	for err == nil {
		if b, e := os.ReadFile(filepath.Join(dir, "go.mod")); e == nil && bytes.HasPrefix(b, []byte("module forge.apps.education.fr/eafc/briques\n")) {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			break
		}
		dir = up
	}
	return ""
}
