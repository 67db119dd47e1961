// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/lrstest"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// cluster is a PostgreSQL of the tests' own: a folder, a socket, one process.
type cluster struct {
	dir, bin  string
	as        *syscall.Credential
	mu        sync.Mutex
	databases int
}

var shared struct {
	sync.Once
	c   *cluster
	why string
}

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		os.Exit(child())
	}
	code := m.Run()
	if shared.c != nil {
		shared.c.stop("fast")
		_ = os.RemoveAll(shared.c.dir)
	}
	os.Exit(code)
}

// postgres returns the cluster that the tests of the package share, or says
// that the test was not run.
func postgres(t testing.TB) *cluster {
	t.Helper()
	shared.Do(func() { shared.c, shared.why = startCluster() })
	if shared.c == nil {
		t.Skip("NOT RUN: " + shared.why)
	}
	return shared.c
}

func startCluster() (*cluster, string) {
	bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	sort.Strings(bins)
	var bin string
	if len(bins) > 0 {
		bin = filepath.Dir(bins[len(bins)-1])
	} else if p, err := exec.LookPath("initdb"); err == nil {
		bin = filepath.Dir(p)
	} else {
		return nil, "PostgreSQL is not installed"
	}
	dir, err := os.MkdirTemp("/tmp", "briques-pg-")
	if err != nil {
		return nil, err.Error()
	}
	c := &cluster{dir: dir, bin: bin}
	if os.Getuid() == 0 { // PostgreSQL does not run as root
		u, err := user.Lookup("postgres")
		if err != nil {
			return nil, "no user postgres to run PostgreSQL as"
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		c.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			return nil, err.Error()
		}
	}
	if out, err := c.run("initdb", "-D", dir+"/data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"); err != nil {
		return nil, fmt.Sprintf("initdb: %v: %s", err, out)
	}
	if err := c.start(); err != nil {
		return nil, err.Error()
	}
	return c, ""
}

func (c *cluster) run(name string, args ...string) (string, error) {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir = c.dir
	if c.as != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as}
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

func (c *cluster) start() error {
	out, err := c.run("pg_ctl", "-D", c.dir+"/data", "-l", c.dir+"/log", "-w", "-o",
		"-c listen_addresses='' -c unix_socket_directories="+c.dir+" -c port=5432 -c max_connections=200 -c restart_after_crash=on", "start")
	if err != nil {
		return fmt.Errorf("pg_ctl: %w: %s", err, out)
	}
	return nil
}

func (c *cluster) stop(mode string) {
	_, _ = c.run("pg_ctl", "-D", c.dir+"/data", "-m", mode, "-w", "stop") // it may be down already
}

// fresh makes a database and returns its address.
func (c *cluster) fresh(t testing.TB) string {
	t.Helper()
	c.mu.Lock()
	c.databases++
	name := "t" + strconv.Itoa(c.databases)
	c.mu.Unlock()
	if out, err := c.run("createdb", "-h", c.dir, "-U", "postgres", name); err != nil {
		t.Fatalf("createdb: %v: %s", err, out)
	}
	return "postgres://postgres@/" + name + "?host=" + c.dir
}

// openPostgres opens a store as a program does.
func openPostgres(address string, o sqlstore.Options) (*sqlstore.Store, error) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(24)
	db.SetMaxIdleConns(24)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return sqlstore.Open(ctx, db, sqlstore.PostgreSQL, o)
}

func postgresStore(t testing.TB, o sqlstore.Options) *sqlstore.Store {
	t.Helper()
	s, err := openPostgres(postgres(t).fresh(t), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestPostgreSQL(t *testing.T) {
	store := postgresStore(t, sqlstore.Options{})
	lrstest.Exercise(t, func(*testing.T) lrs.Store { return store })
}

// long tells whether the full counts of the fault tests were asked for.
func long() bool { return os.Getenv("BRIQUES_LONG") != "" }

var _ = strings.TrimSpace
