// SPDX-License-Identifier: Apache-2.0

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"forge.apps.education.fr/eafc/briques/wasm/pack"
	widgets "forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

func newWidgetsCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "widgets",
		Short: a.text("Construit et empaquette les composants à coller dans une page", "Build and package the components to paste in a page"),
		Example: `  briques widgets build -o site/eafc/v1.0.0
  briques widgets prerender auto-positionnement --referentiel referentiel.json
  briques widgets pack auto-positionnement --to scorm12 --referentiel referentiel.json -o paquet.zip`,
	}
	cmd.AddCommand(newWidgetsBuildCmd(a), newWidgetsPrerenderCmd(a), newWidgetsPackCmd(a))
	return cmd
}

func newWidgetsBuildCmd(a *app) *cobra.Command {
	var dir string
	var only, parents []string
	var plain bool
	cmd := &cobra.Command{
		Use:     "build",
		Short:   a.text("Écrit le dossier qu'un site sert : module, chargeur, pages, empreintes", "Write the folder that a site serves: module, loader, pages, hashes"),
		Example: "  briques widgets build -o site/eafc/v1.0.0 --parents https://www.ac-exemple.fr",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if dir == "" {
				return exitWith(exitUsage, "%s", a.text("-o DOSSIER manque", "-o DIR is missing"))
			}
			for _, o := range only {
				if !knownWidget(o) {
					return exitWith(exitUsage, a.text("widget inconnu : %s (connus : %s)", "unknown widget: %s (known: %s)"), o, strings.Join(widgetNames(), ", "))
				}
			}
			// Before a build of a minute: the files that any build writes.
			before, own := builtBefore(dir)
			if err := firstError(a.checkFolder(dir), a.checkFiles(dir, append(before, "loader.js", "sri.json"), own)); err != nil {
				return err
			}
			var b *pack.Bundle
			written, err := a.writeFolder(dir, own, func(aside string) (err error) {
				b, err = a.buildBundle(cmd.Context(), pack.BuildOptions{Dir: aside, Only: folders(only), Compress: !plain, Parents: parents})
				return err
			})
			if err != nil {
				return err
			}
			dropTwins(dir, before, written)
			fmt.Fprintf(a.out, a.text("%s : %d fichiers\n", "%s: %d files\n"), dir, len(b.Integrity)+1)
			for _, name := range widgets.Modules() {
				if wasm := b.Modules[name]; wasm != nil {
					fmt.Fprintf(a.out, a.text("module %s : %d octets\n", "module %s: %d bytes\n"), name, len(wasm))
				}
			}
			return nil
		},
	}
	f := cmd.Flags()
	a.outFlag(cmd, writesFolder, &dir, "output", "o", "", a.text("dossier à écrire", "folder to write"))
	f.StringSliceVar(&only, "only", nil, a.text("seulement ces widgets", "only these widgets"))
	f.StringSliceVar(&parents, "parents", nil, a.text("origines qui peuvent encadrer les pages", "origins that may frame the pages"))
	f.BoolVar(&plain, "no-compress", false, a.text("sans fichiers .br ni .gz", "without .br and .gz files"))
	return cmd
}

type packInputs struct {
	framework, profile, catalogue, output, to string
	documents, attributes                     map[string]string
}

func (in *packInputs) flags(cmd *cobra.Command, a *app) {
	f := cmd.Flags()
	f.StringVar(&in.framework, "referentiel", "", a.text("référentiel (JSON)", "framework (JSON)"))
	f.StringVar(&in.profile, "profil", "", a.text("profil attendu (JSON)", "target profile (JSON)"))
	f.StringVar(&in.catalogue, "catalogue", "", a.text("catalogue (JSON)", "catalogue (JSON)"))
	f.StringToStringVar(&in.documents, "document", nil, a.text("autre document du composant : attribut=fichier (répétable)", "another document of the component: attribute=file (repeatable)"))
	f.StringToStringVar(&in.attributes, "attribut", nil, a.text("autre attribut de l'élément : nom=valeur (répétable)", "another attribute of the element: name=value (repeatable)"))
	a.outFlag(cmd, writesFile, &in.output, "output", "o", "", a.text("fichier à écrire (défaut : la sortie standard)", "file to write (default: standard output)"))
}

func newWidgetsPrerenderCmd(a *app) *cobra.Command {
	var in packInputs
	cmd := &cobra.Command{
		Use:   "prerender WIDGET",
		Short: a.text("Écrit l'élément avec ses écrans déjà dessinés", "Write the element with its screens already drawn"),
		Example: `  briques widgets prerender auto-positionnement --referentiel referentiel.json --profil profil.json
  briques widgets prerender auto-evaluation --document grille=rnq.json,faits=faits.json --attribut risques=oui`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			o, err := in.options(a, args[0])
			if err != nil {
				return err
			}
			html, err := pack.Prerender(o)
			if err != nil {
				return exitWith(exitInvalid, "%w", err)
			}
			return in.write(a, []byte(html))
		},
	}
	in.flags(cmd, a)
	return cmd
}

