// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// lrsLoad sends made-up statements to a store and times the answers.
type lrsLoad struct {
	to, key, admin            string
	statements, batch, client int
	actors, bricks, queries   int
	limit, from, window       int
	sizes                     []int
	seed                      uint64

	target *loadTarget
}

const loadMost = 5_000_000 // a load is bounded, whatever was typed

func newLRSLoadCmd(a *app) *cobra.Command {
	var o lrsLoad
	cmd := &cobra.Command{
		Use:   "load",
		Short: a.text("Charge un entrepôt de traces inventées et mesure", "Load a store with made-up statements and measure"),
		Example: `  briques lrs load --to http://127.0.0.1:8081/xapi --key eafc:secret --statements 20000 --batch 50 --clients 8
  briques lrs load --to http://127.0.0.1:8081/xapi --key eafc:secret --statements 20000 --batch 1 --clients 64
  briques lrs load --to http://127.0.0.1:8081/xapi --key eafc:secret --admin http://127.0.0.1:9090 \
    --statements 1000000 --batch 50 --clients 8 --report-at 10000,100000,300000,1000000 --queries 300`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), a) },
	}
	f := cmd.Flags()
	f.StringVar(&o.to, "to", "http://127.0.0.1:8081/xapi", a.text("adresse de l'entrepôt", "address of the store"))
	f.StringVar(&o.key, "key", "", a.text("clé utilisateur:motdepasse", "key user:password"))
	f.StringVar(&o.admin, "admin", "", a.text("adresse de l'administration : lit le temps de processeur et la mémoire du serveur", "address of the administration: reads the processor time and memory of the server"))
	f.IntVar(&o.statements, "statements", 10_000, a.text("traces à envoyer", "statements to send"))
	f.IntVar(&o.from, "from", 0, a.text("numéro de la première trace, pour continuer un envoi", "number of the first statement, to go on with a load"))
	f.IntVar(&o.batch, "batch", 50, a.text("traces par requête", "statements in a request"))
	f.IntVar(&o.client, "clients", 8, a.text("clients à la fois", "clients at a time"))
	f.IntVar(&o.actors, "actors", 20_000, a.text("personnes différentes", "different persons"))
	f.IntVar(&o.bricks, "bricks", 2_000, a.text("briques différentes", "different bricks"))
	f.IntVar(&o.queries, "queries", 0, a.text("requêtes par filtre, après l'envoi et à chaque taille", "queries for each filter, after sending and at each size"))
	f.IntVar(&o.limit, "limit", 50, a.text("traces par page demandée", "statements in a page asked for"))
	f.IntSliceVar(&o.sizes, "report-at", nil, a.text("tailles où mesurer, par exemple 10000,100000", "sizes to measure at, such as 10000,100000"))
	f.IntVar(&o.window, "window", 40_000, a.text("traces mesurées avant chaque taille", "statements measured before each size"))
	f.Uint64Var(&o.seed, "seed", 1, a.text("graine", "seed"))
	return cmd
}

func (o *lrsLoad) run(ctx context.Context, a *app) error {
	if err := o.check(a); err != nil {
		return err
	}
	before, err := o.server(ctx)
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	end := o.from + o.statements
	sizes := slices.DeleteFunc(slices.Clone(o.sizes), func(n int) bool { return n <= o.from || n > end })
	slices.Sort(sizes)
	at := o.from
	for _, size := range sizes {
		if at, err = o.measureSize(ctx, a, at, size); err != nil {
			return err
		}
	}
	if at < end {
		if err := o.stretch(ctx, a, at, end); err != nil {
			return err
		}
	}
	if o.statements > 0 {
		if err := o.printServer(ctx, a, before); err != nil {
			return err
		}
	}
	if len(sizes) > 0 && sizes[len(sizes)-1] == end {
		return nil // asked there
	}
	return o.ask(ctx, a)
}

func (o *lrsLoad) check(a *app) error {
	user, password, ok := strings.Cut(o.key, ":")
	if !ok {
		return exitWith(exitUsage, "%s", a.text("--key utilisateur:motdepasse manque", "--key user:password is missing"))
	}
	if o.statements < 0 || o.statements > loadMost || o.batch < 1 || o.client < 1 || o.from < 0 || o.window < 1 || o.actors < 1 || o.bricks < 1 {
		return exitWith(exitUsage, a.text("--statements va de 0 à %d ; --batch, --clients, --window, --actors et --bricks commencent à 1, --from à 0", "--statements goes from 0 to %d; --batch, --clients, --window, --actors and --bricks start at 1, --from at 0"), loadMost)
	}
	u, err := url.Parse(o.to)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return exitWith(exitUsage, a.text("--to %q : une adresse http(s) est attendue", "--to %q: an http(s) address is expected"), o.to)
	}
	o.target = newLoadTarget(u, user, password)
	return nil
}

// stretch sends statements at..end and prints how it went.
func (o *lrsLoad) stretch(ctx context.Context, a *app, at, end int) error {
	r, err := o.send(ctx, at, end)
	if err != nil {
		return exitWith(exitUnreadable, "%w", err)
	}
	fmt.Fprintf(a.out, a.text("%d traces en %.2f s : %.0f traces/s (%d clients, lots de %d) ; réponse p50 %s, p95 %s, p99 %s ; refusées %d\n",
		"%d statements in %.2f s: %.0f statements/s (%d clients, batches of %d); answer p50 %s, p95 %s, p99 %s; refused %d\n"),
		end-at, r.took.Seconds(), float64(end-at)/r.took.Seconds(), o.client, o.batch, percentile(r.times, 50), percentile(r.times, 95), percentile(r.times, 99), r.failed)
	if r.failed > 0 {
		return exitWith(exitInvalid, "")
	}
	return nil
}

// percentile returns one of sorted times.
func percentile(times []time.Duration, percent int) time.Duration {
	if len(times) == 0 {
		return 0
	}
	return times[(len(times)-1)*percent/100].Round(10 * time.Microsecond)
}

func sortTimes(times []time.Duration) {
	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
}
