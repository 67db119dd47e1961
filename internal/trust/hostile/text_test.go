// SPDX-License-Identifier: Apache-2.0

package hostile_test

import (
	"bytes"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/credential"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/imscase"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/competency/skos"
	"forge.apps.education.fr/eafc/briques/internal/trust/hostile"
	"forge.apps.education.fr/eafc/briques/internal/trust/osv"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/profile"
)

const concepts = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/s> a skos:ConceptScheme ; skos:hasTopConcept <https://example.org/a> .
<https://example.org/a> a skos:Concept ; skos:notation "A" ; skos:prefLabel "Accueillir"@fr .`

const conceptsJSON = `{"@context":{"@vocab":"http://www.w3.org/2004/02/skos/core#"},"@id":"https://example.org/s","@type":"ConceptScheme",
"hasTopConcept":{"@id":"https://example.org/a","@type":"Concept","prefLabel":{"@value":"Accueillir","@language":"fr"}}}`

func TestTurtle(t *testing.T) {
	through(t, hostile.Turtle(concepts), door{name: "skos.Parse", codes: map[string]string{hostile.TurtleSyntax: "SKOS-001", hostile.TurtleLimit: "SKOS-009"}, read: func(b []byte) issue.Issues {
		_, is := skos.Parse(b, skos.Options{})
		return is
	}})
}

// failed is an error as an issue of a code.
func failed(code string, err error) issue.Issues {
	if err == nil {
		return nil
	}
	return issue.Issues{{Code: code, Severity: issue.SeverityError, Message: err.Error()}}
}

// TestJSONOfOthers runs hostile texts through the readers of other standards,
// whose members have a grammar of their own: the text is judged as ours.
func TestJSONOfOthers(t *testing.T) {
	wire := hostile.Kind{Wire: true, Text: true, Bytes: 64 << 20, String: 1 << 20, Depth: 64}
	with := func(change func(*hostile.Kind)) hostile.Kind {
		k := wire
		change(&k)
		return k
	}
	document := hostile.Kind{Text: true, Bytes: 4 << 20, Values: 100_000, String: 1 << 20, Depth: 64, Case: "READ-008", Null: "READ-009", NoMember: "SHAPE-003", Whole: "SHAPE-001"}
	for _, c := range []struct {
		doc  string
		kind hostile.Kind
		door door
	}{
		{conceptsJSON, with(func(k *hostile.Kind) { k.Bytes, k.Values = 32<<20, 5_000_000 }), door{name: "skos.Parse JSON-LD", named: looksTurtle, read: parsed(func(b []byte) (any, issue.Issues) {
			f, is := skos.Parse(b, skos.Options{})
			return f, is
		})}},
		{`{"CFDocument":{"identifier":"a"},"CFItems":[{"identifier":"b","fullStatement":"Oser"}],"CFAssociations":[]}`, wire, door{name: "imscase.Parse", read: parsed(imscase.Parse)}},
		{string(profile.EAFCDocument()), with(func(k *hostile.Kind) { k.Bytes, k.Values = 8<<20, 100_000 }), door{name: "profile.Load", named: map[string]string{"bytes over the limit": "XAPIPROFILE-010"}, read: func(b []byte) issue.Issues {
			_, is := profile.Load(bytes.NewReader(b))
			return is
		}}},
		{`{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"a"}]}`, document, door{name: "credential.DecodeKeySet", read: parsed(credential.DecodeKeySet)}},
		{`{"issuer":"https://label.example.org/issuer","updated":"2026-11-20T00:00:00Z","revoked":[]}`, with(func(k *hostile.Kind) {
			*k = document
			k.Values = 200_000
		}), door{name: "credential.DecodeRevocations", read: parsed(credential.DecodeRevocations)}},
		{`{"title":"a","items":[{"id":"b","n":1}]}`, wire, door{name: "view.Parse", codes: plainly, named: viewTakes, read: func(b []byte) issue.Issues {
			if _, err := view.Parse(string(b)); err != nil {
				return widget.RuleUnreadable.Alone("", widget.Failed(err))
			}
			return nil
		}}},
		{`{"id":"GO-2026-0001","affected":[{"package":{"name":"m","ecosystem":"Go"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"}]}]}]}`, wire, door{name: "osv.ParseEntry", codes: plainly, read: func(b []byte) issue.Issues {
			_, err := osv.ParseEntry(b)
			return failed("OSV", err)
		}}},
	} {
		through(t, hostile.JSON([]byte(c.doc), c.kind), c.door)
	}
}

