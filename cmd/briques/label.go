// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// exitUndetermined says that nothing is wrong but nothing is settled either:
// an undetermined report, a credential that cannot be verified here.
const exitUndetermined = 6

func newLabelCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "label",
		Short: a.text("Évaluer, décider, délivrer et vérifier un label de parcours", "Evaluate, decide, issue and verify a pathway label"),
		Long: a.text(`Un profil se nomme par un fichier JSON ou par son nom s'il est livré
(ih2ef-proposition, rnq-2019-565, eqavet-10, qualeduc-cycle,
igesr-qualite-interne, territorial-exemple). Aucun n'est officiel.

Codes de sortie : 0 conforme ou valide, 1 non conforme ou invalide, 2 usage,
3 illisible, 6 indéterminé ou non vérifiable ici.`,
			`A profile is named by a JSON file, or by its name if it is shipped
(ih2ef-proposition, rnq-2019-565, eqavet-10, qualeduc-cycle,
igesr-qualite-interne, territorial-exemple). None is official.

Exit codes: 0 conform or valid, 1 not conform or invalid, 2 usage,
3 unreadable, 6 undetermined or not verifiable here.`),
		Example: `  briques label evaluate catalogue.json https://exemple.fr/parcours/pilotage@1.0.0 --framework crcn -o rapport.json
  briques label explain rapport.json
  briques label decide rapport.json --verdict conform --by IH2EF --role "commission du label" --on 2027-03-01 --override "C2=true:convention vue" -o decision.json
  briques label issue rapport.json decision.json --key cle.jwk --issuer https://label.exemple.fr/issuer --issuer-name "Institut" -o label.jwt
  briques label verify label.jwt --jwks jwks.json --issuer https://label.exemple.fr/issuer`,
	}
	cmd.AddCommand(
		newLabelFactsCmd(a), newLabelEvaluateCmd(a), newLabelExplainCmd(a), newLabelDecideCmd(a), newLabelCompareCmd(a), newLabelDocCmd(a),
		newLabelKeygenCmd(a), newLabelIssueCmd(a), newLabelVerifyCmd(a), newLabelRevokeCmd(a), newLabelServeCmd(a),
	)
	return cmd
}

// refuse prints issues and returns the exit error of errors; nil when there
// is none.
func (a *app) refuse(src source, is issue.Issues) error {
	a.printIssues(a.err, src, is)
	if code := exitOf(is); code != exitOK {
		return exitWith(code, "")
	}
	return nil
}

// openProfile reads a shipped profile or a file.
func (a *app) openProfile(arg string) (*label.Profile, error) {
	if p, ok := label.OpenProfile(arg); ok {
		return p, nil
	}
	data, err := a.readDocument(arg)
	if err != nil {
		return nil, err
	}
	p, is := label.DecodeProfile(data)
	return p, a.refuse(source{arg, data}, is)
}

// profileOf opens the profile that a report was made with: the one named, or
// the shipped one of the same digest.
func (a *app) profileOf(r *label.Report, arg string) (*label.Profile, error) {
	if arg != "" {
		return a.openProfile(arg)
	}
	for _, name := range label.Profiles() {
		if p, ok := label.OpenProfile(name); ok && p.Digest() == r.ProfileDigest {
			return p, nil
		}
	}
	return nil, exitWith(exitUsage, a.text("profil %s %s : donnez --profile", "profile %s %s: give --profile"), r.Profile.ID, r.Profile.Version)
}

func (a *app) openReport(arg string) (*label.Report, error) {
	data, err := a.readDocument(arg)
	if err != nil {
		return nil, err
	}
	r, is := label.DecodeReport(data)
	return r, a.refuse(source{arg, data}, is)
}

func (a *app) openDecision(arg string) (*label.Decision, error) {
	data, err := a.readDocument(arg)
	if err != nil {
		return nil, err
	}
	d, is := label.DecodeDecision(data)
	return d, a.refuse(source{arg, data}, is)
}

// readInto reads a JSON document of the command line strictly into v.
func (a *app) readInto(arg string, v any) error {
	data, err := a.readDocument(arg)
	if err != nil {
		return err
	}
	return a.refuse(source{arg, data}, strictjson.Unmarshal(data, strictjson.Document, strictjson.Limits{}, v))
}

// writeJSON writes v as indented JSON.
func (a *app) writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// oneOf refuses a format that the command does not have.
func (a *app) oneOf(flag, value string, allowed ...string) error {
	for _, s := range allowed {
		if s == value {
			return nil
		}
	}
	return exitWith(exitUsage, "--%s %s : %s", flag, value, strings.Join(allowed, ", "))
}

// verdictExit turns a verdict into the exit code of a command.
func verdictExit(v label.Verdict) error {
	switch v {
	case label.VerdictNotConform:
		return exitWith(exitInvalid, "")
	case label.VerdictUndetermined:
		return exitWith(exitUndetermined, "")
	}
	return nil
}

