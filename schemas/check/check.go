// SPDX-License-Identifier: Apache-2.0

package check

import (
	"errors"
	"fmt"
	"reflect"
	"sync"

	"github.com/go-playground/validator/v10"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/constraint"
	"forge.apps.education.fr/eafc/briques/internal/kinds"
	"forge.apps.education.fr/eafc/briques/internal/pattern"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Struct returns every fault that the tags of v, a struct or a pointer to
// one, know of. Pointers are those of its JSON form. It panics if a tag is
// outside the vocabulary of limits, as the generation of schemas would fail.
func Struct(v any) issue.Issues {
	err := engineFor(reflect.TypeOf(v)).Struct(v)
	out := alike(nil, "", reflect.ValueOf(v))
	if err == nil {
		return out
	}
	var faults validator.ValidationErrors
	if !errors.As(err, &faults) {
		return issue.Issues{issue.Shape099.At("", err)}
	}
	for _, f := range faults {
		i := explain(reflect.ValueOf(v), f)
		if f.Tag() == "unique" {
			out = append(out, repeats(i.Pointer, reflect.ValueOf(f.Value()))...)
			continue
		}
		out = append(out, i)
	}
	out.Sort()
	return out
}

// Fast decodes a document and reports whether its Go type accepts it. The
// checker is nil if no Go type stands for the kind. It is made for
// schemas.Validator.
func Fast(k schemas.Kind, data []byte) (issue.Checker, bool) {
	doc, found, ok := kinds.Decode(k, data)
	if !ok {
		return nil, false
	}
	if len(found) > 0 || !Valid(doc.Value) || !schemaMember(k, doc.Value) {
		return doc, false
	}
	return doc, true
}

// Own returns what the decoder of the kind says of data: for the parts of a
// document that no schema describes.
func Own(k schemas.Kind, data []byte) issue.Issues {
	_, found, _ := kinds.Decode(k, data)
	return found
}

// schemaMember reports whether $schema, if it is there, names the kind.
func schemaMember(k schemas.Kind, v any) bool {
	f := reflect.ValueOf(v).Elem().FieldByName("Schema")
	return !f.IsValid() || f.Kind() != reflect.String || f.String() == "" || f.String() == k.ID()
}

var (
	shared  = newEngine()
	ready   sync.Map // reflect.Type -> *sync.Once
	readyMu sync.Mutex
)

const embedded = "\x00"

func newEngine() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		if f.Anonymous && f.Tag.Get("json") == "" {
			return embedded
		}
		return jsonName(f)
	})
	if err := v.RegisterValidation("form", matchesForm); err != nil {
		panic(err)
	}
	return v
}

// twins are the hand-written matchers of forms, much faster than their
// expressions; the tests of internal/pattern prove the two equal.
var twins = map[string]func(string) bool{
	"date":      func(s string) bool { return competency.Date(s).Valid() },
	"digest":    func(s string) bool { return competency.Digest(s).Valid() },
	"instant":   func(s string) bool { return competency.Instant(s).Valid() },
	"iri":       func(s string) bool { return competency.IRI(s).Valid() },
	"langTag":   competency.ValidLanguage,
	"nodeRef":   func(s string) bool { return competency.NodeRef(s).Valid() },
	"pseudonym": func(s string) bool { return competency.Pseudonym(s).Valid() },
	"semver":    competency.ValidVersion,
	"uuid":      func(s string) bool { return competency.ID(s).Valid() },
}

func matchesForm(fl validator.FieldLevel) bool {
	if twin, ok := twins[fl.Param()]; ok {
		return twin(fl.Field().String())
	}
	n, ok := pattern.Find(fl.Param())
	return ok && n.Match(fl.Field().String())
}

// engineFor hands the validator the limits that types imply, once per type.
func engineFor(t reflect.Type) *validator.Validate {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	once, _ := ready.LoadOrStore(t, &sync.Once{})
	once.(*sync.Once).Do(func() {
		readyMu.Lock()
		defer readyMu.Unlock()
		prepare(t, map[reflect.Type]bool{})
	})
	return shared
}

func prepare(t reflect.Type, seen map[reflect.Type]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		prepare(t.Elem(), seen)
		return
	case reflect.Struct:
	default:
		return
	}
	if seen[t] {
		return
	}
	seen[t] = true
	fields, err := constraint.Fields(t)
	if err != nil {
		panic(fmt.Sprintf("check: %v", err))
	}
	rules := map[string]string{}
	for _, f := range fields {
		if len(f.Index) == 1 && f.Tag != "" {
			rules[f.Go] = f.Tag
		}
		prepare(f.Type, seen)
	}
	for i := range t.NumField() {
		if sf := t.Field(i); sf.Anonymous {
			prepare(sf.Type, seen)
		}
	}
	shared.RegisterStructValidationMapRules(rules, reflect.New(t).Elem().Interface())
}
