// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

type planOptions struct {
	framework, catalogue, position, target, sessions string
	budget, maxOnSite                                string
	modalities, publics, statuses                    []string
	include, exclude, done                           []string
	language, from, until                            string
	schedule, tiers, noAlternatives                  bool
	maxBricks, maxNodes                              int
	timeout                                          time.Duration
	proof, verify, format, out                       string
}

func newPlanCmd(a *app) *cobra.Command {
	var o planOptions
	cmd := &cobra.Command{
		Use:     "plan",
		Aliases: []string{"parcours"},
		Short:   a.text("Trouver le parcours de briques le plus court, et le prouver", "Find the shortest pathway of bricks, and prove it"),
		Long: a.text(`Part d'un positionnement (--position), vise un profil (--target) et rend le
parcours de moindre durée, avec la raison de chaque brique et une preuve.

Position et profil sont des fichiers JSON, ou des rangs écrits ainsi :
« EA1@1,EC3@2 ». Le catalogue « exemple » est celui de démonstration.

--proof écrit le parcours et sa preuve complète ; --verify relit un tel fichier
et refait tout le compte, sans le code de la recherche.

Codes de sortie : 0 tout est atteint, 1 un but reste hors d'atteinte ou la
vérification échoue, 2 usage, 3 illisible.`,
			`Starts from a position (--position), aims at a profile (--target) and returns
the pathway of least duration, with the reason of each brick and a proof.

Position and profile are JSON files, or ranks written "EA1@1,EC3@2". The
catalogue "exemple" is the demonstration one.

--proof writes the pathway with its whole proof; --verify reads such a file and
does all the sums again, without the code of the search.

Exit codes: 0 all is reached, 1 a want stays out of reach or the verification
fails, 2 usage, 3 unreadable.`),
		Example: `  briques plan --catalogue exemple --position "EA1@1" --target "EA1@3,EC1@3,EB1@2"
  briques plan --catalogue offre.json --position moi.json --target direction.json --budget 30h --format html -o parcours.html
  briques plan --target "EC3@2,EC1@2" --modality remoteLive,selfPaced --proof preuve.json
  briques plan --target "EC3@2,EC1@2" --modality remoteLive,selfPaced --verify preuve.json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.plan(cmd.Context(), &o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.framework, "framework", "encadrement-exemple", a.text("référentiel : fichier, ou nom d'un référentiel livré", "framework: file, or name of a shipped one"))
	f.StringVar(&o.catalogue, "catalogue", "exemple", a.text("catalogue : fichier, ou « exemple »", `catalogue: file, or "exemple"`))
	f.StringVar(&o.position, "position", "", a.text("où en est la personne : fichier, ou rangs (sans elle : partout à 0)", "where the learner stands: file, or ranks (without it: 0 everywhere)"))
	f.StringVar(&o.target, "target", "", a.text("profil visé : fichier, ou rangs", "target profile: file, or ranks"))
	f.StringVar(&o.sessions, "sessions", "", a.text("sessions : fichier, ou « exemple »", `sessions: file, or "exemple"`))
	f.StringVar(&o.budget, "budget", "", a.text("durée à ne pas dépasser : 30h, 12h30, 90min", "duration not to exceed: 30h, 12h30, 90min"))
	f.StringVar(&o.maxOnSite, "max-on-site", "", a.text("présentiel à ne pas dépasser", "on-site time not to exceed"))
	f.StringSliceVar(&o.modalities, "modality", nil, a.text("modalités permises : onSite, remoteLive, remoteAsync, blended, selfPaced, workplace", "allowed modalities"))
	f.StringSliceVar(&o.publics, "public", nil, a.text("publics", "publics"))
	f.StringSliceVar(&o.statuses, "status", nil, a.text("statuts permis (certified et trialled sinon)", "allowed statuses (else certified and trialled)"))
	f.StringVar(&o.language, "language", "", a.text("langue des briques", "language of the bricks"))
	f.StringVar(&o.from, "from", "", a.text("premier jour possible, AAAA-MM-JJ", "first possible day, YYYY-MM-DD"))
	f.StringVar(&o.until, "until", "", a.text("dernier jour possible", "last possible day"))
	f.BoolVar(&o.schedule, "schedule", false, a.text("choisir des sessions qui ne se chevauchent pas", "choose sessions that do not overlap"))
	f.IntVar(&o.maxBricks, "max-bricks", 0, a.text("nombre de briques à ne pas dépasser", "number of bricks not to exceed"))
	f.StringSliceVar(&o.include, "include", nil, a.text("briques imposées (identifiant ou sa fin)", "bricks to include (id or its end)"))
	f.StringSliceVar(&o.exclude, "exclude", nil, a.text("briques exclues", "bricks to exclude"))
	f.StringSliceVar(&o.done, "done", nil, a.text("briques déjà suivies", "bricks already taken"))
	f.BoolVar(&o.tiers, "tiers", false, a.text("dans le budget, les premiers buts du profil d'abord", "within the budget, the first targets of the profile first"))
	f.BoolVar(&o.noAlternatives, "no-alternatives", false, a.text("sans les autres parcours", "without the other pathways"))
	f.IntVar(&o.maxNodes, "max-nodes", 0, a.text("limite de la recherche (200 000)", "limit of the search (200,000)"))
	f.DurationVar(&o.timeout, "timeout", 0, a.text("délai : au-delà, le meilleur parcours trouvé et sa borne", "deadline: then the best pathway found and its bound"))
	a.outFlag(cmd, writesFile, &o.proof, "proof", "", "", a.text("écrire le parcours et sa preuve complète dans ce fichier", "write the pathway and its whole proof to this file"))
	f.StringVar(&o.verify, "verify", "", a.text("vérifier le parcours de ce fichier au lieu d'en chercher un", "verify the pathway of this file instead of finding one"))
	f.StringVar(&o.format, "format", "text", a.text("text, json ou html", "text, json or html"))
	a.outFlag(cmd, writesFile, &o.out, "output", "o", "", a.text("fichier de sortie", "output file"))
	return cmd
}

// planned is everything a report of a plan speaks of.
type planned struct {
	problem      planner.Problem
	framework    *competency.Framework
	result       planner.Result
	alternatives []planner.Alternative
	kept         int
	issues       issue.Issues
}

func (a *app) plan(ctx context.Context, o *planOptions) error {
	if o.format != "text" && o.format != "json" && o.format != "html" {
		return a.usageError("--format : text, json ou html", "--format: text, json or html")
	}
	if o.target == "" {
		return a.usageError("--target est nécessaire : un fichier de profil, ou des rangs comme « EA1@3,EC1@2 »", `--target is needed: a profile file, or ranks like "EA1@3,EC1@2"`)
	}
	run := &planned{}
	if err := a.planProblem(o, run); err != nil {
		return err
	}
	if o.verify != "" {
		return a.verifyPlan(o, run)
	}
	if o.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.timeout)
		defer cancel()
	}
	opts := planner.Options{MaxNodes: o.maxNodes, ProofTree: o.proof != "", Stop: func() bool { return ctx.Err() != nil }}
	var is issue.Issues
	if o.tiers {
		run.result, run.kept, is = planner.PlanTiers(run.problem, opts)
	} else {
		run.result, is = planner.Plan(run.problem, opts)
		run.kept = len(run.problem.Want)
	}
	run.issues = append(run.issues, is...)
	if !o.noAlternatives && o.format != "json" && run.kept == len(run.problem.Want) {
		opts.ProofTree = false
		if opts.MaxNodes == 0 && run.problem.Constraints.Schedule {
			opts.MaxNodes = 5000 // a dozen plans with timetables: good ones will do
		}
		run.alternatives = planner.Alternatives(run.problem, run.result, opts)
	}
	if err := a.writeProof(o.proof, run); err != nil {
		return err
	}
	if err := a.reportPlan(o, run); err != nil {
		return err
	}
	if !run.result.Feasible() || run.issues.HasErrors() {
		return exitWith(exitInvalid, "")
	}
	return nil
}

func (a *app) writeProof(path string, run *planned) error {
	if path == "" {
		return nil
	}
	w, done, err := a.output(path)
	if err != nil {
		return err
	}
	if err := run.result.Encode(w); err != nil {
		return err
	}
	run.result.Proof.Tree = nil // reports carry the root prices only
	return done()
}

func (a *app) reportPlan(o *planOptions, run *planned) error {
	w, done, err := a.output(o.out)
	if err != nil {
		return err
	}
	switch o.format {
	case "json":
		for _, i := range run.issues.In(a.lang) {
			io.WriteString(a.err, i.Error()+"\n")
		}
		err = run.result.Encode(w)
	case "html":
		err = planHTML(w, a.planPage(run))
	default:
		err = planText(w, a.planPage(run))
	}
	if err != nil {
		return err
	}
	return done()
}

// verifyPlan reads a plan and judges it.
func (a *app) verifyPlan(o *planOptions, run *planned) error {
	f, err := os.Open(o.verify)
	if err != nil {
		return exitWith(exitUnreadable, a.text("%s : lecture impossible : %w", "%s: cannot be read: %w"), o.verify, err)
	}
	defer f.Close()
	r, is, err := planner.Decode(f)
	if err != nil {
		return exitWith(exitUnreadable, "%s: %w", o.verify, err)
	}
	if is.HasErrors() {
		a.printIssues(a.err, source{name: o.verify}, is)
		return exitWith(exitOf(is), "")
	}
	is = planner.VerifyPathway(run.problem, *r)
	a.printIssues(a.out, source{name: o.verify}, is)
	if is.HasErrors() {
		io.WriteString(a.out, o.verify+a.text(" : refusé.\n", ": refused.\n"))
		return exitWith(exitInvalid, "")
	}
	io.WriteString(a.out, o.verify+a.text(" : vérifié. ", ": verified. ")+a.proofLine(r)+"\n")
	if r.Proof.Kind == planner.ProofOptimal && r.Proof.Tree == nil {
		io.WriteString(a.out, a.text("L'optimum est annoncé sans l'arbre de preuve : seule la borne des prix est vérifiée.\n",
			"The optimum is claimed without the proof tree: only the bound of the prices is verified.\n"))
	}
	return nil
}

// proofLine says in one sentence what is proved.
func (a *app) proofLine(r *planner.Result) string {
	switch r.Proof.Kind {
	case planner.ProofOptimal:
		if len(r.Steps) == 0 {
			return a.text("Il n'y a rien à suivre.", "There is nothing to take.")
		}
		return a.text("Optimum prouvé : aucun autre parcours ne demande moins de temps.", "Proved optimal: no other pathway takes less time.")
	case planner.ProofBounded:
		return a.text("Non prouvé optimal : au plus ", "Not proved optimal: at most ") + duration(r.Gap()) + a.text(" de plus que le minimum (au moins ", " above the minimum (at least ") +
			duration(r.Proof.LowerBound) + a.text(" sont nécessaires).", " are needed).")
	case planner.ProofUnknown:
		return a.text("La recherche s'est arrêtée avant de trouver un parcours.", "The search stopped before it found a pathway.")
	}
	return a.text("Aucun parcours ne respecte les contraintes.", "No pathway meets the constraints.")
}

// duration writes minutes as people say them: 2 h 30, 45 min.
func duration(m catalogue.Minutes) string {
	h, rest := int64(m)/60, int64(m)%60
	switch {
	case h == 0:
		return itoa(rest) + "\u00a0min"
	case rest == 0:
		return itoa(h) + "\u00a0h"
	}
	minutes := itoa(rest)
	if rest < 10 {
		minutes = "0" + minutes
	}
	return itoa(h) + "\u00a0h\u00a0" + minutes
}

func itoa(n int64) string {
	s := ""
	for {
		s = string(rune('0'+n%10)) + s
		if n /= 10; n == 0 {
			return s
		}
	}
}

// parseDuration reads 30h, 12h30, 1 h 05, 90min or 90.
func parseDuration(s string) (catalogue.Minutes, bool) {
	s = strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), "\u00a0", ""))
	number := func(s string) (catalogue.Minutes, bool) {
		if s == "" || len(s) > 6 {
			return 0, false
		}
		n := catalogue.Minutes(0)
		for _, c := range s {
			if c < '0' || c > '9' {
				return 0, false
			}
			n = n*10 + catalogue.Minutes(c-'0')
		}
		return n, true
	}
	if h, m, ok := strings.Cut(s, "h"); ok {
		hours, ok1 := number(h)
		minutes, ok2 := number(strings.TrimSuffix(strings.TrimSuffix(m, "in"), "m"))
		if m == "" {
			minutes, ok2 = 0, true
		}
		return hours*60 + minutes, ok1 && ok2
	}
	return number(strings.TrimSuffix(strings.TrimSuffix(s, "in"), "m"))
}
