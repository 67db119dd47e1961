// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
)

// lrsLoad sends made-up statements to a store and times the answers.
type lrsLoad struct {
	to, key                   string
	statements, batch, client int
	actors, bricks, queries   int
	limit                     int
	seed                      uint64

	http *http.Client
	user string
	pass string
}

const loadMost = 5_000_000 // a load is bounded, whatever was typed

func newLRSLoadCmd(a *app) *cobra.Command {
	var o lrsLoad
	cmd := &cobra.Command{
		Use:   "load",
		Short: a.text("Charge un entrepôt de traces inventées et mesure", "Load a store with made-up statements and measure"),
		Example: `  briques lrs load --to http://127.0.0.1:8081/xapi --key eafc:secret --statements 20000 --batch 50 --clients 8
  briques lrs load --to http://127.0.0.1:8081/xapi --key eafc:secret --statements 0 --queries 1000`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), a) },
	}
	f := cmd.Flags()
	f.StringVar(&o.to, "to", "http://127.0.0.1:8081/xapi", a.text("adresse de l'entrepôt", "address of the store"))
	f.StringVar(&o.key, "key", "", a.text("clé utilisateur:motdepasse", "key user:password"))
	f.IntVar(&o.statements, "statements", 10_000, a.text("traces à envoyer", "statements to send"))
	f.IntVar(&o.batch, "batch", 50, a.text("traces par requête", "statements in a request"))
	f.IntVar(&o.client, "clients", 8, a.text("clients à la fois", "clients at a time"))
	f.IntVar(&o.actors, "actors", 20_000, a.text("personnes différentes", "different persons"))
	f.IntVar(&o.bricks, "bricks", 2_000, a.text("briques différentes", "different bricks"))
	f.IntVar(&o.queries, "queries", 0, a.text("requêtes par filtre, après l'envoi", "queries for each filter, after sending"))
	f.IntVar(&o.limit, "limit", 50, a.text("traces par page demandée", "statements in a page asked for"))
	f.Uint64Var(&o.seed, "seed", 1, a.text("graine", "seed"))
	return cmd
}

func (o *lrsLoad) run(ctx context.Context, a *app) error {
	var ok bool
	if o.user, o.pass, ok = strings.Cut(o.key, ":"); !ok {
		return exitWith(exitUsage, "%s", a.text("--key utilisateur:motdepasse manque", "--key user:password is missing"))
	}
	if o.statements < 0 || o.statements > loadMost || o.batch < 1 || o.client < 1 {
		return exitWith(exitUsage, a.text("--statements va de 0 à %d, --batch et --clients commencent à 1", "--statements goes from 0 to %d, --batch and --clients start at 1"), loadMost)
	}
	o.http = &http.Client{Transport: &http.Transport{MaxIdleConns: o.client, MaxIdleConnsPerHost: o.client}, Timeout: 60 * time.Second}
	if o.statements > 0 {
		times, took, failed, err := o.send(ctx)
		if err != nil {
			return exitWith(exitUnreadable, "%w", err)
		}
		fmt.Fprintf(a.out, a.text("%d traces en %.2f s : %.0f traces/s (%d clients, lots de %d) ; réponse p50 %s, p95 %s, p99 %s ; refusées %d\n",
			"%d statements in %.2f s: %.0f statements/s (%d clients, batches of %d); answer p50 %s, p95 %s, p99 %s; refused %d\n"),
			o.statements, took.Seconds(), float64(o.statements)/took.Seconds(), o.client, o.batch, at(times, 50), at(times, 95), at(times, 99), failed)
		if failed > 0 {
			return exitWith(exitInvalid, "")
		}
	}
	return o.ask(ctx, a)
}

// at returns a percentile of sorted times.
func at(times []time.Duration, percent int) time.Duration {
	if len(times) == 0 {
		return 0
	}
	return times[(len(times)-1)*percent/100].Round(10 * time.Microsecond)
}

func (o *lrsLoad) send(ctx context.Context) ([]time.Duration, time.Duration, int64, error) {
	var next, failed atomic.Int64
	all := make([][]time.Duration, o.client)
	faults := make(chan error, o.client)
	start := time.Now()
	var wg sync.WaitGroup
	for c := range o.client {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(o.seed, uint64(c)))
			var body []byte
			for {
				from := int(next.Add(int64(o.batch))) - o.batch
				if from >= o.statements || ctx.Err() != nil {
					return
				}
				body = o.body(body[:0], rng, min(o.batch, o.statements-from))
				began := time.Now()
				status, err := o.post(ctx, body)
				all[c] = append(all[c], time.Since(began))
				if err != nil {
					faults <- err
					return
				}
				if status != http.StatusOK {
					failed.Add(int64(o.batch))
				}
			}
		})
	}
	wg.Wait()
	took := time.Since(start)
	var times []time.Duration
	for _, t := range all {
		times = append(times, t...)
	}
	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
	select {
	case err := <-faults:
		return times, took, failed.Load(), err
	default:
	}
	return times, took, failed.Load(), ctx.Err()
}

func (o *lrsLoad) request(ctx context.Context, method, url string, body []byte) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.SetBasicAuth(o.user, o.pass)
	r.Header.Set("X-Experience-API-Version", "1.0.3")
	r.Header.Set("Content-Type", "application/json")
	return r, nil
}

func (o *lrsLoad) post(ctx context.Context, body []byte) (int, error) {
	r, err := o.request(ctx, http.MethodPost, o.to+"/statements", body)
	if err != nil {
		return 0, err
	}
	return o.do(r)
}

func (o *lrsLoad) do(r *http.Request) (int, error) {
	res, err := o.http.Do(r)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	return res.StatusCode, err
}

