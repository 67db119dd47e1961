// SPDX-License-Identifier: Apache-2.0

package issue

import "strconv"

// Text is a sentence in the two languages that Briques speaks.
type Text struct {
	FR string `json:"fr"`
	EN string `json:"en"`
}

// In returns the English sentence for "en" and the French one otherwise.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.FR
}

// After puts words in front of both sentences.
func (t Text) After(fr, en string) Text { return Text{FR: fr + t.FR, EN: en + t.EN} }

// Before puts a name or a value behind both sentences.
func (t Text) Before(s string) Text { return Text{FR: t.FR + s, EN: t.EN + s} }

// Rule is what a code means: its severity, its sentences and its source. In
// Message and Fix, {0}, {1}… stand for the arguments that At is given.
type Rule struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Message  Text     `json:"message"`
	Fix      Text     `json:"fix"`
	Ref      string   `json:"ref,omitempty"`
}

// At returns the issue of rule r at pointer p. An argument is a string, an
// integer, a bool, an error, a Text or anything with a Words method that gives
// one (worded as the issue is) or anything with a String method; others print
// as "?".
func (r *Rule) At(p Pointer, args ...any) Issue {
	words := make([]string, len(args))
	var english []string
	for i, a := range args {
		t, bilingual := a.(Text)
		if w, ok := a.(interface{ Words() Text }); ok {
			t, bilingual = w.Words(), true
		}
		if bilingual && english == nil {
			english = make([]string, len(args))
			copy(english, words[:i])
		}
		if bilingual {
			words[i], english[i] = t.FR, t.EN
			continue
		}
		words[i] = word(a)
		if english != nil {
			english[i] = words[i]
		}
	}
	is := Issue{Code: r.Code, Pointer: p, Severity: r.Severity, Ref: r.Ref, rule: r, args: words, argsEN: english}
	return is.In("fr")
}

// Copies returns the rules themselves, in the order given: what a package
// publishes of its own.
func Copies(rules ...*Rule) []Rule {
	out := make([]Rule, len(rules))
	for i, r := range rules {
		out[i] = *r
	}
	return out
}

// Alone is a list of the one issue that At returns.
func (r *Rule) Alone(p Pointer, args ...any) Issues { return Issues{r.At(p, args...)} }

func word(a any) string {
	switch v := a.(type) {
	case string:
		return v
	case int:
		return itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case bool:
		if v {
			return "true"
		}
		return "false"
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	case []byte:
		return string(v)
	case Pointer:
		return string(v)
	}
	return "?"
}

func itoa(n int) string { return strconv.Itoa(n) }

// expand replaces {0}…{9} in s. An index without an argument stays as it is.
func expand(s string, args []string) string {
	if len(args) == 0 {
		return s
	}
	out := make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); i++ {
		if s[i] == '{' && i+2 < len(s) && s[i+2] == '}' && s[i+1] >= '0' && s[i+1] <= '9' {
			if n := int(s[i+1] - '0'); n < len(args) {
				out = append(out, args[n]...)
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return string(out)
}
