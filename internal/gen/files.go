// SPDX-License-Identifier: Apache-2.0

package gen

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/compat"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Files returns every file of schemas/v1 by its path below that folder.
func Files() (map[string][]byte, error) {
	titles, err := loadTitles()
	if err != nil {
		return nil, err
	}
	docs := map[schemas.Kind]obj{}
	var faults []error
	for _, i := range schemas.Kinds() {
		doc, err := document(i.Kind, titles)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", i.Kind, err))
		} else if doc != nil {
			docs[i.Kind] = doc
		}
	}
	if err := errors.Join(append(faults, titles.err())...); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	book, vers := obj{}, obj{}
	for _, i := range schemas.Kinds() {
		doc, ok := docs[i.Kind]
		if !ok {
			continue
		}
		name := string(i.Kind)
		canonical := render(doc, "fr")
		if found := compat.Lint(canonical); len(found) > 0 {
			return nil, fmt.Errorf("%s: %w", name, found)
		}
		files[name+".schema.json"] = canonical
		files["draft-07/"+name+".schema.json"] = render(twin(i.Kind, doc, ""), "fr")
		files["draft-07/"+name+".en.schema.json"] = render(twin(i.Kind, doc, ".en"), "en")
		book = append(book, member{name, titlesOf(doc)})
		sum := sha256.Sum256(canonical)
		v := versionOf(i.Kind)
		vers = append(vers, member{name, obj{{"version", v.Version}, {"date", v.Date}, {"personal", i.Personal}, {"sha256", hex.EncodeToString(sum[:])}}})
	}
	files["titles.json"] = render(book, "fr")
	files["versions.json"] = render(vers, "fr")
	files["catalog.json"] = catalog(docs)
	files["rules.json"] = rules()
	for name, b := range tables() {
		files[name] = b
	}
	return files, nil
}

// catalog lists the schemas for editors, as SchemaStore does.
func catalog(docs map[schemas.Kind]obj) []byte {
	var list []any
	for _, i := range schemas.Kinds() {
		if _, ok := docs[i.Kind]; !ok || len(i.Match) == 0 {
			continue
		}
		var match []any
		for _, m := range i.Match {
			if m[0] == '*' {
				match = append(match, m)
			}
		}
		list = append(list, obj{
			{"name", "Briques : " + i.Title.FR},
			{"description", i.Title.FR + " / " + i.Title.EN},
			{"fileMatch", match},
			{"url", schemas.Base + "/schemas/" + schemas.Major + "/draft-07/" + string(i.Kind) + ".schema.json"},
		})
	}
	return render(obj{{"$schema", "https://json.schemastore.org/schema-catalog.json"}, {"version", 1}, {"schemas", list}}, "fr")
}

// titlesOf collects the titles of a document by place, in both languages.
func titlesOf(doc obj) obj {
	out := obj{}
	var walk func(v any, at issue.Pointer, schema bool)
	walk = func(v any, at issue.Pointer, schema bool) {
		o, ok := v.(obj)
		if !ok {
			return
		}
		for _, m := range o {
			p := at.Field(m.name)
			switch {
			case !schema:
				walk(m.value, p, true)
			case m.name == "title":
				if t, ok := m.value.(issue.Text); ok {
					out = append(out, member{string(at), pair(t)})
				}
			case m.name == "enum":
				values, _ := m.value.([]any)
				for _, x := range values {
					if c, ok := x.(choice); ok {
						out = append(out, member{string(p.Field(c.value)), pair(c.title)})
					}
				}
			case m.name == "properties" || m.name == "$defs":
				walk(m.value, p, false)
			case m.name == "items" || m.name == "additionalProperties" || m.name == "propertyNames":
				walk(m.value, p, true)
			}
		}
	}
	walk(doc, "", true)
	return out
}

func pair(t issue.Text) obj { return obj{{"fr", t.FR}, {"en", t.EN}} }
