// SPDX-License-Identifier: Apache-2.0

package label

import (
	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/internal/jsontree"
)

// The Bind methods name the members of each document once, for its decoder
// and its encoder.

// Bind describes p.
func (p *Profile) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "$schema", &p.Schema, jsontree.May)
	jsontree.Str(b, "id", &p.ID, jsontree.Need)
	jsontree.Str(b, "version", &p.Version, jsontree.Need)
	jsontree.Words(b, "title", &p.Title, jsontree.Need)
	jsontree.Words(b, "notice", &p.Notice, jsontree.May)
	b.Flag("official", &p.Official, jsontree.Need)
	jsontree.Many(b, "sources", &p.Sources, jsontree.May)
	jsontree.Many(b, "criteria", &p.Criteria, jsontree.Need)
	jsontree.Many(b, "rules", &p.Rules, jsontree.Need)
	jsontree.One(b, "policy", &p.Policy, jsontree.Need)
	jsontree.Num(b, "validMonths", &p.ValidMonths, jsontree.Need)
	jsontree.Pos(b, "reviewMonths", &p.ReviewMonths)
}

// Bind describes s.
func (s *Source) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "title", &s.Title, jsontree.Need)
	jsontree.Str(b, "reference", &s.Reference, jsontree.May)
	jsontree.Str(b, "uri", &s.URI, jsontree.May)
	jsontree.Str(b, "verifiedOn", &s.VerifiedOn, jsontree.May)
}

// Bind describes c.
func (c *Criterion) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "id", &c.ID, jsontree.Need)
	jsontree.Words(b, "title", &c.Title, jsontree.Need)
}

// Bind describes r.
func (r *Rule) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "id", &r.ID, jsontree.Need)
	jsontree.Str(b, "criterion", &r.Criterion, jsontree.Need)
	jsontree.Words(b, "title", &r.Title, jsontree.Need)
	jsontree.Words(b, "action", &r.Action, jsontree.May)
	jsontree.Str(b, "severity", &r.Severity, jsontree.Need)
	jsontree.Str(b, "mode", &r.Mode, jsontree.Need)
	jsontree.Opt(b, "applies", &r.Applies)
	jsontree.Opt(b, "when", &r.When)
	jsontree.Pos(b, "minEvidence", &r.MinEvidence)
	jsontree.Strs(b, "refs", &r.Refs, jsontree.May)
}

// Bind describes e.
func (e *Expr) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "op", &e.Op, jsontree.Need)
	jsontree.Loose(b, "path", &e.Path)
	b.Any("value", &e.Value)
	jsontree.Many(b, "args", &e.Args, jsontree.May)
}

// Bind describes p.
func (p *Policy) Bind(b *jsontree.Binder) {
	jsontree.Pos(b, "minorsPerMajor", &p.MinorsPerMajor)
	jsontree.Pos(b, "maxMinor", &p.MaxMinor)
}

// Bind describes r.
func (r *ProfileRef) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "id", &r.ID, jsontree.Need)
	jsontree.Str(b, "version", &r.Version, jsontree.Need)
}

// Bind describes l.
func (l *EvidenceList) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "$schema", &l.Schema, jsontree.May)
	jsontree.Many(b, "pieces", &l.Pieces, jsontree.Need)
}

// Bind describes e.
func (e *Evidence) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "id", &e.ID, jsontree.Need)
	jsontree.Str(b, "title", &e.Title, jsontree.Need)
	jsontree.Str(b, "mediaType", &e.MediaType, jsontree.May)
	jsontree.Str(b, "sha256", &e.SHA256, jsontree.Need)
	jsontree.Str(b, "uri", &e.URI, jsontree.May)
	jsontree.Str(b, "byRole", &e.ByRole, jsontree.May)
	jsontree.Str(b, "on", &e.On, jsontree.Need)
	jsontree.Str(b, "until", &e.Until, jsontree.May)
	jsontree.Strs(b, "supports", &e.Supports, jsontree.Need)
}

// brickRef binds a catalogue.BrickRef.
type brickRef catalogue.BrickRef

// Bind describes r.
func (r *brickRef) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "id", &r.ID, jsontree.Need)
	jsontree.Str(b, "version", &r.Version, jsontree.Need)
}

