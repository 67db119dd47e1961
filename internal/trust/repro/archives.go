// SPDX-License-Identifier: Apache-2.0

package repro

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Archives builds the command from the source in dir and lets it write what it
// packs: the widgets' folder, a SCORM package, a ZIP, a single HTML file and
// the conformance kit. It returns the digest of every file, by name.
func Archives(dir, out string, env []string) (map[string]string, error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	bin := out + ".briques"
	if _, err := Build(Target{Name: "briques", Package: "./cmd/briques"}, dir, bin, env, Flags); err != nil {
		return nil, err
	}
	framework := filepath.Join(out, "referentiel.json")
	for _, args := range [][]string{
		{"framework", "convert", "encadrement-exemple", "--to", "json", "-o", framework},
		{"widgets", "build", "-o", filepath.Join(out, "widgets")},
		{"widgets", "pack", "auto-positionnement", "--to", "scorm12", "--referentiel", framework, "-o", filepath.Join(out, "scorm.zip")},
		{"widgets", "pack", "auto-positionnement", "--to", "zip", "--referentiel", framework, "-o", filepath.Join(out, "dossier.zip")},
		{"widgets", "pack", "auto-positionnement", "--to", "html", "--referentiel", framework, "-o", filepath.Join(out, "page.html")},
		{"schemas", "kit", "-o", filepath.Join(out, "kit")},
	} {
		cmd := exec.Command("sh", "-c", `umask "$UMASK"; exec "$0" "$@"`, bin)
		cmd.Args = append(cmd.Args, args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
		if text, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("briques %s: %w: %s", strings.Join(args, " "), err, strings.TrimSpace(string(text)))
		}
	}
	return Folder(out)
}
