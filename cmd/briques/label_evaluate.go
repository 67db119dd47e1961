// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
)

// labelEvaluation is what "label evaluate" is told.
type labelEvaluation struct {
	profile, facts, evidence, pieces, results, out, format, on string
	frameworks, action                                         []string
}

func newLabelEvaluateCmd(a *app) *cobra.Command {
	var o labelEvaluation
	cmd := &cobra.Command{
		Use:   a.text("evaluate CATALOGUE OBJET@VERSION | --facts FAITS", "evaluate CATALOGUE SUBJECT@VERSION | --facts FACTS"),
		Short: a.text("Évaluer une brique ou un parcours contre un profil", "Evaluate a brick or a pathway against a profile"),
		Long: a.text(`Le rapport propose un verdict et donne une raison par constat. Ce qui n'est
pas renseigné est inconnu, jamais non satisfait. Le rapport écrit par -o est
canonique : son SHA-256 est l'empreinte que la décision retient.`,
			`The report proposes a verdict and gives a reason for every finding. What is not
stated is unknown, never not met. The report written by -o is canonical: its
SHA-256 is the digest that the decision keeps.`),
		Example: `  briques label evaluate catalogue.json https://exemple.fr/parcours/pilotage@1.0.0 --framework crcn
  briques label evaluate catalogue.json https://exemple.fr/brique/b1@1.0.0 --profile rnq-2019-565 --action training,training.certifying --evidence pieces.json --pieces dossier/`,
		Args: cobra.RangeArgs(0, 2),
		RunE: func(_ *cobra.Command, args []string) error { return o.run(a, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.profile, "profile", "ih2ef-proposition", a.text("profil livré ou fichier", "shipped profile or file"))
	f.StringArrayVar(&o.frameworks, "framework", nil, a.text("référentiel livré ou fichier (répétable)", "shipped framework or file (repeatable)"))
	f.StringVar(&o.facts, "facts", "", a.text("faits d'un autre système (JSON) au lieu d'un catalogue", "facts of another system (JSON) instead of a catalogue"))
	f.StringVar(&o.evidence, "evidence", "", a.text("fiches des pièces (JSON)", "records of the pieces (JSON)"))
	f.StringVar(&o.pieces, "pieces", "", a.text("dossier des pièces, pour contrôler les empreintes", "folder of the pieces, to check digests"))
	o.subjectFlags(cmd, a)
	f.StringVar(&o.on, "on", "", a.text("jour auquel les pièces doivent valoir (AAAA-MM-JJ)", "day on which the pieces must hold (YYYY-MM-DD)"))
	a.outFlag(cmd, writesFile, &o.out, "output", "o", "", a.text("rapport à écrire (JSON canonique)", "report to write (canonical JSON)"))
	f.StringVar(&o.format, "format", "text", "text, json, html")
	return cmd
}

// subjectFlags are what a catalogue cannot say of a subject.
func (o *labelEvaluation) subjectFlags(cmd *cobra.Command, a *app) {
	f := cmd.Flags()
	f.StringVar(&o.results, "results", "", a.text("résultats observés (JSON)", "observed results (JSON)"))
	f.StringSliceVar(&o.action, "action", nil, a.text("types d'action RNQ : training, training.certifying, training.workStudy, training.workplace, skillsReview, priorLearning, apprenticeship", "RNQ action types: training, training.certifying, training.workStudy, training.workplace, skillsReview, priorLearning, apprenticeship"))
}

func (o *labelEvaluation) run(a *app, args []string) error {
	if err := a.oneOf("format", o.format, "text", "json", "html"); err != nil {
		return err
	}
	p, err := a.openProfile(o.profile)
	if err != nil {
		return err
	}
	var fws []*competency.Framework
	for _, name := range o.frameworks {
		f, _, err := a.loadFramework(name)
		if err != nil {
			return err
		}
		fws = append(fws, f)
	}
	facts, err := o.read(a, args)
	if err != nil {
		return err
	}
	pieces, err := o.evidenceOf(a, p)
	if err != nil {
		return err
	}
	r := label.Evaluate(p, facts, pieces, label.ResolverOf(fws...))
	a.printIssues(a.err, source{name: string(r.Subject.ID)}, r.Remarks())
	if o.out != "" {
		if err := a.writeTo(o.out, r.Encode()); err != nil {
			return err
		}
	}
	switch o.format {
	case "json":
		if o.out == "" {
			err = a.writeTo("", r.Encode())
		}
	case "html":
		err = a.writeTo("", []byte(label.HTML(p, &r, nil, a.lang)))
	default:
		fmt.Fprint(a.out, label.Explain(p, &r, nil, a.lang))
	}
	if err != nil {
		return err
	}
	return verdictExit(r.Proposed)
}

// read returns the facts, from a catalogue or as they were given.
func (o *labelEvaluation) read(a *app, args []string) (label.Value, error) {
	if o.facts != "" {
		data, err := a.readDocument(o.facts)
		if err != nil {
			return label.Value{}, err
		}
		facts, is := label.ParseFacts(data)
		return facts, a.refuse(source{o.facts, data}, is)
	}
	if len(args) != 2 {
		return label.Value{}, a.usageError("donnez un catalogue et un objet, ou --facts", "give a catalogue and a subject, or --facts")
	}
	data, err := a.readDocument(args[0])
	if err != nil {
		return label.Value{}, err
	}
	c, is, err := catalogue.Decode(bytes.NewReader(data))
	if err != nil {
		return label.Value{}, exitWith(exitUnreadable, "%s : %w", args[0], err)
	}
	if err := a.refuse(source{args[0], data}, is); err != nil {
		return label.Value{}, err
	}
	options := label.FactsOptions{Action: o.action}
	if o.results != "" {
		options.Results = new(label.Results)
		if err := a.readInto(o.results, options.Results); err != nil {
			return label.Value{}, err
		}
	}
	facts, ok := label.FactsOf(c, refOf(args[1]), options)
	if !ok {
		return label.Value{}, exitWith(exitInvalid, a.text("%s : ni brique ni parcours de ce catalogue", "%s: neither brick nor pathway of this catalogue"), args[1])
	}
	return facts, nil
}

// refOf reads IRI@VERSION; without a version it is 1.0.0.
func refOf(s string) catalogue.BrickRef {
	if i := strings.LastIndexByte(s, '@'); i > 0 && competency.ValidVersion(s[i+1:]) {
		return catalogue.BrickRef{ID: competency.IRI(s[:i]), Version: s[i+1:]}
	}
	return catalogue.BrickRef{ID: competency.IRI(s), Version: "1.0.0"}
}

// evidenceOf reads the records of pieces and compares their digests with the
// files of the folder.
func (o *labelEvaluation) evidenceOf(a *app, p *label.Profile) ([]label.Evidence, error) {
	if o.evidence == "" {
		return nil, nil
	}
	data, err := a.readDocument(o.evidence)
	if err != nil {
		return nil, err
	}
	src := source{o.evidence, data}
	l, is := label.DecodeEvidence(data)
	if err := a.refuse(src, is); err != nil {
		return nil, err
	}
	is = label.CheckEvidence(p, l.Pieces, competency.Date(o.on))
	if o.pieces != "" {
		have, err := digestsIn(o.pieces)
		if err != nil {
			return nil, exitWith(exitUnreadable, "%s : %w", o.pieces, err)
		}
		is = append(is, label.MissingPieces(l.Pieces, have)...)
	}
	catalogue.Locate(is, data)
	return l.Pieces, a.refuse(src, is)
}

// digestsIn returns the digests of the files of a folder.
func digestsIn(dir string) (map[competency.Digest]bool, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	out := map[competency.Digest]bool{}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		out[label.DigestOf(data)] = true
	}
	return out, nil
}

func newLabelExplainCmd(a *app) *cobra.Command {
	var profile, format, out string
	var gaps bool
	cmd := &cobra.Command{
		Use:     a.text("explain RAPPORT [DÉCISION]", "explain REPORT [DECISION]"),
		Short:   a.text("Dire pourquoi, règle par règle ; ou la fiche d'écart", "Say why, rule by rule; or the gap sheet"),
		Example: "  briques label explain rapport.json decision.json --format html -o rapport.html\n  briques label explain rapport.json --gaps",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.oneOf("format", format, "text", "html", "json"); err != nil {
				return err
			}
			r, err := a.openReport(args[0])
			if err != nil {
				return err
			}
			p, err := a.profileOf(r, profile)
			if err != nil {
				return err
			}
			var d *label.Decision
			if len(args) == 2 {
				if d, err = a.openDecision(args[1]); err != nil {
					return err
				}
				if d.Report != r.Digest() {
					_, is := label.Decide(p, r, *d)
					return a.refuse(source{name: args[1]}, is)
				}
			}
			var text []byte
			switch {
			case gaps && format == "json":
				var b bytes.Buffer
				if err := a.writeJSON(&b, label.Gaps(p, r, a.lang)); err != nil {
					return err
				}
				text = b.Bytes()
			case gaps:
				actions := label.Gaps(p, r, a.lang)
				if d != nil && len(d.Actions) > 0 {
					actions = d.Actions
				}
				text = []byte(label.GapSheet(actions, a.lang))
			case format == "html":
				text = []byte(label.HTML(p, r, d, a.lang))
			case format == "json":
				text = r.Encode()
			default:
				text = []byte(label.Explain(p, r, d, a.lang))
			}
			return a.writeTo(out, text)
		},
	}
	f := cmd.Flags()
	f.StringVar(&profile, "profile", "", a.text("profil, s'il n'est pas livré", "profile, if it is not a shipped one"))
	f.StringVar(&format, "format", "text", "text, html, json")
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier à écrire", "file to write"))
	f.BoolVar(&gaps, "gaps", false, a.text("la fiche d'écart : écart, action, indicateur, échéance, risque", "the gap sheet: gap, action, indicator, due date, risk"))
	return cmd
}