func newLabelDocCmd(a *app) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:     a.text("doc PROFIL", "doc PROFILE"),
		Short:   a.text("Écrire le vade-mecum d'un profil, depuis ses règles", "Write the vade-mecum of a profile, from its rules"),
		Example: "  briques label doc rnq-2019-565 -o vademecum.md",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := a.openProfile(args[0])
			if err != nil {
				return err
			}
			return a.writeTo(out, []byte(label.Document(p, a.lang)))
		},
	}
	a.outFlag(cmd, writesFile, &out, "output", "o", "", a.text("fichier à écrire", "file to write"))
	return cmd
}

func newLabelCompareCmd(a *app) *cobra.Command {
	var format, mapping, profile string
	var sites bool
	cmd := &cobra.Command{
		Use:   a.text("compare AVANT APRÈS | --sites NOM=RAPPORT…", "compare BEFORE AFTER | --sites NAME=REPORT…"),
		Short: a.text("Comparer deux rapports, ou ajouter ceux de plusieurs sites", "Compare two reports, or add up those of several sites"),
		Long: a.text(`Deux versions d'une grille ne se comparent qu'avec une correspondance
({"ancienne règle": "nouvelle règle"}) : LABEL-009 sinon. Avec --sites, les
rapports de plusieurs académies s'ajoutent règle par règle, sans note unique.`,
			`Two versions of a grid are compared only with a mapping
({"old rule": "new rule"}): else LABEL-009. With --sites, the reports of
several academies are added rule by rule, without a single score.`),
		Example: `  briques label compare rapport-2026.json rapport-2027.json
  briques label compare --sites --profile qualeduc-cycle lyon=a.json lille=b.json`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			var m label.Mapping
			if mapping != "" {
				if err := a.readInto(mapping, &m); err != nil {
					return err
				}
			}
			if sites {
				return a.addSites(args, profile, format, m)
			}
			if len(args) != 2 {
				return a.usageError("deux rapports attendus", "two reports expected")
			}
			before, err := a.openReport(args[0])
			if err != nil {
				return err
			}
			after, err := a.openReport(args[1])
			if err != nil {
				return err
			}
			c, is := label.Compare(before, after, m)
			if err := a.refuse(source{name: args[1]}, is); err != nil {
				return err
			}
			if format == "json" {
				return a.writeJSON(a.out, c)
			}
			fmt.Fprintf(a.out, "%s → %s\n", label.Word(c.VerdictFrom, a.lang), label.Word(c.VerdictTo, a.lang))
			for _, ch := range c.Changes {
				fmt.Fprintf(a.out, "%-12s %s : %s → %s\n", ch.Rule, label.Word(ch.Kind, a.lang), label.Word(ch.From, a.lang), label.Word(ch.To, a.lang))
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", "text", "text, json")
	f.StringVar(&mapping, "mapping", "", a.text("correspondance des règles (JSON)", "mapping of rules (JSON)"))
	f.BoolVar(&sites, "sites", false, a.text("ajouter les rapports de plusieurs sites", "add up the reports of several sites"))
	f.StringVar(&profile, "profile", "", a.text("grille des sites", "grid of the sites"))
	return cmd
}

// addSites aggregates NAME=REPORT arguments.
func (a *app) addSites(args []string, profile, format string, m label.Mapping) error {
	var sites []label.SiteReport
	mappings := map[string]label.Mapping{}
	for _, arg := range args {
		name, file, ok := strings.Cut(arg, "=")
		if !ok {
			return a.usageError("forme attendue : NOM=RAPPORT", "expected form: NAME=REPORT")
		}
		r, err := a.openReport(file)
		if err != nil {
			return err
		}
		if m != nil {
			mappings[r.Profile.Version] = m
		}
		sites = append(sites, label.SiteReport{Site: name, Report: r})
	}
	p, err := a.profileOf(sites[0].Report, profile)
	if err != nil {
		return err
	}
	s, is := label.Aggregate(p, sites, mappings)
	if err := a.refuse(source{name: "sites"}, is); err != nil {
		return err
	}
	if format == "json" {
		return a.writeJSON(a.out, s)
	}
	for _, v := range s.Verdicts {
		fmt.Fprintf(a.out, "%-20s %s\n", v.Site, label.Word(v.Verdict, a.lang))
	}
	for _, r := range s.Rules {
		fmt.Fprintf(a.out, a.text("%-12s satisfait %d, non satisfait %d, inconnu %d, sans objet %d\n", "%-12s met %d, not met %d, unknown %d, not applicable %d\n"),
			r.Rule, r.True, r.False, r.Unknown, r.Without)
	}
	return nil
}