var loadVerbs = []string{"http://adlnet.gov/expapi/verbs/completed", "http://adlnet.gov/expapi/verbs/registered", "http://adlnet.gov/expapi/verbs/passed",
	"http://adlnet.gov/expapi/verbs/experienced", "https://w3id.org/xapi/video/verbs/played", "https://w3id.org/xapi/video/verbs/paused"}

// body writes statements of about 1.2 kB, as a learning platform sends them.
func (o *lrsLoad) body(b []byte, rng *rand.Rand, n int) []byte {
	b = append(b, '[')
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = o.statement(b, rng)
	}
	return append(b, ']')
}

func loadUUID(b []byte, seed uint64) []byte {
	sum := sha256.Sum256(strconv.AppendUint(nil, seed, 10))
	return fmt.Appendf(b, "%08x-%04x-4%03x-8%03x-%012x", sum[:4], sum[4:6], uint(sum[6])<<4|uint(sum[7])&15, uint(sum[8])<<4|uint(sum[9])&15, sum[10:16])
}

func (o *lrsLoad) statement(b []byte, rng *rand.Rand) []byte {
	brick, actor := rng.IntN(o.bricks), rng.IntN(o.actors)
	verb := loadVerbs[rng.IntN(len(loadVerbs))]
	b = fmt.Appendf(b, `{"id":"%08x-%04x-4%03x-8%03x-%012x","actor":{"objectType":"Agent","account":{"homePage":"https://lms.exemple.fr/pseudo/2026","name":"p%07d"}},`,
		rng.Uint32(), rng.Uint32()&0xffff, rng.Uint32()&0xfff, rng.Uint32()&0xfff, rng.Uint64()&0xffffffffffff, actor)
	b = fmt.Appendf(b, `"verb":{"id":"%s","display":{"fr":"verbe","en":"verb"}},"object":{"objectType":"Activity","id":"https://exemple.fr/briques/%d","definition":{"type":"https://forge.apps.education.fr/eafc/briques/xapi/profile/brick","name":{"fr":"Brique de formation numéro %d"},"description":{"fr":"Une brique inventée pour mesurer l'entrepôt ; son texte a la longueur d'un texte ordinaire."}}},`,
		verb, brick, brick)
	b = fmt.Appendf(b, `"result":{"completion":true,"success":%t,"duration":"PT%dM%d.%02dS","score":{"scaled":0.%02d,"raw":%d,"min":0,"max":20},"extensions":{"https://exemple.fr/ext/progression":0.%03d}},`,
		brick%2 == 0, rng.IntN(60), rng.IntN(60), rng.IntN(100), rng.IntN(100), rng.IntN(20), rng.IntN(1000))
	b = append(b, `"context":{"registration":"`...)
	b = loadUUID(b, uint64(actor*50+brick%50))
	b = fmt.Appendf(b, `","platform":"Plateforme d'exemple","language":"fr-FR","contextActivities":{"parent":[{"id":"https://exemple.fr/parcours/%d"}],"category":[{"id":"https://forge.apps.education.fr/eafc/briques/xapi/profile/v1.0.0"}]},"extensions":{"https://exemple.fr/ext/session":"%x"}},"timestamp":"2026-11-%02dT%02d:%02d:%02d.%03dZ"}`,
		brick%200, rng.Uint64(), 1+rng.IntN(20), rng.IntN(24), rng.IntN(60), rng.IntN(60), rng.IntN(1000))
	return b
}

// ask times queries by each filter.
func (o *lrsLoad) ask(ctx context.Context, a *app) error {
	if o.queries == 0 {
		return nil
	}
	rng := rand.New(rand.NewPCG(o.seed, 99))
	filters := []struct {
		name string
		make func() string
	}{
		{"agent", func() string {
			return "agent=" + url.QueryEscape(fmt.Sprintf(`{"account":{"homePage":"https://lms.exemple.fr/pseudo/2026","name":"p%07d"}}`, rng.IntN(o.actors)))
		}},
		{"verb", func() string { return "verb=" + url.QueryEscape(loadVerbs[rng.IntN(len(loadVerbs))]) }},
		{"activity", func() string { return fmt.Sprintf("activity=https://exemple.fr/briques/%d", rng.IntN(o.bricks)) }},
		{"registration", func() string {
			return "registration=" + string(loadUUID(nil, uint64(rng.IntN(o.actors)*50+rng.IntN(50))))
		}},
		{"related_activities", func() string {
			return fmt.Sprintf("related_activities=true&activity=https://exemple.fr/parcours/%d", rng.IntN(200))
		}},
		{"agent+verb", func() string {
			return "verb=" + url.QueryEscape(loadVerbs[rng.IntN(len(loadVerbs))]) + "&agent=" + url.QueryEscape(fmt.Sprintf(`{"account":{"homePage":"https://lms.exemple.fr/pseudo/2026","name":"p%07d"}}`, rng.IntN(o.actors)))
		}},
	}
	for _, f := range filters {
		var times []time.Duration
		for range o.queries {
			r, err := o.request(ctx, http.MethodGet, fmt.Sprintf("%s/statements?limit=%d&%s", o.to, o.limit, f.make()), nil)
			if err != nil {
				return err
			}
			began := time.Now()
			status, err := o.do(r)
			if err != nil {
				return exitWith(exitUnreadable, "%w", err)
			}
			if status != http.StatusOK {
				return exitWith(exitInvalid, "GET : %d", status)
			}
			times = append(times, time.Since(began))
		}
		sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
		fmt.Fprintf(a.out, "%-20s p50 %s, p95 %s, p99 %s\n", f.name, at(times, 50), at(times, 95), at(times, 99))
	}
	return nil
}