func newLabelDecideCmd(a *app) *cobra.Command {
	var d label.Decision
	var profile, out, actions string
	var verdict, on, from, until, review string
	var overrides []string
	cmd := &cobra.Command{
		Use:   a.text("decide RAPPORT", "decide REPORT"),
		Short: a.text("Prendre la décision d'une autorité nommée sur un rapport", "Take the decision of a named authority on a report"),
		Long: a.text(`S'écarter de la proposition demande une dérogation motivée par règle :
--override "C2=true:convention vue en commission". Le partenaire labellisé ne
décide jamais pour lui-même.`,
			`Departing from the proposal takes a reasoned override for each rule:
--override "C2=true:agreement seen by the board". The labelled partner never
decides for itself.`),
		Example: `  briques label decide rapport.json --verdict conform --by IH2EF --role "commission du label" --on 2027-03-01 --override "C2=true:convention vue" -o decision.json`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := a.openReport(args[0])
			if err != nil {
				return err
			}
			p, err := a.profileOf(r, profile)
			if err != nil {
				return err
			}
			d.Verdict, d.On, d.ValidFrom, d.ValidUntil, d.Review = label.Verdict(verdict), competency.Date(on), competency.Date(from), competency.Date(until), competency.Date(review)
			for _, o := range overrides {
				x, ok := overrideOf(o)
				if !ok {
					return a.usageError("--override RÈGLE=true|false|unknown:MOTIF", "--override RULE=true|false|unknown:REASON")
				}
				d.Overrides = append(d.Overrides, x)
			}
			if actions != "" {
				if err := a.readInto(actions, &d.Actions); err != nil {
					return err
				}
			}
			decided, is := label.Decide(p, r, d)
			if err := a.refuse(source{name: args[0]}, is); err != nil {
				return err
			}
			a.printIssues(a.err, source{name: args[0]}, decided.Watch(decided.On))
			if err := a.writeTo(out, decided.Encode()); err != nil {
				return err
			}
			return verdictExit(decided.Verdict)
		},
	}
	f := cmd.Flags()
	f.StringVar(&profile, "profile", "", a.text("profil, s'il n'est pas livré", "profile, if it is not a shipped one"))
	f.StringVar(&verdict, "verdict", "", "conform, conformWithReserves, undetermined, notConform")
	f.StringVar(&d.By, "by", "", a.text("autorité qui décide", "authority that decides"))
	f.StringVar(&d.Role, "role", "", a.text("qualité dans laquelle elle décide", "quality in which it decides"))
	f.StringVar(&on, "on", "", a.text("date de la décision (AAAA-MM-JJ)", "date of the decision (YYYY-MM-DD)"))
	f.StringVar(&from, "from", "", a.text("premier jour de validité", "first day of validity"))
	f.StringVar(&until, "until", "", a.text("dernier jour de validité", "last day of validity"))
	f.StringVar(&review, "review", "", a.text("date de surveillance", "surveillance date"))
	f.StringArrayVar(&overrides, "override", nil, a.text("dérogation RÈGLE=VALEUR:MOTIF (répétable)", "override RULE=TRUTH:REASON (repeatable)"))
	f.StringVar(&actions, "actions", "", a.text("plan d'action (JSON)", "action plan (JSON)"))
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("décision à écrire (JSON canonique)", "decision to write (canonical JSON)"))
	return cmd
}

// overrideOf reads RULE=TRUTH:REASON.
func overrideOf(s string) (label.Override, bool) {
	rule, rest, ok1 := strings.Cut(s, "=")
	truth, reason, _ := strings.Cut(rest, ":")
	o := label.Override{Rule: rule, Truth: label.Truth(truth), Reason: strings.TrimSpace(reason)}
	return o, ok1 && o.Truth.Valid()
}
