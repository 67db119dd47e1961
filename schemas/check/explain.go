// SPDX-License-Identifier: Apache-2.0

package check

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"

	"forge.apps.education.fr/eafc/briques/internal/pattern"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" || name == "-" {
		return f.Name
	}
	return name
}

// explain turns one fault of the validator into an issue.
func explain(root reflect.Value, f validator.FieldError) issue.Issue {
	_, path, _ := strings.Cut(f.Namespace(), ".")
	p, isKey := pointerOf(root, path, f)
	none := issue.Text{}
	v := reflect.ValueOf(f.Value())
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	got := fmt.Sprint(f.Value())
	if isKey {
		return issue.Shape018.At(p, got, wanted(f))
	}
	size := func() string {
		if v.Kind() == reflect.String {
			return strconv.Itoa(utf8.RuneCountInString(v.String()))
		}
		return strconv.Itoa(v.Len())
	}
	low := map[string]bool{"min": true, "gte": true}[f.Tag()]
	switch f.Tag() {
	case "min", "gte", "max", "lte":
		switch v.Kind() {
		case reflect.String:
			return either(low, issue.Shape007, issue.Shape008).At(p, none, size(), f.Param())
		case reflect.Slice:
			return either(low, issue.Shape013, issue.Shape014).At(p, none, size(), f.Param())
		case reflect.Map:
			return either(low, issue.Shape016, issue.Shape017).At(p, none, size(), f.Param())
		}
		return either(low, issue.Shape009, issue.Shape010).At(p, none, got, f.Param())
	case "gt", "lt":
		return either(f.Tag() == "gt", issue.Shape011, issue.Shape012).At(p, none, got, f.Param())
	case "oneof":
		return issue.Shape004.At(p, none, got, strings.ReplaceAll(f.Param(), " ", ", "))
	case "form":
		n, _ := pattern.Find(f.Param())
		return issue.Shape006.At(p, none, got, n.Rule, issue.Text{FR: ", par exemple « " + n.Example + " »", EN: ", for example “" + n.Example + "”"})
	case "unique":
		return issue.Shape015.At(p, none, 1)
	case "required_if":
		return issue.Shape019.At(p.Parent(), f.Field(), none, f.Param())
	}
	return issue.Shape021.At(p, none, f.Tag(), f.Param())
}

// repeats tells one issue per repeated element.
func repeats(p issue.Pointer, list reflect.Value) issue.Issues {
	var out issue.Issues
	first := map[string]int{}
	for i := range list.Len() {
		k := fmt.Sprintf("%#v", list.Index(i).Interface())
		if j, seen := first[k]; seen {
			out = append(out, issue.Shape015.At(p.Index(i), issue.Text{}, j+1))
			continue
		}
		first[k] = i
	}
	return out
}

func wanted(f validator.FieldError) issue.Text {
	if n, ok := pattern.Find(f.Param()); ok && f.Tag() == "form" {
		return n.Rule
	}
	return issue.Text{FR: f.Tag() + " " + f.Param(), EN: f.Tag() + " " + f.Param()}
}

func either(a bool, x, y *issue.Rule) *issue.Rule {
	if a {
		return x
	}
	return y
}

// pointerOf turns the validator's path (title[fr], targets[0].item) into a
// JSON pointer, following the value, since a map key may hold any sign. It
// also says whether the fault is in a member name.
func pointerOf(v reflect.Value, path string, f validator.FieldError) (p issue.Pointer, isKey bool) {
	for path != "" {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		switch {
		case path[0] == '.':
			path = path[1:]
		case path[0] == '[' && v.Kind() == reflect.Map:
			key, ok := keyAt(v, path)
			if !ok {
				return p, false
			}
			p, path = p.Field(key.String()), path[len(key.String())+2:]
			if path == "" && f.Tag() == "form" && f.Value() == key.String() {
				return p, true
			}
			v = v.MapIndex(key)
		case path[0] == '[':
			end := strings.IndexByte(path, ']')
			i, err := strconv.Atoi(path[1:end])
			if err != nil || v.Kind() != reflect.Slice || i >= v.Len() {
				return p, false
			}
			p, path, v = p.Index(i), path[end+1:], v.Index(i)
		default:
			name := path
			if end := strings.IndexAny(path, ".["); end >= 0 {
				name = path[:end]
			}
			path = path[len(name):]
			if v.Kind() != reflect.Struct {
				return p, false
			}
			v = memberOf(v, name)
			if name != embedded {
				p = p.Field(name)
			}
			if !v.IsValid() {
				return p, false
			}
		}
	}
	return p, false
}

func keyAt(m reflect.Value, path string) (reflect.Value, bool) {
	for _, k := range m.MapKeys() {
		if strings.HasPrefix(path, "["+k.String()+"]") && (len(path) == len(k.String())+2 || strings.ContainsRune(".[", rune(path[len(k.String())+2]))) {
			return k, true
		}
	}
	return reflect.Value{}, false
}

func memberOf(v reflect.Value, name string) reflect.Value {
	t := v.Type()
	for i := range t.NumField() {
		if sf := t.Field(i); name == embedded && sf.Anonymous || name != embedded && sf.IsExported() && jsonName(sf) == name {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}
