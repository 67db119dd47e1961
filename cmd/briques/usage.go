// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"strings"
	"sync"

	"github.com/spf13/cobra"
)

// usageFR is cobra's usage text in French.
const usageFR = `Usage :{{if and .Runnable (not (index .Annotations "groupe"))}}
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
var frenchFlags = strings.NewReplacer(" (default [])", "", "(default ", "(défaut ", "[flags]", "[options]", " string ", " texte  ", " strings ", " textes  ", " duration ", " durée    ", " stringArray ", " textes      ", " stringToString ", " nom=valeur     ", " int ", " n   ", " uint ", " n    ", " ints ", " n,n  ")

// teach makes the replacement known to cobra, whose table of functions is one
// for all commands.
var teach = sync.OnceFunc(func() { cobra.AddTemplateFunc("enFrancais", frenchFlags.Replace) })

// groupKey marks a command that only holds others.
const groupKey = "groupe"

// speak gives the help of every command the language of a: cobra's own words
// are English.
func (a *app) speak(root *cobra.Command) {
	root.SetHelpCommand(a.helpCmd())
	root.InitDefaultHelpCmd()
	root.SetOut(a.out) // where the scripts of completion go is settled here
	root.InitDefaultCompletionCmd()
	if a.lang != "en" {
		teach()
		root.SetUsageTemplate(usageFR)
	} else {
		root.SetUsageTemplate(strings.Replace(root.UsageTemplate(), "{{if .Runnable}}", `{{if and .Runnable (not (index .Annotations "groupe"))}}`, 1))
	}
	for _, c := range root.Commands() {
		if c.Name() == "completion" && a.lang != "en" {
			speakCompletion(c)
		}
		group(c)
	}
	a.helpFlags(root)
}

// group makes a command that holds others refuse a name that it does not
// hold: cobra alone would print the help and report success.
func group(c *cobra.Command) {
	for _, sub := range c.Commands() {
		group(sub)
	}
	if !c.HasSubCommands() || c.Runnable() {
		return
	}
	c.Annotations = map[string]string{groupKey: "oui"}
	c.SuggestionsMinimumDistance = 2
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return c.Help()
		}
		return unknownCommand(c, args[0])
	}
}

// unknownCommand says it as cobra does for the commands of the root.
func unknownCommand(c *cobra.Command, name string) error {
	near := ""
	if list := c.SuggestionsFor(name); len(list) > 0 {
		near = "\n\nDid you mean this?\n\t" + strings.Join(list, "\n\t")
	}
	return fmt.Errorf("unknown command %q for %q%s", name, c.CommandPath(), near)
}

// helpCmd is "briques help": that of cobra answers in English and reports
// success for a command that does not exist.
func (a *app) helpCmd() *cobra.Command {
	return &cobra.Command{
		Use:   a.text("help [commande]", "help [command]"),
		Short: a.text("Aide sur une commande", "Help about any command"),
		Long:  a.text("« briques help plan » dit la même chose que « briques plan --help ».", `"briques help plan" says the same as "briques plan --help".`),
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if at, _, err := c.Root().Find(args); err == nil {
				for _, sub := range at.Commands() {
					names = append(names, sub.Name()+"\t"+sub.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			at := c.Root()
			for _, name := range args {
				sub, _, err := at.Find([]string{name})
				if err != nil || sub == at {
					return unknownCommand(at, name)
				}
				at = sub
			}
			return at.Help()
		},
	}
}

// speakCompletion puts the help of "briques completion" into French.
func speakCompletion(c *cobra.Command) {
	c.Short = "Complétion des commandes pour un shell"
	c.Long = "Écrit sur la sortie le script qui fait compléter les commandes de briques par un shell."
	const always = "\n\nPour toutes les sessions à venir, une seule fois :\n\n"
	for _, sub := range c.Commands() {
		now := "Pour cette session :\n\n  "
		switch sub.Name() {
		case "bash":
			sub.Long = now + "source <(briques completion bash)" + always +
				"  briques completion bash > /etc/bash_completion.d/briques                       (Linux)\n  briques completion bash > $(brew --prefix)/etc/bash_completion.d/briques       (macOS)\n\nLe paquet bash-completion est nécessaire."
		case "zsh":
			sub.Long = now + "source <(briques completion zsh)" + always +
				"  briques completion zsh > \"${fpath[1]}/_briques\"                               (Linux)\n  briques completion zsh > $(brew --prefix)/share/zsh/site-functions/_briques    (macOS)\n\nSi la complétion n'est pas active : echo \"autoload -U compinit; compinit\" >> ~/.zshrc"
		case "fish":
			sub.Long = now + "briques completion fish | source" + always + "  briques completion fish > ~/.config/fish/completions/briques.fish"
		case "powershell":
			sub.Long = now + "briques completion powershell | Out-String | Invoke-Expression" + always + "  ajoutez la sortie de cette commande à votre profil PowerShell"
		}
		sub.Short = "Script de complétion pour " + sub.Name()
		if f := sub.Flags().Lookup("no-descriptions"); f != nil {
			f.Usage = "sans les descriptions"
		}
	}
}

func (a *app) helpFlags(c *cobra.Command) {
	c.Flags().BoolP("help", "h", false, a.text("cette aide", "this help"))
	for _, sub := range c.Commands() {
		a.helpFlags(sub)
	}
}
