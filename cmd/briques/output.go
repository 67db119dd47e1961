// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// What -o and its like name: a file, a folder, or a file that nothing
// replaces, --force included (a private key).
const (
	writesKey    = "briques-writes"
	writesFile   = "file"
	writesFolder = "folder"
	writesOnce   = "once"
)

// outFlag declares a flag that names what a command writes, and --force beside
// it. The place is looked at before the command does anything: see checkOutputs.
func (a *app) outFlag(cmd *cobra.Command, what string, to *string, name, short, value, usage string) {
	f := cmd.Flags()
	f.StringVarP(to, name, short, value, usage)
	_ = f.SetAnnotation(name, writesKey, []string{what})
	if what != writesOnce && f.Lookup("force") == nil {
		f.BoolVar(&a.force, "force", false, a.text("remplacer ce qui existe déjà", "replace what is there already"))
	}
}

// checkOutputs refuses a command whose output exists, before it starts.
func (a *app) checkOutputs(cmd *cobra.Command) (err error) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if what := f.Annotations[writesKey]; err == nil && len(what) == 1 && what[0] != writesFolder {
			err = a.checkOutput(f.Value.String(), what[0] == writesOnce)
		}
	})
	return err
}

// stream says that path is not a file on a disk: standard output, a device, a
// pipe. Links are only followed below /dev, where they name the streams.
func stream(path string) bool {
	if path == "" || path == "-" {
		return true
	}
	look := os.Lstat
	if strings.HasPrefix(path, "/dev/") {
		look = os.Stat
	}
	info, err := look(path)
	return err == nil && info.Mode()&(fs.ModeNamedPipe|fs.ModeCharDevice|fs.ModeSocket) != 0
}

// checkOutput says why path may not be written; nil where it may.
func (a *app) checkOutput(path string, once bool) error {
	if stream(path) {
		return nil
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return a.unwritable(path, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return exitWith(exitUsage, a.text("%s est un lien : rien n'a été écrit. Nommez le fichier lui-même", "%s is a link: nothing was written. Name the file itself"), path)
	case info.IsDir():
		return exitWith(exitUsage, a.text("%s est un dossier : rien n'a été écrit. Nommez un fichier", "%s is a folder: nothing was written. Name a file"), path)
	case once:
		return exitWith(exitUsage, a.text("%s existe déjà et n'est jamais remplacé : rien n'a été écrit. Donnez un autre nom", "%s exists already and is never replaced: nothing was written. Give another name"), path)
	case !a.force:
		return exitWith(exitUsage, a.text("%s existe déjà : rien n'a été écrit. Donnez un autre nom, ou --force pour le remplacer", "%s exists already: nothing was written. Give another name, or --force to replace it"), path)
	}
	return nil
}

func (a *app) unwritable(path string, err error) error {
	return exitWith(exitUnreadable, a.text("%s : écriture impossible : %w", "%s: cannot be written: %w"), path, err)
}

// output opens the file that -o names, or standard output. What is written
// goes aside and takes its place when done is called; a command that ends
// without calling it leaves nothing behind but the folders of path.
func (a *app) output(path string) (w io.Writer, done func() error, err error) {
	if path == "" || path == "-" {
		return a.out, func() error { return nil }, nil
	}
	if stream(path) {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, nil, a.unwritable(path, err)
		}
		return f, f.Close, nil
	}
	if err := a.checkOutput(path, false); err != nil {
		return nil, nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, nil, a.unwritable(path, err)
	}
	f, err := aside(path)
	if err != nil {
		return nil, nil, a.unwritable(path, err)
	}
	a.asides = append(a.asides, f)
	b := bufio.NewWriter(f)
	return b, func() error {
		if err := firstError(b.Flush(), f.Sync(), f.Close()); err != nil {
			return a.unwritable(path, err)
		}
		return a.place(f.Name(), path)
	}, nil
}

// place gives a finished file its name. Without --force a file that has come
// there meanwhile is kept.
func (a *app) place(from, to string) error {
	if !a.force {
		if err := os.Link(from, to); err == nil {
			return nil // the name aside goes when the command ends
		}
		// It came meanwhile, or this disk has no hard links.
		if err := a.checkOutput(to, false); err != nil {
			return err
		}
	}
	if err := os.Rename(from, to); err != nil {
		return a.unwritable(to, err)
	}
	return nil
}

// tidy removes what a command left aside.
func (a *app) tidy() {
	for _, f := range a.asides {
		f.Close()
		os.Remove(f.Name())
	}
	a.asides = nil
}

// aside creates a file of its own beside path, as open to others as the file
// that it will replace.
func aside(path string) (*os.File, error) {
	for i := 0; ; i++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".briques-%d-%d", os.Getpid(), i))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if old, missing := os.Lstat(path); err == nil && missing == nil && old.Mode().IsRegular() {
			err = f.Chmod(old.Mode().Perm())
		}
		return f, err
	}
}

// writeTo writes data to path, or to standard output with a last line end.
func (a *app) writeTo(path string, data []byte) error {
	w, done, err := a.output(path)
	if err != nil {
		return err
	}
	if (path == "" || path == "-") && !strings.HasSuffix(string(data[max(0, len(data)-1):]), "\n") {
		data = append(data, '\n')
	}
	switch _, err := w.Write(data); {
	case err != nil && (path == "" || path == "-"):
		return err // the fault of standard output is said by run
	case err != nil:
		return a.unwritable(path, err)
	}
	return done()
}

// writeKey writes a private key that its owner alone can read.
func (a *app) writeKey(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return firstError(a.checkOutput(path, true), a.unwritable(path, err))
	}
	_, err = f.Write(data)
	if err = firstError(err, f.Sync(), f.Close()); err != nil {
		os.Remove(path)
		return a.unwritable(path, err)
	}
	return nil
}

// update replaces in one step a file that the command keeps: jwks.json,
// revocations.jwt, declared values. A link there is replaced, not followed.
func (a *app) update(path string, data []byte) error {
	f, err := aside(path)
	if err != nil {
		return a.unwritable(path, err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err = firstError(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return a.unwritable(path, err)
	}
	return nil
}
