// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

func newXAPICmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "xapi",
		Short: a.text("Envoyer, convertir, signer et vérifier des traces xAPI", "Send, convert, sign and verify xAPI statements"),
		Long: a.text("Les traces se valident par « briques validate --schema statement ».",
			`Statements are validated by "briques validate --schema statement".`),
		Example: "  briques xapi send traces.ndjson --endpoint https://lrs.exemple.fr/xapi --queue file-xapi",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newXAPISendCmd(a), newXAPIConvertCmd(a), newXAPISignCmd(a), newXAPIVerifyCmd(a), newXAPIProfileCmd(a), newXAPIQueueCmd(a))
	return cmd
}

// xapiVersion reads a version flag.
func (a *app) xapiVersion(s string) (xapi.Version, error) {
	v, ok := xapi.ParseVersion(s)
	if !ok {
		return "", a.usageError("version xAPI : 1.0.3 ou 2.0", "xAPI version: 1.0.3 or 2.0")
	}
	return v, nil
}

// profileSet loads the profile that --profile names: "eafc", or a file.
func (a *app) profileSet(name string) (*profile.Set, error) {
	if name == "eafc" {
		return profile.NewSet(profile.EAFC()), nil
	}
	data, err := a.readProfile(name)
	if err != nil {
		return nil, err
	}
	p, is := profile.Load(bytes.NewReader(data))
	if is.HasErrors() {
		a.printIssues(a.err, source{name, data}, is)
		return nil, exitWith(exitUnknown, a.text("%s n'est pas un profil xAPI correct", "%s is not a correct xAPI profile"), name)
	}
	return profile.NewSet(p), nil
}

// readProfile reads a profile's file.
func (a *app) readProfile(name string) ([]byte, error) {
	return a.readNamed(name, a.text(" (le profil livré s'appelle eafc)", " (the shipped profile is called eafc)"))
}

// profileRules returns the further rules of --profile; nil without it.
func (a *app) profileRules(name string) (func([]byte) issue.Issues, error) {
	if name == "" {
		return nil, nil
	}
	set, err := a.profileSet(name)
	if err != nil {
		return nil, err
	}
	return func(raw []byte) issue.Issues { return set.Check(raw).AllIssues() }, nil
}

// eachStatement gives f the statements of a file: one, an array, or NDJSON.
// f gets the line of an NDJSON statement, 0 otherwise. Faults are printed;
// the returned code is exitInvalid when there was one.
func (a *app) eachStatement(arg string, o xapi.Options, f func(line int, raw []byte) error) (code int, err error) {
	var in io.Reader = a.in
	if arg != "-" {
		file, err := os.Open(arg)
		if err != nil {
			return 0, exitWith(exitUnreadable, a.text("%s : lecture impossible : %w", "%s: cannot be read: %w"), arg, err)
		}
		defer file.Close()
		in = file
	}
	r := bufio.NewReaderSize(in, 64<<10)
	head, err := r.Peek(1)
	for err == nil && (head[0] == ' ' || head[0] == '\n' || head[0] == '\r' || head[0] == '\t') {
		r.Discard(1)
		head, err = r.Peek(1)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, exitWith(exitUnreadable, "%s : %w", arg, err)
	}
	first, err := r.ReadBytes('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, exitWith(exitUnreadable, "%s : %w", arg, err)
	}
	if whole := bytes.TrimSpace(first); len(whole) == 0 || whole[0] == '[' || whole[len(whole)-1] != '}' {
		return a.wholeStatements(arg, first, r, o, f)
	}
	return a.statementLines(arg, io.MultiReader(bytes.NewReader(first), r), o, f)
}

// wholeStatements reads one statement, or an array of them.
func (a *app) wholeStatements(arg string, first []byte, r io.Reader, o xapi.Options, f func(int, []byte) error) (int, error) {
	const most = 64 << 20
	rest, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return 0, exitWith(exitUnreadable, "%s : %w", arg, err)
	}
	data := append(first, rest...)
	batch, is := xapi.DecodeBatch(data, o, xapi.BatchLimits{Bytes: most, Statements: 1_000_000})
	if len(is) > 0 {
		a.printIssues(a.err, source{arg, data}, is)
	}
	if is.HasErrors() {
		return exitInvalid, nil
	}
	for _, s := range batch.Statements {
		if err := f(0, s.Raw()); err != nil {
			return 0, err
		}
	}
	return exitOK, nil
}

func (a *app) statementLines(arg string, r io.Reader, o xapi.Options, f func(int, []byte) error) (int, error) {
	var last []byte
	own := o.Also
	o.Also = func(raw []byte) issue.Issues {
		last = raw
		if own != nil {
			return own(raw)
		}
		return nil
	}
	code := exitOK
	for n, is := range xapi.Lines(r, o) {
		for _, i := range is {
			fmt.Fprintf(a.err, "%s:%d:%d %s %s\n", arg, i.Line, i.Column, i.Code, i.Message)
		}
		if is.HasErrors() {
			code = exitInvalid
			continue
		}
		if err := f(n, last); err != nil {
			return 0, err
		}
	}
	return code, nil
}
