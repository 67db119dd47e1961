// SPDX-License-Identifier: Apache-2.0

package main

import (
	"github.com/spf13/cobra"
)

// newLRSCmd groups the commands of the learning record store.
func newLRSCmd(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lrs",
		Short: a.text("Entrepôt de traces d'apprentissage (xAPI 1.0.3 et 2.0)", "Learning record store (xAPI 1.0.3 and 2.0)"),
		Example: `  briques lrs serve --addr 127.0.0.1:8081 --db sqlite:traces.db --key eafc:secret
  briques lrs key add --db sqlite:traces.db --tenant ac-lyon --scope statements/write`,
	}
	cmd.AddCommand(
		newLRSServeCmd(a),
		newLRSKeyCmd(a), newLRSEraseCmd(a), newLRSPseudonymiseCmd(a), newLRSRetentionCmd(a),
		newLRSExportCmd(a), newLRSCheckCmd(a), newLRSFollowCmd(a), newLRSForwardCmd(a), newLRSMoveCmd(a), newLRSLoadCmd(a),
	)
	return cmd
}
