// SPDX-License-Identifier: Apache-2.0

// Package issue is the one result of every check in Briques: a coded fault
// ("constat") with its place, its meaning and its mend, in French and English.
//
// It is the leaf that every other package may import. It links neither fmt,
// reflect, regexp nor encoding/json, so that widgets can carry it.
package issue

// Severity says whether a fault refuses the document.
type Severity string

// The severities. Only SeverityError makes a document invalid.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

// Valid reports whether s is one of the declared severities.
func (s Severity) Valid() bool {
	return s == SeverityError || s == SeverityWarning || s == SeverityInfo
}

// Issue is one fault. Code is a public contract: it is never reused for
// another meaning. Pointer is an RFC 6901 pointer into the checked document
// ("" is the whole). Line and Column start at 1 and count code points; zero
// means that no text position is known. Message and Fix are French unless
// In has chosen another language. Ref names the source of the rule.
type Issue struct {
	Code     string   `json:"code"`
	Pointer  Pointer  `json:"pointer"`
	Line     int      `json:"line,omitempty"`
	Column   int      `json:"column,omitempty"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Fix      string   `json:"fix,omitempty"`
	Ref      string   `json:"ref,omitempty"`

	rule   *Rule
	args   []string
	argsEN []string // nil when the arguments are the same in both languages
}

// In returns the issue worded in lang ("fr" or "en"; anything else is
// French). An issue that was not made by Rule.At is returned unchanged.
func (i Issue) In(lang string) Issue {
	if i.rule == nil {
		return i
	}
	args := i.args
	if lang == "en" && i.argsEN != nil {
		args = i.argsEN
	}
	i.Message = expand(i.rule.Message.In(lang), args)
	i.Fix = expand(i.rule.Fix.In(lang), args)
	return i
}

// Error makes an Issue an error: code, place and message.
func (i Issue) Error() string {
	s := i.Code
	if i.Pointer != "" {
		s += " " + string(i.Pointer)
	}
	return s + " : " + i.Message
}

// Words returns the message in both languages.
func (i Issue) Words() Text { return Text{FR: i.In("fr").Message, EN: i.In("en").Message} }

// Equal reports whether two issues say the same, whatever rule made them.
func (i Issue) Equal(o Issue) bool {
	return i.Code == o.Code && i.Pointer == o.Pointer && i.Line == o.Line && i.Column == o.Column &&
		i.Severity == o.Severity && i.Message == o.Message && i.Fix == o.Fix && i.Ref == o.Ref
}