func newWidgetsPackCmd(a *app) *cobra.Command {
	var in packInputs
	cmd := &cobra.Command{
		Use:   "pack WIDGET",
		Short: a.text("Écrit un paquet : SCORM 1.2, dossier ZIP ou fichier HTML unique", "Write a package: SCORM 1.2, folder ZIP or single HTML file"),
		Example: `  briques widgets pack auto-positionnement --to scorm12 --referentiel referentiel.json -o positionnement.zip
  briques widgets pack label --to html --document rapport=rapport.json,grille=grille.json -o label.html
  briques widgets pack badge --to zip --document cles=jwks.json,retraits=retraits.jwt -o badge.zip`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := in.options(a, args[0])
			if err != nil {
				return err
			}
			tmp, err := os.MkdirTemp("", "briques-pack-")
			if err != nil {
				return exitWith(exitUnreadable, "%w", err)
			}
			defer os.RemoveAll(tmp)
			b, err := a.buildBundle(cmd.Context(), pack.BuildOptions{Dir: tmp, Only: folders(args)})
			if err != nil {
				return err
			}
			var out []byte
			switch in.to {
			case "scorm12":
				out, err = pack.SCORM12(b, o)
			case "zip":
				out, err = pack.Zip(b, o)
			case "html":
				out, err = pack.HTML(b, o)
			default:
				return exitWith(exitUsage, "%s", a.text("--to : scorm12, zip ou html attendu", "--to: scorm12, zip or html expected"))
			}
			if err != nil {
				return exitWith(exitInvalid, "%w", err)
			}
			return in.write(a, out)
		},
	}
	in.flags(cmd, a)
	cmd.Flags().StringVar(&in.to, "to", "scorm12", a.text("scorm12, zip ou html", "scorm12, zip or html"))
	return cmd
}

// options reads the inputs and checks them before anything is built.
func (in *packInputs) options(a *app, name string) (pack.Options, error) {
	var o pack.Options
	if !knownWidget(name) {
		return o, exitWith(exitUsage, a.text("widget inconnu : %s (connus : %s)", "unknown widget: %s (known: %s)"), name, strings.Join(widgetNames(), ", "))
	}
	o = pack.Options{Widget: name, Documents: map[string][]byte{}, Attributes: in.attributes}
	paths := map[string]string{"referentiel": in.framework, "profil": in.profile, "catalogue": in.catalogue}
	for n, path := range in.documents {
		paths[n] = path
	}
	var known []string
	for _, d := range pack.Documents(name) {
		known = append(known, d.Attribute)
	}
	for _, n := range slices.Sorted(maps.Keys(paths)) {
		if paths[n] == "" {
			continue
		}
		if !slices.Contains(known, n) {
			return o, exitWith(exitUsage, a.text("%s ne lit pas de document « %s » (il lit : %s)", "%s reads no document %q (it reads: %s)"), name, n, cmp.Or(strings.Join(known, ", "), a.text("aucun", "none")))
		}
		b, err := a.readDocument(paths[n])
		if err != nil {
			return o, err
		}
		o.Documents[n] = b
	}
	for _, n := range slices.Sorted(maps.Keys(in.attributes)) {
		if slices.Contains(known, n) {
			return o, exitWith(exitUsage, a.text("« %s » est un document : --document %s=FICHIER", "%q is a document: --document %s=FILE"), n, n)
		}
		if !pack.Attribute(name, n) {
			return o, exitWith(exitUsage, a.text("%s n'a pas d'attribut « %s »", "%s has no attribute %q"), name, n)
		}
	}
	is := o.Check()
	for _, i := range is.In(a.lang) {
		fmt.Fprintf(a.err, "%d:%d %s %s %s\n", i.Line, i.Column, i.Code, i.Pointer, i.Message)
	}
	if is.HasErrors() {
		return o, exitWith(exitInvalid, "")
	}
	return o, nil
}

func (in *packInputs) write(a *app, b []byte) error {
	if in.output == "" || in.output == "-" {
		_, err := a.out.Write(b)
		return err
	}
	if err := a.writeTo(in.output, b); err != nil {
		return err
	}
	fmt.Fprintf(a.err, a.text("%s : %d octets\n", "%s: %d bytes\n"), in.output, len(b))
	return nil
}

// buildBundle builds the widgets from the source around the working directory.
func (a *app) buildBundle(ctx context.Context, o pack.BuildOptions) (*pack.Bundle, error) {
	o.Source = moduleRoot()
	if o.Source == "" {
		return nil, exitWith(exitNoToolchain, "%s", a.text("le source de Briques est introuvable : lancez cette commande depuis une copie du dépôt",
			"the source of Briques was not found: run this command from a checkout"))
	}
	o.Progress = func(step, of int, what string) { fmt.Fprintf(a.err, "[%d/%d] %s\n", step, of, what) }
	b, err := pack.Build(ctx, o)
	if errors.Is(err, pack.ErrNoToolchain) {
		return nil, exitWith(exitNoToolchain, "%w", err)
	}
	return b, err
}

func widgetNames() []string {
	var out []string
	for _, d := range widgets.All() {
		out = append(out, d.Folder)
	}
	return out
}

func knownWidget(name string) bool {
	for _, d := range widgets.All() {
		if d.Folder == name {
			return true
		}
	}
	return false
}

// folders turns names of widgets (auto-positionnement) into the Go folders
// that hold them (selfposition).
func folders(names []string) []string {
	var out []string
	for _, n := range names {
		for _, d := range widgets.All() {
			if d.Folder == n {
				out = append(out, d.Package)
			}
		}
	}
	return out
}
