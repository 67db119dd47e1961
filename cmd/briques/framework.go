// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func newFrameworkCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "framework",
		Aliases: []string{"referentiel"},
		Short:   a.text("Contrôler, comparer, fusionner, signer et convertir des référentiels", "Check, compare, merge, sign and convert frameworks"),
		Long: a.text(`Un référentiel se nomme par un fichier JSON, « - » pour l'entrée standard, ou
l'identifiant d'un référentiel livré (« crcn », « crcn@1.0.0 » ; voir « list »).

Codes de sortie : 0 sans erreur, 1 erreurs, 2 usage, 3 illisible.`,
			`A framework is named by a JSON file, "-" for standard input, or the identifier
of a shipped framework ("crcn", "crcn@1.0.0"; see "list").

Exit codes: 0 no error, 1 errors, 2 usage, 3 unreadable.`),
		Example: `  briques framework list
  briques framework check mon-referentiel.json
  briques framework diff ancien.json nouveau.json --format html -o changements.html`,
	}
	cmd.AddCommand(
		newFrameworkListCmd(a),
		newFrameworkShowCmd(a),
		newFrameworkCheckCmd(a),
		newFrameworkDiffCmd(a),
		newFrameworkMigrateCmd(a),
		newFrameworkMergeCmd(a),
		newFrameworkDigestCmd(a),
		newFrameworkSignCmd(a),
		newFrameworkVerifyCmd(a),
		newFrameworkConvertCmd(a),
		newFrameworkTemplateCmd(a),
	)
	return cmd
}

// source is a framework document named on the command line.
type source struct {
	name string
	data []byte
}

// openFramework reads what a person named: a shipped identifier, a file or
// standard input.
func (a *app) openFramework(arg string) (source, error) {
	id, version, _ := strings.Cut(arg, "@")
	if data, err := frameworks.Raw(id, version); err == nil {
		return source{arg, data}, nil
	}
	data, err := a.readNamed(arg, a.text(" (ni un référentiel livré : voir « briques framework list »)", ` (nor a shipped framework: see "briques framework list")`))
	return source{arg, data}, err
}

// readDocument reads one file, or standard input for "-", with a bound.
func (a *app) readDocument(arg string) ([]byte, error) {
	return a.readNamed(arg, "")
}

// readNamed is readDocument where a bare word may also name what Briques
// ships: otherwise says so when there is no such file.
func (a *app) readNamed(arg, otherwise string) ([]byte, error) {
	const most = 32<<20 + 1
	if arg == "-" {
		data, err := io.ReadAll(io.LimitReader(a.in, most))
		if err != nil {
			return nil, exitWith(exitUnreadable, a.text("entrée standard illisible : %w", "standard input cannot be read: %w"), err)
		}
		return data, nil
	}
	f, err := os.Open(arg)
	if err != nil {
		hint := ""
		if errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(arg, "./\\") {
			hint = otherwise
		}
		return nil, exitWith(exitUnreadable, a.text("%s : lecture impossible%s : %w", "%s: cannot be read%s: %w"), arg, hint, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return nil, exitWith(exitUnreadable, a.text("%s : lecture impossible : %w", "%s: cannot be read: %w"), arg, err)
	}
	return data, nil
}

// loadFramework opens and reads a framework that must be readable: its faults
// of reading and shape are printed and end the command.
func (a *app) loadFramework(arg string) (*competency.Framework, source, error) {
	src, err := a.openFramework(arg)
	if err != nil {
		return nil, src, err
	}
	f, is := competency.Parse(src.data)
	if is.HasErrors() {
		a.printIssues(a.err, src, is)
		return nil, src, exitWith(exitOf(is), "")
	}
	return f, src, nil
}

// exitOf is the exit code of a list of issues: unreadable, invalid or fine.
func exitOf(is issue.Issues) int {
	code := exitOK
	for _, i := range is {
		switch {
		case strings.HasPrefix(i.Code, "READ-"):
			return exitUnreadable
		case i.Severity == issue.SeverityError:
			code = exitInvalid
		}
	}
	return code
}

// printIssues writes issues for a person, as "briques validate" does: place,
// code, message, the line with a mark under it, and the mend.
func (a *app) printIssues(w io.Writer, src source, is issue.Issues) {
	r := &textReport{sink: &sink{Writer: bufio.NewWriter(w)}, lang: a.lang}
	_ = r.add(judged{path: src.name, issues: is.In(a.lang), source: src.data})
	_ = r.Flush()
}

// countLine sums up a list of issues in words.
func (a *app) countLine(is issue.Issues) string {
	e, w := is.Count(issue.SeverityError), is.Count(issue.SeverityWarning)
	return fmt.Sprintf(a.text("%d erreur(s), %d avertissement(s)", "%d error(s), %d warning(s)"), e, w)
}

// usageError ends a command that was called wrongly.
func (a *app) usageError(fr, en string) error {
	return exitWith(exitUsage, "%s", a.text(fr, en))
}
