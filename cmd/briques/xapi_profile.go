// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

func newXAPIProfileCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "profile",
		Short:   a.text("Vérifier un profil xAPI, et des traces selon lui", "Check an xAPI profile, and statements by it"),
		Example: "  briques xapi profile check eafc traces.ndjson",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newXAPIProfileCheckCmd(a), newXAPIProfileShowCmd(a))
	return cmd
}

func newXAPIProfileCheckCmd(a *app) *cobra.Command {
	var mode, version string
	cmd := &cobra.Command{
		Use:   "check PROFILE [STATEMENTS…]",
		Short: a.text("Vérifier un profil, puis des traces selon lui", "Check a profile, then statements by it"),
		Long: a.text("PROFILE est un fichier JSON-LD, ou eafc. Une trace qu'aucun gabarit ne concerne est admise.\nCodes : 0 tout va ; 1 fautes ; 3 illisible.",
			"PROFILE is a JSON-LD file, or eafc. A statement that no template concerns is accepted.\nCodes: 0 all right; 1 faults; 3 unreadable."),
		Example: "  briques xapi profile check mon-profil.jsonld\n  briques xapi profile check eafc traces.ndjson",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			v, err := a.xapiVersion(version)
			if err != nil {
				return err
			}
			if !profile.Mode(mode).Valid() {
				return a.usageError("--mode : all ou any", "--mode: all or any")
			}
			data := profile.EAFCDocument()
			if args[0] != "eafc" {
				if data, err = a.readProfile(args[0]); err != nil {
					return err
				}
			}
			p, is := profile.Load(bytes.NewReader(data))
			a.printIssues(a.err, source{args[0], data}, is)
			if p != nil {
				fmt.Fprintf(a.out, a.text("%s : %d concept(s), %d gabarit(s), %d motif(s) ; %s\n", "%s: %d concept(s), %d template(s), %d pattern(s); %s\n"),
					p.ID, len(p.Concepts), len(p.Templates), len(p.Patterns), a.countLine(is))
			}
			if is.HasErrors() {
				return exitWith(exitOf(is), "")
			}
			set := profile.NewSet(p)
			set.Mode = profile.Mode(mode)
			code, read, concerned, faulty := exitOK, 0, 0, 0
			for _, arg := range args[1:] {
				got, err := a.eachStatement(arg, xapi.Options{Version: v, Lang: a.lang}, func(line int, raw []byte) error {
					r := set.Check(raw)
					read++
					if len(r.Matched)+len(r.Failed) > 0 {
						concerned++
					}
					if !r.Valid() {
						faulty++
					}
					for _, i := range r.AllIssues().In(a.lang) {
						fmt.Fprintf(a.err, "%s:%d %s %s\n", arg, line, i.Code, i.Message)
						code = exitInvalid
					}
					for _, m := range r.Matched {
						fmt.Fprintf(a.out, "%s:%d %s\n", arg, line, m)
					}
					return nil
				})
				if err != nil {
					return err
				}
				code = max(code, got)
			}
			if len(args) > 1 {
				fmt.Fprintf(a.out, a.text("%d trace(s) valide(s) lue(s) : %d concernée(s) par un gabarit, dont %d fautive(s)\n",
					"%d valid statement(s) read: %d concerned by a template, %d of them faulty\n"), read, concerned, faulty)
			}
			if code != exitOK {
				return exitWith(code, "")
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&mode, "mode", "all", a.text("all : suivre tous les gabarits concernés ; any : un au moins", "all: follow all templates concerned; any: one at least"))
	cmd.Flags().StringVar(&version, "xapi", "2.0", a.text("version xAPI : 1.0.3 ou 2.0", "xAPI version: 1.0.3 or 2.0"))
	return cmd
}

func newXAPIProfileShowCmd(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "show",
		Short:   a.text("Montrer le profil publié par Briques", "Show the profile Briques publishes"),
		Example: "  briques xapi profile show --format html > profil.html",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var b []byte
			switch format {
			case "jsonld":
				b = profile.EAFCDocument()
			case "html":
				b = profile.Page(profile.EAFC(), a.lang)
			default:
				return a.usageError("--format : jsonld ou html", "--format: jsonld or html")
			}
			_, err := a.out.Write(b)
			return err
		},
	}
	cmd.Flags().StringVar(&format, "format", "jsonld", "jsonld, html")
	return cmd
}
