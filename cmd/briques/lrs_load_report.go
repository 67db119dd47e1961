// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// loadServer is what the server says it has used.
type loadServer struct {
	cpu    float64 // seconds
	memory int64   // resident, bytes
}

// server asks the administration address; without one it knows nothing.
func (o *lrsLoad) server(ctx context.Context) (loadServer, error) {
	var out loadServer
	if o.admin == "" {
		return out, nil
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(o.admin, "/")+"/metrics", nil)
	if err != nil {
		return out, err
	}
	res, err := (&http.Client{Timeout: loadTimeout}).Do(r)
	if err != nil {
		return out, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return out, fmt.Errorf("%s : %d", o.admin, res.StatusCode)
	}
	return readLoadServer(res.Body)
}

func readLoadServer(r io.Reader) (loadServer, error) {
	var out loadServer
	seen := 0
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		name, text, _ := strings.Cut(lines.Text(), " ")
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			continue
		}
		switch name {
		case "process_cpu_seconds_total":
			out.cpu, seen = v, seen+1
		case "briques_lrs_memory_peak_bytes":
			out.memory, seen = int64(v), seen+1
		}
	}
	if err := lines.Err(); err != nil {
		return out, err
	}
	if seen < 2 {
		return out, fmt.Errorf("/metrics gives neither processor time nor memory")
	}
	return out, nil
}

// measureSize fills the store up to a size and prints what the last statements
// cost, and how long queries take there.
func (o *lrsLoad) measureSize(ctx context.Context, a *app, at, size int) (int, error) {
	if from := size - o.window; from > at {
		if _, err := o.send(ctx, at, from); err != nil {
			return at, exitWith(exitUnreadable, "%w", err)
		}
		at = from
	}
	before, err := o.server(ctx)
	if err != nil {
		return at, exitWith(exitUnreadable, "%w", err)
	}
	r, err := o.send(ctx, at, size)
	if err != nil {
		return at, exitWith(exitUnreadable, "%w", err)
	}
	after, err := o.server(ctx)
	if err != nil {
		return at, exitWith(exitUnreadable, "%w", err)
	}
	n := float64(size - at)
	fmt.Fprintf(a.out, a.text("à %s traces : %.0f traces/s sur les %d dernières, refusées %d", "at %s statements: %.0f statements/s over the last %d, refused %d"),
		frenchNumber(int64(size)), n/r.took.Seconds(), size-at, r.failed)
	if o.admin != "" {
		fmt.Fprintf(a.out, a.text(" ; serveur %.0f µs de processeur par trace, mémoire au plus %s", "; server %.0f µs of processor for each, memory at most %s"),
			1e6*(after.cpu-before.cpu)/n, frenchBytes(after.memory))
	}
	fmt.Fprintln(a.out)
	if r.failed > 0 {
		return size, exitWith(exitInvalid, "")
	}
	return size, o.ask(ctx, a)
}

// printServer ends a load with what the server has used for it.
func (o *lrsLoad) printServer(ctx context.Context, a *app, before loadServer) error {
	if o.admin == "" {
		return nil
	}
	after, err := o.server(ctx)
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	fmt.Fprintf(a.out, a.text("serveur : %.1f s de processeur, mémoire au plus %s\n", "server: %.1f s of processor, memory at most %s\n"), after.cpu-before.cpu, frenchBytes(after.memory))
	return nil
}

// loadFilter is one kind of query that is timed.
type loadFilter struct {
	name string
	make func() string
}

func (o *lrsLoad) filters(rng *rand.Rand) []loadFilter {
	agent := func() string {
		return "agent=" + url.QueryEscape(fmt.Sprintf(`{"account":{"homePage":"https://lms.exemple.fr/pseudo/2026","name":"p%07d"}}`, rng.IntN(o.actors)))
	}
	verb := func() string { return "verb=" + url.QueryEscape(loadVerbs[rng.IntN(len(loadVerbs))]) }
	return []loadFilter{
		{"agent", agent},
		{"verb", verb},
		{"activity", func() string { return fmt.Sprintf("activity=https://exemple.fr/briques/%d", rng.IntN(o.bricks)) }},
		{"registration", func() string {
			return "registration=" + string(loadUUID(nil, uint64(rng.IntN(o.actors)*50+rng.IntN(50))))
		}},
		{"related_activities", func() string {
			return fmt.Sprintf("related_activities=true&activity=https://exemple.fr/parcours/%d", rng.IntN(200))
		}},
		{"agent+verb", func() string { return verb() + "&" + agent() }},
	}
}

// ask times queries by each filter.
func (o *lrsLoad) ask(ctx context.Context, a *app) error {
	if o.queries == 0 {
		return nil
	}
	c, err := o.target.dial(ctx)
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	defer c.conn.Close()
	for _, f := range o.filters(rand.New(rand.NewPCG(o.seed, 99))) {
		var times []time.Duration
		before, err := o.server(ctx)
		if err != nil {
			return exitWith(exitUnreadable, "%w", err)
		}
		for range o.queries {
			if err := ctx.Err(); err != nil {
				return exitWith(exitUnreadable, "%w", err)
			}
			resource := fmt.Sprintf("/statements?limit=%d&%s", o.limit, f.make())
			began := time.Now()
			status, err := c.do(http.MethodGet, resource, nil)
			if err != nil {
				return exitWith(exitUnreadable, "%w", err)
			}
			if status != http.StatusOK {
				return exitWith(exitInvalid, "GET : %d", status)
			}
			times = append(times, time.Since(began))
		}
		sortTimes(times)
		after, err := o.server(ctx)
		if err != nil {
			return exitWith(exitUnreadable, "%w", err)
		}
		fmt.Fprintf(a.out, "  %-20s p50 %s, p95 %s, p99 %s", f.name, percentile(times, 50), percentile(times, 95), percentile(times, 99))
		if o.admin != "" {
			fmt.Fprintf(a.out, a.text(" ; serveur %.2f ms de processeur par requête", "; server %.2f ms of processor for each"), 1e3*(after.cpu-before.cpu)/float64(o.queries))
		}
		fmt.Fprintln(a.out)
	}
	return nil
}
