// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"

	"github.com/spf13/cobra"
)

func newLabelFactsCmd(a *app) *cobra.Command {
	var o labelEvaluation
	cmd := &cobra.Command{
		Use:   a.text("facts CATALOGUE OBJET@VERSION", "facts CATALOGUE SUBJECT@VERSION"),
		Short: a.text("Écrire les faits d'une brique ou d'un parcours, tels que les règles les lisent", "Write the facts of a brick or a pathway, as rules read them"),
		Long: a.text(`Le fichier est celui que lisent « label evaluate --facts » et l'attribut « faits »
de <eafc-auto-evaluation>. Ce qui n'est pas renseigné n'y est pas : une règle
qui le demande est alors inconnue, jamais non satisfaite.`,
			`The file is the one that "label evaluate --facts" and the attribute "faits" of
<eafc-auto-evaluation> read. What is not stated is not in it: a rule that asks
for it is then unknown, never not met.`),
		Example: `  briques label facts catalogue.json https://exemple.fr/parcours/pilotage@1.0.0 -o faits.json
  briques label facts catalogue.json https://exemple.fr/brique/b1@1.0.0 --action training --results resultats.json`,
		Args: cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			facts, err := o.read(a, args)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := a.writeJSON(&b, facts); err != nil {
				return err
			}
			return a.writeTo(o.out, b.Bytes())
		},
	}
	o.subjectFlags(cmd, a)
	a.outFlag(cmd, writesFile, &o.out, "output", "o", "", a.text("fichier à écrire (défaut : la sortie standard)", "file to write (default: standard output)"))
	return cmd
}
