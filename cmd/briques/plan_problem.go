// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/catalogue/planner"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// planProblem reads every document that the options name.
func (a *app) planProblem(o *planOptions, run *planned) error {
	var err error
	if run.framework, _, err = a.loadFramework(o.framework); err != nil {
		return err
	}
	c, err := a.loadCatalogue(o.catalogue)
	if err != nil {
		return err
	}
	pos, err := a.loadPosition(o.position, run.framework)
	if err != nil {
		return err
	}
	profile, err := a.loadProfile(o.target, run.framework)
	if err != nil {
		return err
	}
	run.problem, run.issues = planner.FromGaps(*pos, positioning.GapsOf(*pos, *profile))
	if o.position == "" {
		run.issues = nil // without a position everything starts at 0, as the help says
	}
	run.problem.Catalogue = c
	if run.problem.Sessions, err = a.loadSessions(o); err != nil {
		return err
	}
	return a.planConstraints(o, run)
}

func (a *app) planConstraints(o *planOptions, run *planned) error {
	k := &run.problem.Constraints
	for _, d := range []struct {
		flag, value string
		set         func(catalogue.Minutes)
	}{
		{"--budget", o.budget, func(m catalogue.Minutes) { k.MaxMinutes = m }},
		{"--max-on-site", o.maxOnSite, func(m catalogue.Minutes) { k.MaxOnSite = &m }},
	} {
		if d.value == "" {
			continue
		}
		m, ok := parseDuration(d.value)
		if !ok {
			return a.usageError(d.flag+" : une durée comme 30h, 12h30 ou 90min", d.flag+": a duration like 30h, 12h30 or 90min")
		}
		d.set(m)
	}
	for _, m := range o.modalities {
		if !catalogue.Modality(m).Valid() {
			return a.usageError("--modality : onSite, remoteLive, remoteAsync, blended, selfPaced ou workplace", "--modality: onSite, remoteLive, remoteAsync, blended, selfPaced or workplace")
		}
		k.Modalities = append(k.Modalities, catalogue.Modality(m))
	}
	for _, s := range o.statuses {
		if !catalogue.Status(s).Valid() {
			return a.usageError("--status : incubating, trialled, certified ou withdrawn", "--status: incubating, trialled, certified or withdrawn")
		}
		k.Statuses = append(k.Statuses, catalogue.Status(s))
	}
	k.Publics, k.Language, k.Schedule, k.MaxBricks = o.publics, o.language, o.schedule, o.maxBricks
	k.From, k.Until = competency.Date(o.from), competency.Date(o.until)
	if k.From != "" && !k.From.Valid() || k.Until != "" && !k.Until.Valid() {
		return a.usageError("--from et --until : un jour AAAA-MM-JJ", "--from and --until: a day YYYY-MM-DD")
	}
	var err error
	if k.Include, err = a.namedBricks(run.problem.Catalogue, o.include); err != nil {
		return err
	}
	if k.Exclude, err = a.namedBricks(run.problem.Catalogue, o.exclude); err != nil {
		return err
	}
	run.problem.Done, err = a.namedBricks(run.problem.Catalogue, o.done)
	return err
}

// namedBricks finds bricks by ID or by the end of it.
func (a *app) namedBricks(c *catalogue.Catalogue, names []string) ([]catalogue.BrickRef, error) {
	var out []catalogue.BrickRef
	for _, n := range names {
		var best *catalogue.Brick
		for i := range c.Bricks {
			b := &c.Bricks[i]
			if string(b.ID) != n && !strings.HasSuffix(string(b.ID), "/"+n) {
				continue
			}
			if best == nil || competency.CompareVersions(b.Version, best.Version) > 0 {
				best = b
			}
		}
		if best == nil {
			return nil, exitWith(exitUsage, a.text("brique inconnue du catalogue : %s", "brick not in the catalogue: %s"), n)
		}
		out = append(out, best.Ref())
	}
	return out, nil
}

