// SPDX-License-Identifier: Apache-2.0

package main

import (
	"strings"
	"sync"

	"github.com/spf13/cobra"
)

// usageFR is cobra's usage text in French.
const usageFR = `Usage :{{if .Runnable}}
  {{.UseLine | enFrancais}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [commande]{{end}}{{if gt (len .Aliases) 0}}

Autres noms :
  {{.NameAndAliases}}{{end}}{{if .HasExample}}

Exemples :
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Commandes :{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Options :
{{.LocalFlags.FlagUsages | enFrancais | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Options de toutes les commandes :
{{.InheritedFlags.FlagUsages | enFrancais | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

« {{.CommandPath}} [commande] --help » en dit plus sur une commande.{{end}}
`

// frenchFlags puts pflag's words for a flag into French.
var frenchFlags = strings.NewReplacer("(default ", "(défaut ", "[flags]", "[options]", " string ", " texte  ", " strings ", " textes  ", " duration ", " durée    ", " stringArray ", " textes      ", " int ", " n   ")

// teach makes the replacement known to cobra, whose table of functions is one
// for all commands.
var teach = sync.OnceFunc(func() { cobra.AddTemplateFunc("enFrancais", frenchFlags.Replace) })

// speak gives the help of every command the language of a: cobra's own words
// are English.
func (a *app) speak(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.SetOut(a.out) // where the scripts of completion go is settled here
	root.InitDefaultCompletionCmd()
	if a.lang != "en" {
		teach()
		root.SetUsageTemplate(usageFR)
	}
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = a.text("Aide sur une commande", c.Short)
		case "completion":
			c.Short = a.text("Complétion des commandes pour un shell", c.Short)
		}
	}
	a.helpFlags(root)
}

func (a *app) helpFlags(c *cobra.Command) {
	c.Flags().BoolP("help", "h", false, a.text("cette aide", "this help"))
	for _, sub := range c.Commands() {
		a.helpFlags(sub)
	}
}