// Bind describes r.
func (r *Report) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "$schema", &r.Schema, jsontree.May)
	jsontree.One(b, "profile", &r.Profile, jsontree.Need)
	jsontree.Str(b, "profileDigest", &r.ProfileDigest, jsontree.Need)
	jsontree.Words(b, "notice", &r.Notice, jsontree.May)
	jsontree.One(b, "subject", (*brickRef)(&r.Subject), jsontree.Need)
	jsontree.Str(b, "subjectTitle", &r.SubjectTitle, jsontree.May)
	jsontree.Str(b, "subjectDigest", &r.SubjectDigest, jsontree.Need)
	jsontree.Strs(b, "partners", &r.Partners, jsontree.May)
	jsontree.Many(b, "findings", &r.Findings, jsontree.Need)
	jsontree.Many(b, "evidence", &r.Evidence, jsontree.May)
	jsontree.One(b, "coverage", &r.Coverage, jsontree.Need)
	jsontree.Str(b, "proposed", &r.Proposed, jsontree.Need)
	jsontree.Str(b, "engine", &r.Engine, jsontree.Need)
}

// Bind describes f.
func (f *Finding) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "rule", &f.Rule, jsontree.Need)
	jsontree.Str(b, "severity", &f.Severity, jsontree.Need)
	jsontree.Str(b, "applies", &f.Applies, jsontree.Need)
	jsontree.Str(b, "truth", &f.Truth, jsontree.Need)
	jsontree.Many(b, "because", &f.Because, jsontree.Need)
	jsontree.Strs(b, "evidence", &f.Evidence, jsontree.May)
	jsontree.Str(b, "origin", &f.Origin, jsontree.Need)
}

// Bind describes r.
func (r *Reason) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "path", &r.Path, jsontree.Need)
	jsontree.Str(b, "expected", &r.Expected, jsontree.Need)
	jsontree.Str(b, "got", &r.Got, jsontree.Need)
	jsontree.Str(b, "truth", &r.Truth, jsontree.Need)
}

// Bind describes c.
func (c *Coverage) Bind(b *jsontree.Binder) {
	jsontree.Num(b, "applicable", &c.Applicable, jsontree.Need)
	jsontree.Num(b, "true", &c.True, jsontree.Need)
	jsontree.Num(b, "false", &c.False, jsontree.Need)
	jsontree.Num(b, "unknown", &c.Unknown, jsontree.Need)
	jsontree.Num(b, "pieces", &c.Pieces, jsontree.Need)
}

// Bind describes d.
func (d *Decision) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "$schema", &d.Schema, jsontree.May)
	jsontree.Str(b, "report", &d.Report, jsontree.Need)
	jsontree.One(b, "profile", &d.Profile, jsontree.Need)
	jsontree.Str(b, "verdict", &d.Verdict, jsontree.Need)
	jsontree.Str(b, "by", &d.By, jsontree.Need)
	jsontree.Str(b, "role", &d.Role, jsontree.Need)
	jsontree.Str(b, "on", &d.On, jsontree.Need)
	jsontree.Str(b, "validFrom", &d.ValidFrom, jsontree.May)
	jsontree.Str(b, "validUntil", &d.ValidUntil, jsontree.May)
	jsontree.Str(b, "review", &d.Review, jsontree.May)
	jsontree.Many(b, "overrides", &d.Overrides, jsontree.May)
	jsontree.Many(b, "actions", &d.Actions, jsontree.May)
	jsontree.Opt(b, "revoked", &d.Revoked)
}

// Bind describes o.
func (o *Override) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "rule", &o.Rule, jsontree.Need)
	jsontree.Str(b, "truth", &o.Truth, jsontree.Need)
	jsontree.Str(b, "reason", &o.Reason, jsontree.Need)
}

// Bind describes a.
func (a *Action) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "rule", &a.Rule, jsontree.Need)
	jsontree.Str(b, "gap", &a.Gap, jsontree.Need)
	jsontree.Str(b, "what", &a.What, jsontree.May)
	jsontree.Str(b, "indicator", &a.Indicator, jsontree.May)
	jsontree.Str(b, "due", &a.Due, jsontree.May)
	jsontree.Str(b, "risk", &a.Risk, jsontree.May)
}

// Bind describes r.
func (r *Revocation) Bind(b *jsontree.Binder) {
	jsontree.Str(b, "on", &r.On, jsontree.Need)
	jsontree.Str(b, "by", &r.By, jsontree.Need)
	jsontree.Str(b, "reason", &r.Reason, jsontree.Need)
}
