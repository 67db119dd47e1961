// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// Exit codes shared by every command (design: schemas.md §9). A command may
// add its own from 5 on; none gives these another meaning.
const (
	exitOK         = 0
	exitInvalid    = 1
	exitUsage      = 2
	exitUnreadable = 3
	exitUnknown    = 4
)

// exitError ends a command with a code. A nil cause prints nothing more: the
// command has already said what is wrong.
type exitError struct {
	code  int
	cause error
}

func (e *exitError) Error() string {
	if e.cause == nil {
		return ""
	}
	return e.cause.Error()
}

func (e *exitError) Unwrap() error { return e.cause }

// exitWith returns the error that ends the command with code; format and
// args, if any, are the sentence printed on stderr.
func exitWith(code int, format string, args ...any) error {
	if format == "" {
		return &exitError{code: code}
	}
	return &exitError{code: code, cause: fmt.Errorf(format, args...)}
}

// app is what every command shares: the streams and the chosen language.
type app struct {
	in       io.Reader
	out, err io.Writer
	lang     string // "fr" or "en", set before any command runs
	force    bool   // --force: replace what is there
	asides   []*os.File
}

// text returns fr or en, as --lang asks.
func (a *app) text(fr, en string) string {
	if a.lang == "en" {
		return en
	}
	return fr
}

// run executes one command line and returns the exit code of the process.
func run(ctx context.Context, args []string, in io.Reader, out, errw io.Writer) int {
	sunk := &stdout{Writer: out}
	a := &app{in: in, out: sunk, err: errw, lang: langOf(args, os.Getenv("BRIQUES_LANG"))}
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(sunk)
	root.SetErr(errw)
	cmd, err := root.ExecuteContextC(ctx)
	a.tidy()
	var exit *exitError
	if sunk.fault != nil && !errors.As(err, &exit) {
		err = sunk.fault
	}
	switch {
	case err == nil:
		return exitOK
	case !errors.As(err, &exit) && (sunk.fault != nil || systemFault(err)):
		err = exitWith(exitUnreadable, "%w", err)
	}
	if errors.As(err, &exit) {
		if exit.cause != nil {
			fmt.Fprintln(errw, a.text("briques :", "briques:"), a.sentence(exit.cause))
		}
		return exit.code
	}
	fmt.Fprintln(errw, a.text("briques :", "briques:"), a.sentence(err))
	if strings.Contains(err.Error(), "arg(s)") {
		fmt.Fprintln(errw, a.text("Usage : "+frenchFlags.Replace(cmd.UseLine()), "Usage: "+cmd.UseLine()))
	}
	fmt.Fprintln(errw, a.text("Aide :", "Help:"), cmd.CommandPath(), "--help")
	return exitUsage
}

// langOf finds the language before cobra parses, since help texts need it.
func langOf(args []string, env string) string {
	lang := env
	for i, s := range args {
		switch {
		case s == "--lang" && i+1 < len(args):
			lang = args[i+1]
		case len(s) > 7 && s[:7] == "--lang=":
			lang = s[7:]
		}
	}
	if lang == "en" {
		return "en"
	}
	return "fr"
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use: "briques",
		Short: a.text("Référentiels, briques, parcours, traces et label de la formation",
			"Competency frameworks, bricks, pathways, learning records and label"),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if lang := cmd.Flag("lang").Value.String(); lang != "fr" && lang != "en" {
			return exitWith(exitUsage, "--lang : fr, en")
		}
		return a.checkOutputs(cmd)
	}
	root.PersistentFlags().String("lang", "fr", a.text("langue des messages : fr ou en", "language of messages: fr or en"))
	_ = root.RegisterFlagCompletionFunc("lang", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"fr", "en"}, cobra.ShellCompDirectiveNoFileComp
	})
	root.AddCommand(
		// One line per command, in the order of the help.
		newValidateCmd(a),
		newXAPICmd(a),
		newSchemasCmd(a),
		newLRSCmd(a),
		newFrameworkCmd(a),
		newCatalogueCmd(a),
		newPlanCmd(a),
		newLabelCmd(a),
		newIndicatorsCmd(a),
		newWidgetsCmd(a),
		newDemoCmd(a),
		newVersionCmd(a),
	)
	a.speak(root)
	return root
}