// loadCatalogue reads a catalogue that must be readable; "exemple" is the
// demonstration one.
func (a *app) loadCatalogue(arg string) (*catalogue.Catalogue, error) {
	if arg == "exemple" {
		return demo.Catalogue(), nil
	}
	data, err := a.readDocument(arg)
	if err != nil {
		return nil, err
	}
	c, is := catalogue.Parse[catalogue.Catalogue](data, nil)
	if is.HasErrors() {
		a.printIssues(a.err, source{arg, data}, is)
		return nil, exitWith(exitOf(is), "")
	}
	return c, nil
}

func (a *app) loadSessions(o *planOptions) ([]catalogue.Session, error) {
	switch {
	case o.sessions == "exemple":
		return demo.Sessions(), nil
	case o.sessions == "":
		return nil, nil
	}
	data, err := a.readDocument(o.sessions)
	if err != nil {
		return nil, err
	}
	s, is := catalogue.Parse[[]catalogue.Session](data, nil)
	if is.HasErrors() {
		a.printIssues(a.err, source{o.sessions, data}, is)
		return nil, exitWith(exitOf(is), "")
	}
	return *s, nil
}

// ranks reads "EA1@1,EC3@2"; ok is false when s does not look like that.
func (a *app) ranks(s string, f *competency.Framework) (out []positioning.Target, ok bool, err error) {
	if !strings.Contains(s, "@") || strings.ContainsAny(s, "/\\{") {
		return nil, false, nil
	}
	for _, part := range strings.Split(s, ",") {
		code, rank, _ := strings.Cut(strings.TrimSpace(part), "@")
		it, found := f.ByCode(code)
		n, bad := strconv.Atoi(rank)
		if !found || bad != nil || n < 0 {
			return nil, true, exitWith(exitUsage, a.text("« %s » : un code du référentiel et un rang, comme EA1@2", `"%s": a code of the framework and a rank, like EA1@2`), part)
		}
		if scale, graded := f.ScaleOf(it); !graded || n > scale.Top() {
			return nil, true, exitWith(exitUsage, a.text("« %s » : ce rang n'existe pas", `"%s": there is no such rank`), part)
		}
		out = append(out, positioning.Target{Item: f.Ref(it.ID), Rank: n})
	}
	return out, true, nil
}

func (a *app) loadPosition(arg string, f *competency.Framework) (*competency.Position, error) {
	pos := &competency.Position{Framework: f.URI, Version: f.Version}
	if arg == "" {
		return pos, nil
	}
	ranks, ok, err := a.ranks(arg, f)
	if err != nil {
		return nil, err
	}
	if ok {
		for _, r := range ranks {
			pos.Claims = append(pos.Claims, competency.Claim{Item: r.Item, Rank: r.Rank, Basis: competency.BasisSelfDeclared})
		}
		return pos, nil
	}
	data, err := a.readDocument(arg)
	if err != nil {
		return nil, err
	}
	read, is, err := competency.DecodePosition(bytes.NewReader(data))
	return read, a.unusable(arg, data, is, err)
}

func (a *app) loadProfile(arg string, f *competency.Framework) (*positioning.Profile, error) {
	ranks, ok, err := a.ranks(arg, f)
	if err != nil {
		return nil, err
	}
	if ok {
		return &positioning.Profile{Targets: ranks}, nil
	}
	data, err := a.readDocument(arg)
	if err != nil {
		return nil, err
	}
	read, is, err := positioning.DecodeProfile(bytes.NewReader(data))
	return read, a.unusable(arg, data, is, err)
}

// unusable prints the faults of a document and returns the error that ends
// the command; nil when there are none.
func (a *app) unusable(name string, data []byte, is issue.Issues, err error) error {
	if err != nil {
		return exitWith(exitUnreadable, "%s: %w", name, err)
	}
	if is.HasErrors() {
		a.printIssues(a.err, source{name, data}, is)
		return exitWith(exitOf(is), "")
	}
	return nil
}
