// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/bench/result"
)

const lrsCommand = "go run ./internal/bench/run -only lrs"

var (
	lrsTitle  = result.Words{FR: "Recevoir des traces (HTTP, disque synchronisé avant chaque accusé)", EN: "Receiving statements (HTTP, disk synced before each acknowledgement)"}
	perSecond = regexp.MustCompile(`: (\d+) statements/s`)
)

// lrs loads a store over loopback: no peer of npm or Debian is one, so that
// the sizes of the batches stand beside each other.
func lrs(root string, per time.Duration) (result.Table, error) {
	t := result.Table{ID: "lrs", Title: lrsTitle, Unit: result.Words{FR: "traces par seconde", EN: "statements a second"}, Higher: true, Command: lrsCommand, Note: &result.Words{
		FR: "Client et serveur sur la même machine, SQLite, synchronous=FULL. Aucun entrepôt concurrent n’est distribué par npm ou Debian : il n’y a pas de pair ici.",
		EN: "Client and server on one machine, SQLite, synchronous=FULL. No other store is distributed by npm or Debian: there is no peer here."}}
	dir, err := os.MkdirTemp("", "briques-bench-")
	if err != nil {
		return t, err
	}
	defer os.RemoveAll(dir)
	bin := filepath.Join(dir, "briques")
	build := exec.Command("go", "build", "-o", bin, "./cmd/briques")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return t, fmt.Errorf("%w: %s", err, out)
	}
	addr, err := freeAddress()
	if err != nil {
		return t, err
	}
	server := exec.Command(bin, "lrs", "serve", "--quiet", "--addr", addr, "--db", "sqlite:"+filepath.Join(dir, "l.db"), "--key", "bench:bench", "--connections-per-address", "1000")
	if err := server.Start(); err != nil {
		return t, err
	}
	defer func() { _ = server.Process.Signal(os.Interrupt); _ = server.Wait() }()
	if err := answers(addr); err != nil {
		return t, err
	}
	count := max(2000, int(per.Seconds()*10000))
	for _, c := range []struct {
		name, en       string
		batch, clients int
		statements     int
	}{{"lots de 50, 8 clients", "batches of 50, 8 clients", 50, 8, count}, {"une par une, 64 clients", "one by one, 64 clients", 1, 64, count / 5}} {
		var rates []float64
		for seed := range 3 {
			cmd := exec.Command(bin, "--lang", "en", "lrs", "load", "--to", "http://"+addr+"/xapi", "--key", "bench:bench", "--statements", strconv.Itoa(c.statements),
				"--batch", strconv.Itoa(c.batch), "--clients", strconv.Itoa(c.clients), "--seed", strconv.Itoa(seed+1))
			out, err := cmd.CombinedOutput()
			m := perSecond.FindSubmatch(out)
			if err != nil || m == nil {
				return t, fmt.Errorf("%v: %s", err, bytes.TrimSpace(out))
			}
			v, err := strconv.ParseFloat(string(m[1]), 64)
			if err != nil {
				return t, err
			}
			rates = append(rates, v)
		}
		t.Rows = append(t.Rows, result.Row{Group: c.name, GroupEN: c.en, Name: "briques lrs serve", Ours: true, Value: result.Median(rates)})
	}
	return t, result.Write(os.Stdout, "", t)
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// answers waits until somebody listens.
func answers(addr string) error {
	var err error
	for range 100 {
		var c net.Conn
		if c, err = net.DialTimeout("tcp", addr, time.Second); err == nil {
			return c.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	return fmt.Errorf("the store does not answer: %w", err)
}
