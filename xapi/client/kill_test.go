// SPDX-License-Identifier: Apache-2.0

package client_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/client"
)

// The test binary is also the sender and the receiver that are killed.
func TestMain(m *testing.M) {
	switch os.Getenv("BRIQUES_CLIENT_HELPER") {
	case "sender":
		sender(os.Getenv("BRIQUES_ENDPOINT"), os.Getenv("BRIQUES_QUEUE"), os.Getenv("BRIQUES_RUN"))
	case "receiver":
		receiver(os.Getenv("BRIQUES_ENDPOINT"), os.Getenv("BRIQUES_FILE"))
	default:
		os.Exit(m.Run())
	}
}

// sender queues statements for ever, tells each id once Send has returned,
// and delivers meanwhile. Every 20th statement is poison.
func sender(endpoint, queue, run string) {
	c, err := client.New(client.Options{Endpoint: endpoint, Queue: queue, BatchWait: time.Millisecond})
	if err != nil {
		fmt.Println("ERROR", err)
		os.Exit(1)
	}
	go func() {
		for {
			c.Flush(context.Background())
			time.Sleep(time.Millisecond)
		}
	}()
	for i := 0; ; i++ {
		word := fmt.Sprint(run, "-", i)
		if i%20 == 7 {
			word += "-POISON"
		}
		ids, err := c.SendRaw(context.Background(), statement(word))
		if err != nil {
			fmt.Println("ERROR", err)
			os.Exit(1)
		}
		fmt.Println("SAFE", ids[0], word)
	}
}

func receiver(address, file string) {
	lrs := &fakeLRS{}
	if err := lrs.open(file); err != nil {
		fmt.Println("ERROR", err)
		os.Exit(1)
	}
	l, err := net.Listen("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		fmt.Println("ERROR", err)
		os.Exit(1)
	}
	fmt.Println("READY")
	http.Serve(l, lrs)
}

// process is a helper process whose output is read.
type process struct {
	cmd   *exec.Cmd
	out   *bufio.Reader
	close io.Closer
}

func run(t *testing.T, role string, env ...string) *process {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(env, "BRIQUES_CLIENT_HELPER="+role)...)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout = w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return &process{cmd, bufio.NewReader(r), r}
}

// kill ends the process as a power cut would, and returns what it said.
func (p *process) kill() string {
	p.cmd.Process.Kill()
	p.cmd.Wait()
	rest, _ := io.ReadAll(p.out)
	p.close.Close()
	if i := bytes.LastIndexByte(rest, '\n'); i >= 0 {
		return string(rest[:i])
	}
	return ""
}

// Sender and receiver are killed again and again. In the end every statement
// that was safe has arrived exactly once, or is parked with its reason if it
// is poison.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("NOT RUN: -short")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + l.Addr().String()
	l.Close()
	dir := t.TempDir()
	queue, file := filepath.Join(dir, "queue"), filepath.Join(dir, "lrs")
	env := []string{"BRIQUES_ENDPOINT=" + address, "BRIQUES_QUEUE=" + queue, "BRIQUES_FILE=" + file}
	start := func() *process {
		p := run(t, "receiver", env...)
		if line, _ := p.out.ReadString('\n'); line != "READY\n" {
			t.Fatalf("receiver: %s", line)
		}
		return p
	}
	safe := map[xapi.UUID]string{}
	lrs := start()
	rounds := fixtures.Count(25, 1000)
	for round := range rounds {
		s := run(t, "sender", append(env, fmt.Sprint("BRIQUES_RUN=", round))...)
		time.Sleep(time.Duration(8+rand.IntN(30)) * time.Millisecond)
		if round%2 == 1 {
			lrs.kill()
			time.Sleep(time.Duration(rand.IntN(10)) * time.Millisecond)
			lrs = start()
			time.Sleep(time.Duration(rand.IntN(10)) * time.Millisecond)
		}
		for line := range strings.Lines(s.kill() + "\n") {
			var id, word string
			switch n, _ := fmt.Sscanf(line, "SAFE %s %s", &id, &word); {
			case n == 2:
				safe[xapi.UUID(id)] = word
			case strings.HasPrefix(line, "ERROR"):
				t.Fatal(line)
			}
		}
	}
	c, err := client.New(client.Options{Endpoint: address, Queue: queue})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := c.Parked()
	c.Close()
	lrs.kill()
	if err != nil {
		t.Fatal(err)
	}
	got := &fakeLRS{}
	if err := got.open(file); err != nil {
		t.Fatal(err)
	}
	got.file.Close()
	aside, words, lost, doubled, poison := map[xapi.UUID]bool{}, map[string]int{}, 0, 0, 0
	for _, p := range all {
		aside[p.ID] = true
		if p.Status != 400 || p.Body == "" || !strings.Contains(string(p.Statement), "POISON") {
			t.Errorf("parked: %s %d %s", p.Reason, p.Status, p.Statement)
		}
	}
	for _, id := range got.order {
		s, _ := xapi.Decode(got.byID[id], xapi.Options{})
		word := string(s.Object.(xapi.Activity).ID)
		if words[word]++; words[word] > 1 {
			doubled++
		}
	}
	for id, word := range safe {
		isPoison := strings.Contains(word, "POISON")
		if isPoison {
			poison++
		}
		if _, there := got.byID[id]; there == isPoison || aside[id] != isPoison {
			lost++
		}
	}
	t.Logf("%d rounds, %d safe statements (%d poison), %d at the receiver, %d parked: %d lost, %d doubled",
		rounds, len(safe), poison, len(got.order), len(all), lost, doubled)
	if lost > 0 || doubled > 0 || len(safe) < rounds {
		t.Errorf("%d lost, %d doubled of %d", lost, doubled, len(safe))
	}
}
