// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"reflect"
	"strings"

	"forge.apps.education.fr/eafc/briques/internal/constraint"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// describe words the limits of a value, for the fields whose title says
// enough about their meaning.
func (d *deriver) describe(t reflect.Type, c *constraint.Constraint) issue.Text {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if c == nil {
		c = &constraint.Constraint{}
	}
	switch {
	case opaque[t] != nil && opaque[t].Type == "object":
		return issue.Text{FR: "Données d’un autre système, gardées telles quelles.", EN: "Data of another system, kept as they are."}
	case opaque[t] != nil:
		return issue.Text{FR: "Nombre décimal exact.", EN: "Exact decimal number."}
	case c.OneOf != nil:
		var fr, en []string
		for _, v := range c.OneOf {
			x := d.titles.ofValue(t, v)
			fr, en = append(fr, v+" ("+x.FR+")"), append(en, v+" ("+x.EN+")")
		}
		return issue.Text{FR: "Une valeur parmi : " + strings.Join(fr, ", ") + ".", EN: "One of: " + strings.Join(en, ", ") + "."}
	}
	switch t.Kind() {
	case reflect.Bool:
		return issue.Text{FR: "true (oui) ou false (non).", EN: "true (yes) or false (no)."}
	case reflect.String:
		return span(c, "Texte", "Text", " caractères", " characters")
	case reflect.Slice:
		return span(c, "Liste", "List", " éléments", " elements")
	case reflect.Map:
		return span(c, "Table", "Table", " entrées", " entries")
	case reflect.Float64:
		return span(c, "Nombre", "Number", "", "")
	}
	return span(c, "Nombre entier", "Whole number", "", "")
}

func span(c *constraint.Constraint, fr, en, unitFR, unitEN string) issue.Text {
	switch {
	case c.Min != "" && c.Max != "":
		return issue.Text{FR: fr + " de " + c.Min + " à " + c.Max + unitFR + ".", EN: en + " of " + c.Min + " to " + c.Max + unitEN + "."}
	case c.Max != "":
		return issue.Text{FR: fr + ", au plus " + c.Max + unitFR + ".", EN: en + ", at most " + c.Max + unitEN + "."}
	case c.Min != "" && c.Min != "0":
		return issue.Text{FR: fr + ", au moins " + c.Min + unitFR + ".", EN: en + ", at least " + c.Min + unitEN + "."}
	case c.Min == "0":
		return issue.Text{FR: fr + " positif ou nul.", EN: en + ", zero or more."}
	}
	return issue.Text{FR: fr + ".", EN: en + "."}
}
