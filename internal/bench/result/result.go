// SPDX-License-Identifier: Apache-2.0

// Package result is what every benchmark of this folder gives: tables of
// medians, ours beside the peers', that are printed, stored as JSON and drawn
// in the documentation.
package result

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"
)

// Words are a text in French and English.
type Words struct {
	FR string `json:"fr"`
	EN string `json:"en"`
}

// Table is one comparison. NotRun says why there is none.
type Table struct {
	ID      string `json:"id"`
	Title   Words  `json:"title"`
	Unit    Words  `json:"unit"`
	Note    *Words `json:"note,omitempty"`
	Higher  bool   `json:"higher"`           // a greater value is better
	Judged  bool   `json:"judged,omitempty"` // rows say what was accepted
	Command string `json:"command"`          // prints the table again
	Rows    []Row  `json:"rows"`
	NotRun  string `json:"notRun,omitempty"`
}

// Row is the median of one program on one set of inputs. Ratio is how many
// times ours is better, 0 when there is nothing to compare; Best marks our
// row of the group.
type Row struct {
	Group    string  `json:"group"`
	GroupEN  string  `json:"groupEn,omitempty"` // in English, when it differs
	Name     string  `json:"name"`
	Ours     bool    `json:"ours"`
	Value    float64 `json:"value"`
	Ratio    float64 `json:"ratio"`
	Accepted string  `json:"accepted,omitempty"`
}

// Compare fills the ratios of every row from our row of its group.
func (t *Table) Compare() {
	ours := map[string]float64{}
	for _, r := range t.Rows {
		if _, known := ours[r.Group]; r.Ours && !known {
			ours[r.Group] = r.Value
		}
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		o := ours[r.Group]
		switch {
		case o == 0 || r.Value == 0:
			r.Ratio = 0
		case t.Higher:
			r.Ratio = o / r.Value
		default:
			r.Ratio = r.Value / o
		}
	}
}

// Print writes the table for a person.
func (t Table) Print(w io.Writer) error {
	fmt.Fprintf(w, "\n== %s (%s)\n", t.Title.EN, t.Command)
	if t.NotRun != "" {
		fmt.Fprintln(w, "NOT RUN:", t.NotRun)
	}
	if len(t.Rows) == 0 {
		return nil
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "set\twho\t%s\tours is\taccepted\n", t.Unit.EN)
	for _, r := range t.Rows {
		times := ""
		if !r.Ours && r.Ratio > 0 {
			times = fmt.Sprintf("%.2fx", r.Ratio)
		}
		fmt.Fprintf(tw, "%s\t%s\t%.4g\t%s\t%s\n", r.Group, r.Name, r.Value, times, r.Accepted)
	}
	return tw.Flush()
}

// Write prints the table and, when file is not "", stores it there.
func Write(w io.Writer, file string, t Table) error {
	t.Compare()
	if err := t.Print(w); err != nil || file == "" {
		return err
	}
	data, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}

// Median returns the middle of values, 0 when there is none.
func Median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
