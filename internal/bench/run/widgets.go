// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"forge.apps.education.fr/eafc/briques/internal/bench/result"
)

const widgetsCommand = "node internal/bench/widgets/run.mjs"

var (
	widgetsTitle = result.Words{FR: "Un questionnaire de dix questions, à côté de SurveyJS", EN: "A ten-question form beside SurveyJS"}
	widgetsUnit  = result.Words{FR: "unité dite par la ligne", EN: "unit named by the row"}
	besideSurvey = regexp.MustCompile(`(?m)^(?:met |LOST) (.+?)\s+ours\s+([0-9.]+) (\S+), SurveyJS\s+([0-9.]+) \S+, ratio`)
	inFrench     = map[string]string{"cold, answered click": "première visite, jusqu’à la réponse", "warm, answered click": "seconde visite, jusqu’à la réponse", "one answer, p50": "une réponse, médiane",
		"JavaScript heap": "mémoire JavaScript", "Slow 4G, form visible (prerendered)": "4G lente, formulaire visible (prérendu)", "Slow 4G, answered (prerendered)": "4G lente, jusqu’à la réponse (prérendu)", "bytes on the wire": "octets transmis"}
)

// widgets runs the browser's comparison and reads its lines: less is better
// in all of them.
func widgets(root string, _ time.Duration) (result.Table, error) {
	t := result.Table{ID: "widgets", Title: widgetsTitle, Unit: widgetsUnit, Command: widgetsCommand, Note: &result.Words{
		FR: "Chromium, les mêmes questions, visites alternées. La mémoire du module WebAssembly n’est pas dans celle de JavaScript.",
		EN: "Chromium, the same questions, visits in turns. The memory of the WebAssembly module is not in that of JavaScript."}}
	dir := filepath.Join(root, "internal", "bench", "widgets")
	if _, err := os.Stat(filepath.Join(dir, "run.mjs")); err != nil {
		return t, errors.New("internal/bench/widgets is not there")
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		install := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		install.Dir = dir
		if out, err := install.CombinedOutput(); err != nil {
			return t, fmt.Errorf("npm ci: %w: %s", err, out)
		}
	}
	cmd := exec.Command("node", filepath.Join(dir, "run.mjs"))
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, failed := cmd.Output()
	fmt.Printf("\n%s", out) // its own lines say more than the table keeps
	var err error
	if t.Rows, err = survey(string(out)); err != nil {
		return t, fmt.Errorf("run.mjs: %v: %s", failed, bytes.TrimSpace(out))
	}
	if failed != nil { // what was measured before it stopped still counts
		t.NotRun = fmt.Sprintf("the rest of run.mjs: %v", failed)
	}
	return t, result.Write(os.Stdout, "", t)
}

// survey reads what run.mjs prints.
func survey(text string) (rows []result.Row, err error) {
	for _, m := range besideSurvey.FindAllStringSubmatch(text, -1) {
		en := m[1] + ", " + m[3]
		fr := en
		if w, known := inFrench[m[1]]; known {
			fr = w + ", " + map[string]string{"KB": "ko", "MiB": "Mio"}[m[3]]
			if m[3] == "ms" {
				fr = w + ", ms"
			}
		}
		for i, name := range []string{"briques", "SurveyJS"} {
			v, err := strconv.ParseFloat(m[2+2*i], 64)
			if err != nil {
				return nil, err
			}
			rows = append(rows, result.Row{Group: fr, GroupEN: en, Name: name, Ours: i == 0, Value: v})
		}
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("no line is read from: %s", text)
	}
	return rows, nil
}
