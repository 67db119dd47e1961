// SPDX-License-Identifier: Apache-2.0

package schemas

import (
	"encoding/json"
	"strings"
	"sync"

	"forge.apps.education.fr/eafc/briques/internal/strictjson"
	"forge.apps.education.fr/eafc/briques/internal/subset"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// Verdict is the outcome of one document.
type Verdict string

// The verdicts, from best to worst.
const (
	VerdictValid      Verdict = "valid"
	VerdictInvalid    Verdict = "invalid"
	VerdictUnreadable Verdict = "unreadable"
	VerdictUnknown    Verdict = "unknown" // kind or schema not known
)

// Valid reports whether v is one of the declared verdicts.
func (v Verdict) Valid() bool {
	switch v {
	case VerdictValid, VerdictInvalid, VerdictUnreadable, VerdictUnknown:
		return true
	}
	return false
}

// Result is what Validate says of one document. Value is the typed document
// when a Fast or Read route made one, nil otherwise.
type Result struct {
	Kind    Kind
	Verdict Verdict
	Issues  issue.Issues
	Value   issue.Checker
}

// Validator checks documents. The zero value is ready: the engine decides
// and no business rule is asked. It is safe for concurrent use if its
// functions are.
type Validator struct {
	// Fast decodes a document of a kind and reports whether it satisfies
	// every constraint of its Go type (see schemas/check.Fast).
	Fast func(Kind, []byte) (issue.Checker, bool)
	// Read decodes a document whose shape the engine has accepted, for its
	// business rules. It is asked only where Fast is nil.
	Read func(Kind, []byte) (issue.Checker, bool)
	// Own says what the decoder of a kind says of a document that the engine
	// accepts and Fast refuses: some parts are open to the schema and closed
	// to their package (expressions of a label profile). Without it, or if
	// it says nothing, such a refusal is SHAPE-099, a defect of ours.
	Own func(Kind, []byte) issue.Issues
	// Lang words the issues: "fr" (also the zero value) or "en".
	Lang string
	// MaxIssues bounds the issues kept per document; 0 is 100.
	MaxIssues int
	// ShapeOnly leaves the business rules out.
	ShapeOnly bool
}

// Validate checks data as a document of kind; with an empty kind it is found
// by Detect, else by Recognise. It never panics and opens nothing.
func (v *Validator) Validate(kind Kind, data []byte) Result {
	var told issue.Issues
	announced, found := Detect(kind, data)
	if len(found) > 0 && found[0].Code == ruleNoKind.Code {
		if announced, told = Recognise(data); announced != "" {
			found = nil
		} else {
			found, told = told, nil
		}
	}
	if len(found) > 0 {
		return v.finish(Result{Kind: kind, Verdict: verdictOf(found), Issues: found})
	}
	res := v.judge(announced, data)
	strictjson.Locate(told, data, large)
	res.Issues = append(res.Issues, told...)
	return v.finish(res)
}

// judge checks data as a document of kind.
func (v *Validator) judge(kind Kind, data []byte) Result {
	c, err := Schema(kind)
	if err != nil {
		return Result{Kind: kind, Verdict: VerdictUnknown, Issues: issue.Issues{ruleUnknownKind.At("", string(kind), err)}}
	}
	inf, _ := kind.Info()
	profile := strictjson.Document
	if inf.Wire {
		profile = strictjson.Wire
	}
	res := Result{Kind: kind, Verdict: VerdictValid}
	fast, most := false, inf.Limits.Bytes
	if most == 0 {
		most = defaultBytes
	}
	if v.Fast != nil && len(data) <= most {
		res.Value, fast = v.Fast(kind, data)
	}
	// A typed decoder reads strictly itself: what it accepts need not be
	// scanned again.
	if !fast {
		if found := strictjson.Scan(data, profile, inf.Limits); len(found) > 0 {
			return Result{Kind: kind, Verdict: VerdictUnreadable, Issues: found}
		}
		// Of a dense document, which no person wrote, the typed decoder tells
		// the faults: the engine would need a map for each of its objects.
		if v.Own != nil && res.Value != nil && strictjson.Dense(data) {
			res.Issues = v.Own(kind, data)
		}
		if !res.Issues.HasErrors() {
			res.Issues = c.judge(data)
		}
		switch {
		case len(res.Issues) > 0:
			res.Verdict, res.Value = VerdictInvalid, nil
			return res
		case v.Fast != nil && res.Value != nil:
			res.Verdict, res.Value = VerdictInvalid, nil
			if v.Own != nil {
				res.Issues = v.Own(kind, data)
			}
			if !res.Issues.HasErrors() {
				res.Issues = append(res.Issues, issue.Shape099.At("", string(kind)))
			}
			return res
		case v.Fast == nil && v.Read != nil:
			res.Value, _ = v.Read(kind, data)
		}
	}
	if res.Value != nil && !v.ShapeOnly {
		res.Issues = res.Value.Check()
		if res.Issues.HasErrors() {
			res.Verdict = VerdictInvalid
		}
		strictjson.Locate(res.Issues, data, inf.Limits)
	}
	return res
}

// defaultBytes is the size limit of a kind that names none.
const defaultBytes = 4 << 20

func verdictOf(found issue.Issues) Verdict {
	if strings.HasPrefix(found[0].Code, "KIND-") {
		return VerdictUnknown
	}
	return VerdictUnreadable
}

func (v *Validator) finish(res Result) Result {
	most := v.MaxIssues
	if most <= 0 {
		most = 100
	}
	res.Issues.Sort()
	if len(res.Issues) > most {
		res.Issues = res.Issues[:most]
	}
	if v.Lang == "en" {
		res.Issues = res.Issues.In("en")
	}
	return res
}

// Detect returns the kind of a document: the one asked for, or the one that
// its $schema names. Both must agree.
func Detect(asked Kind, data []byte) (Kind, issue.Issues) {
	id, found := announced(data)
	if len(found) > 0 {
		return "", found
	}
	named, major, ours := parseID(id)
	if inf, known := asked.Info(); known && inf.Wire {
		return asked, nil // data of another standard has no $schema
	}
	place := func(i issue.Issue) issue.Issues {
		found := issue.Issues{i}
		strictjson.Locate(found, data, large)
		return found
	}
	switch {
	case id == "" && asked == "":
		return "", noKind(nil)
	case id == "":
		return asked, nil
	case ours && major > Major && (len(major) > len(Major) || major[0] == 'v'):
		return "", place(ruleNewerKind.At("/$schema", clip(id)))
	case !ours || !named.Valid():
		if asked != "" && !ours {
			return asked, nil // the schema itself refuses a wrong $schema
		}
		return "", place(ruleUnknownKind.At("/$schema", clip(id), nearKind(string(named))))
	case asked != "" && asked != named:
		return "", place(ruleOtherKind.At("/$schema", string(named), string(asked)))
	}
	return named, nil
}

// readers spares Detect a Reader for each of many small documents.
var readers = sync.Pool{New: func() any { return new(strictjson.Reader) }}

// announced reads the $schema member of data, "" if there is none.
func announced(data []byte) (string, issue.Issues) {
	r := readers.Get().(*strictjson.Reader)
	r.Reset(data, strictjson.Wire, large)
	defer readers.Put(r)
	if r.Peek() != strictjson.Object {
		if found := strictjson.Scan(data, strictjson.Wire, large); len(found) > 0 {
			return "", found
		}
		return "", nil
	}
	for r.Enter(); r.More(); {
		if string(r.Name()) == "$schema" && r.Peek() == strictjson.String {
			return string(r.Text()), nil
		}
		r.Skip()
	}
	if r.Failed() {
		return "", r.Issues()
	}
	return "", nil
}

func parseID(id string) (k Kind, major string, ours bool) {
	rest, ok := strings.CutPrefix(id, Base+"/schemas/")
	if !ok {
		return "", "", false
	}
	major, name, ok := strings.Cut(rest, "/")
	name, isSchema := strings.CutSuffix(name, ".schema.json")
	return Kind(name), major, ok && isSchema
}

func nearKind(name string) issue.Text {
	var among []candidate
	for _, i := range kinds {
		among = append(among, candidate{name: string(i.Kind), titles: titleWords(i.Title)})
	}
	if near := suggest(name, among); near != "" {
		return issue.Text{FR: "écrivez « " + Kind(near).ID() + " »", EN: "write “" + Kind(near).ID() + "”"}
	}
	return issue.Text{FR: "briques schemas list donne les genres connus", EN: "briques schemas list names the known kinds"}
}

// tame makes numbers with monstrous exponents harmless for the engine: they
// are out of every range that a schema states.
func tame(v any) any {
	switch x := v.(type) {
	case json.Number:
		if subset.Rat(x) == nil {
			if strings.HasPrefix(string(x), "-") {
				return json.Number("-1e300")
			}
			return json.Number("1e300")
		}
	case []any:
		for i := range x {
			x[i] = tame(x[i])
		}
	case map[string]any:
		for k := range x {
			x[k] = tame(x[k])
		}
	}
	return v
}