// plainly: readers that answer with one error.
var plainly = map[string]string{"READ-002": refused, "READ-003": refused, "READ-004": refused, "READ-005": refused, "READ-006": refused, "READ-007": refused,
	"READ-012": refused, "READ-014": refused, "READ-015": refused, "READ-016": refused, "READ-017": refused, "READ-018": refused}

// A text that does not begin like JSON is read as Turtle.
var looksTurtle = map[string]string{"nothing": "SKOS-003", "white space": "SKOS-003", "UTF-16 little endian": "SKOS-001", "a NUL in front": "SKOS-001", "YAML": "SKOS-001",
	"YAML document": "SKOS-001", "CSV": "SKOS-001", "XML": "SKOS-001", "a ZIP archive": "SKOS-001", "JSON with padding": "SKOS-001", "a script": "SKOS-001",
	"100,000 arrays, never closed": "SKOS-001", "100,000 objects, never closed": "SKOS-009", "many quotes": "SKOS-001", "bytes over the limit": "SKOS-009", "values over the limit": "SKOS-009",
	"values right below the limit": "SKOS-009", "objects in an unknown member": "SKOS-009"}

// A widget reads what its page gives it: 2 MiB in all is its limit.
var viewTakes = map[string]string{"byte order mark": accepted, "a number of 1,001 digits": accepted, "a string over the limit": accepted, "a name over the limit": accepted}

// A header that is another one leaves the part without its own.
var oddHeaders = map[string]string{`the header "Content Type: application/json"`: "ATTACHMENT-003", `the header "Content-Type\x00: application/json"`: "ATTACHMENT-003",
	`the header "\xff: a"`: "ATTACHMENT-003", `the header "Content-Type: a\x00b"`: "ATTACHMENT-003", `the header "é: a"`: "ATTACHMENT-003", "1,000 headers": "ATTACHMENT-002"}

func TestMultipart(t *testing.T) {
	const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" // of "test"
	attached := strings.TrimSuffix(signedStatement, "}") + `,"attachments":[{"usageType":"https://exemple.fr/u","display":{"fr":"a"},"contentType":"text/plain","length":4,"sha2":"` + hash + `"}]}`
	good := "--B\r\nContent-Type: application/json\r\n\r\n" + attached + "\r\n--B\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: " + hash + "\r\n\r\ntest\r\n--B--\r\n"
	dir := t.TempDir()
	through(t, hostile.Multipart(good, "B"), door{name: "xapi.ReadMultipart", named: oddHeaders, more: 8 << 20, read: func(b []byte) issue.Issues {
		m, is, err := xapi.ReadMultipart(bytes.NewReader(b), "multipart/mixed; boundary=B", xapi.MultipartLimits{Dir: dir})
		if err != nil {
			t.Error(err)
		}
		if m == nil {
			return is
		}
		defer m.Close()
		batch, is := xapi.DecodeBatch(m.JSON, xapi.Options{}, xapi.BatchLimits{})
		if is.HasErrors() {
			return is
		}
		return m.Match(batch)
	}})
}

// TestResume runs hostile codes through the reader of what a platform gives
// back (SCORM suspend data): the answers given before stay untouched.
func TestResume(t *testing.T) {
	f, is := competency.Parse(largest("framework"))
	if is.HasErrors() {
		t.Fatal(is)
	}
	q, is := positioning.Compile(f, nil, positioning.Policy{})
	if is.HasErrors() || len(q.Questions) == 0 {
		t.Fatal(is)
	}
	code := positioning.Code(q, positioning.Start(q))
	through(t, hostile.Codes(code), door{name: "positioning.Resume", read: func(b []byte) issue.Issues {
		s, fault := positioning.Resume(q, string(b))
		if fault == nil {
			return nil
		}
		if again := positioning.Code(q, s); again != code {
			t.Errorf("%.60q: the state is %s", b, again)
		}
		return issue.Issues{*fault}
	}})
}
