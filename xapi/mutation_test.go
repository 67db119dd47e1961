// SPDX-License-Identifier: Apache-2.0

package xapi_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// full is a valid statement of 2.0 with something of everything.
const full = `{"id":"12345678-1234-5678-1234-567812345678",
"actor":{"objectType":"Group","name":"Équipe","mbox":"mailto:equipe@exemple.fr","member":[{"name":"A","mbox_sha1sum":"ebd31e95054c018b10727ccffd2ef2ec3a016ee9"},{"openid":"https://exemple.fr/a"}]},
"verb":{"id":"http://adlnet.gov/expapi/verbs/answered","display":{"fr":"a répondu"}},
"object":{"objectType":"Activity","id":"https://exemple.fr/q","definition":{"name":{"fr":"Q"},"description":{"en":"d"},"type":"http://adlnet.gov/expapi/activities/cmi.interaction","moreInfo":"https://exemple.fr/m",
"interactionType":"other","correctResponsesPattern":["a"],"extensions":{"https://exemple.fr/e":null}}},
"result":{"score":{"scaled":0.5,"raw":5,"min":0,"max":10},"success":true,"completion":false,"response":"r","duration":"PT1H","extensions":{"https://exemple.fr/e":[1]}},
"context":{"registration":"12345678-1234-5678-1234-567812345678","instructor":{"account":{"homePage":"https://exemple.fr","name":"i"}},"team":{"objectType":"Group","account":{"homePage":"https://exemple.fr","name":"t"}},
"contextActivities":{"parent":[{"id":"https://exemple.fr/p"}],"other":{"id":"https://exemple.fr/x"}},"revision":"1","platform":"p","language":"fr-FR","statement":{"objectType":"StatementRef","id":"12345678-1234-5678-1234-567812345678"},"extensions":{"https://exemple.fr/e":{}},
"contextAgents":[{"objectType":"contextAgent","agent":{"mbox":"mailto:c@exemple.fr"},"relevantTypes":["https://exemple.fr/t"]}],"contextGroups":[{"objectType":"contextGroup","group":{"objectType":"Group","mbox":"mailto:g@exemple.fr"}}]},
"timestamp":"2026-11-03T09:00:00Z","stored":"2026-11-03T09:00:01Z","authority":{"objectType":"Group","member":[{"account":{"homePage":"https://exemple.fr","name":"oauth"}},{"mbox":"mailto:u@exemple.fr"}]},"version":"2.0.0",
"attachments":[{"usageType":"https://exemple.fr/u","display":{"fr":"p"},"description":{"fr":"d"},"contentType":"text/plain; charset=utf-8","length":3,"sha2":"495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a","fileUrl":"https://exemple.fr/f"}]}`

// lists has the components of interactions; sub has a SubStatement; byRef
// points to a statement; about is about an agent.
const (
	lists = `{"actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/q","definition":{"interactionType":"matching",
"source":[{"id":"a","description":{"fr":"A"}},{"id":"b"}],"target":[{"id":"a"}]}}}`
	choices = `{"actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/q","definition":{"interactionType":"choice","choices":[{"id":"a"}]}}}`
	likert  = `{"actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/q","definition":{"interactionType":"likert","scale":[{"id":"a"}]}}}`
	steps   = `{"actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/q","definition":{"interactionType":"performance","steps":[{"id":"a"}]}}}`
	sub     = `{"actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"https://exemple.fr/v"},"object":{"objectType":"SubStatement","actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/q"},"context":{"language":"fr"},"timestamp":"2026-11-03T09:00:00Z"}}`
	byRef   = `{"actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"http://adlnet.gov/expapi/verbs/voided"},"object":{"objectType":"StatementRef","id":"12345678-1234-5678-1234-567812345678"}}`
	hashed  = `{"actor":{"mbox_sha1sum":"ebd31e95054c018b10727ccffd2ef2ec3a016ee9"},"verb":{"id":"https://exemple.fr/v"},"object":{"objectType":"StatementRef","id":"12345678-1234-5678-1234-567812345678"}}`
	opened  = `{"actor":{"openid":"https://exemple.fr/a"},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/q"}}`
	known   = `{"actor":{"account":{"homePage":"https://exemple.fr","name":"a"}},"verb":{"id":"https://exemple.fr/v"},"object":{"id":"https://exemple.fr/q"}}`
	about   = `{"actor":{"mbox":"mailto:a@exemple.fr"},"verb":{"id":"https://exemple.fr/v"},"object":{"objectType":"Agent","mbox":"mailto:b@exemple.fr"},"context":{"language":"fr"}}`
)

// mutation is one defect: what it does at path, and the one issue it must
// give. at is the pointer of that issue when it is not path; "-" is "".
type mutation struct {
	ref, op, path, value, at string
}

var mutations = []mutation{
	{"XAPI-00003", "drop", "/actor", "", ""},
	{"XAPI-00004", "drop", "/verb", "", ""},
	{"XAPI-00005", "drop", "/object", "", ""},
	{"XAPI-00010", "add", "/foo", `1`, ""},
	{"XAPI-00010", "add", "/verb/foo", `{}`, ""},
	{"XAPI-00010", "add", "/object/definition/foo", `1`, ""},
	{"XAPI-00010", "add", "/result/foo", `1`, ""},
	{"XAPI-00010", "add", "/context/foo", `1`, ""},
	{"XAPI-00008", "rename", "/actor", "Actor", "/Actor"},
	{"XAPI-00008", "rename", "/verb", "VERB", "/VERB"},
	{"XAPI-00008", "rename", "/verb/id", "Id", "/verb/Id"},
	{"XAPI-00008", "rename", "/result/success", "Success", "/result/Success"},
	{"XAPI-00001", "set", "/actor/name", `null`, ""},
	{"XAPI-00001", "set", "/verb", `null`, ""},
	{"XAPI-00001", "set", "/result", `null`, ""},
	{"XAPI-00001", "set", "/context", `null`, ""},
	{"XAPI-00001", "set", "/object", `null`, ""},
	{"XAPI-00006", "set", "/result", `"r"`, ""},
	{"XAPI-00006", "set", "/context", `[]`, ""},
	{"XAPI-00028", "put", "/id", `1`, ""},
	{"XAPI-00027", "put", "/id", `"AA97B177-9383-4934-8543-0F91A7A0283X"`, ""},
	{"XAPI-00029", "put", "/id", `"urn:uuid:aa97b177-9383-4934-8543-0f91a7a02836"`, ""},
	{"XAPI-00022", "put", "/timestamp", `"2023-02-29T10:00:00Z"`, ""},
	{"XAPI-00022", "put", "/timestamp", `"2026-11-03"`, ""},
	{"XAPI-00022", "put", "/timestamp", `"2026-11-03T24:00:00Z"`, ""},
	{"XAPI-00023", "put", "/stored", `"hier"`, ""},
	{"XAPI-00101", "put", "/version", `"1.1.0"`, ""},
	{"XAPI-00031", "put", "/actor/objectType", `"agent"`, ""},
	{"XAPI-00032", "put", "/actor/objectType", `1`, ""},
	{"XAPI-00033", "put", "/actor/name", `1`, ""},
	{"XAPI-00034", "no ifi", "/actor", "Agent", "/actor"},
	{"XAPI-00037", "no ifi", "/actor", "Group", "/actor"},
	{"XAPI-00034", "two ifis", "/actor", "Agent", "/actor"},
	{"XAPI-00037", "two ifis", "/actor", "Group", "/actor"},
	{"XAPI-00035", "member", "/actor", "Agent", "/actor/member"},
	{"XAPI-00036", "set", "/actor/member", `{}`, ""},
	{"XAPI-00036", "set", "/actor/member/0", `"a"`, ""},
	{"XAPI-00038", "set", "/actor/mbox", `"mailto:should.fail.com"`, ""},
	{"XAPI-00038", "set", "/actor/mbox", `"mailto:a@exemple.fr?subject=x"`, ""},
	{"XAPI-00039", "set", "/actor/mbox_sha1sum", `"abc"`, ""},
	{"XAPI-00039", "set", "/actor/member/0/mbox_sha1sum", `"abc"`, ""},
	{"XAPI-00040", "set", "/actor/openid", `"ab=c://x"`, ""},
	{"XAPI-00040", "set", "/actor/member/1/openid", `"ab=c://x"`, ""},
	{"XAPI-00041", "set", "/actor/account", `"x"`, ""},
	{"XAPI-00041", "set", "/context/instructor/account", `1`, ""},
	{"XAPI-00042", "drop", "/actor/account/homePage", "", ""},
	{"XAPI-00042", "set", "/context/instructor/account/homePage", `"exemple.fr"`, ""},
	{"XAPI-00043", "drop", "/context/instructor/account/name", "", ""},
	{"XAPI-00043", "set", "/context/instructor/account/name", `1`, ""},
	{"XAPI-00044", "drop", "/verb/id", "", ""},
	{"XAPI-00044", "set", "/verb/id", `"vérifier"`, ""},
	{"XAPI-00045", "put", "/verb/display", `"a vérifié"`, ""},
	{"XAPI-00013", "put", "/verb/display", `{"fr_FR":"x"}`, "/verb/display/fr_FR"},
	{"XAPI-00121", "put", "/verb/display", `{"fr":1}`, "/verb/display/fr"},
	{"XAPI-00046", "put", "/object/objectType", `"Chose"`, ""},
	{"XAPI-00032", "put", "/object/objectType", `{}`, ""},
	{"XAPI-00047", "activity set", "/object/id", `"sans schéma"`, ""},
	{"XAPI-00047", "activity drop", "/object/id", "", "/object"},
	{"XAPI-00048", "set", "/object/definition", `"x"`, ""},
	{"XAPI-00049", "set", "/object/definition/interactionType", `"Choice"`, ""},
	{"XAPI-00049", "set", "/object/definition/interactionType", `1`, ""},
	{"XAPI-00050", "set", "/object/definition/correctResponsesPattern", `"a"`, ""},
	{"XAPI-00050", "set", "/object/definition/correctResponsesPattern", `["a",1]`, "/object/definition/correctResponsesPattern/1"},
	{"XAPI-00051", "set", "/object/definition/steps", `{}`, ""},
	{"XAPI-00052", "set", "/object/definition/target", `"x"`, ""},
	{"XAPI-00053", "set", "/object/definition/source", `1`, ""},
	{"XAPI-00054", "set", "/object/definition/scale", `true`, ""},
	{"XAPI-00055", "set", "/object/definition/choices", `"x"`, ""},
	{"XAPI-00056", "set", "/object/definition/name", `"x"`, ""},
	{"XAPI-00057", "set", "/object/definition/extensions", `1`, ""},
	{"XAPI-00058", "set", "/object/definition/source/1/id", `"a"`, ""},
	{"XAPI-00058", "drop", "/object/definition/source/1/id", "", ""},
	{"XAPI-00059", "set", "/object/definition/description", `1`, ""},
	{"XAPI-00060", "set", "/object/definition/type", `"x y"`, ""},
	{"XAPI-00061", "set", "/object/definition/moreInfo", `"x"`, ""},
	{"XAPI-00062", "set", "/object/definition/source/0/description", `"x"`, ""},
	{"XAPI-00063", "set", "/object/definition/source/0", `"x"`, ""},
	{"XAPI-00064", "with pattern", "/object/definition/interactionType", "", "/object/definition"},
	{"XAPI-00065", "drop if Agent", "/object/objectType", "", "/object"},
	{"XAPI-00073", "drop if SubStatement", "/object/objectType", "", "/object"},
	{"XAPI-00073", "drop if StatementRef", "/object/objectType", "", "/object"},
	{"XAPI-00066", "sub drop", "/object/actor", "", "/object"},
	{"XAPI-00066", "sub drop", "/object/verb", "", "/object"},
	{"XAPI-00067", "sub add", "/object/authority", `{"mbox":"mailto:a@exemple.fr"}`, ""},
	{"XAPI-00068", "sub add", "/object/version", `"1.0.0"`, ""},
	{"XAPI-00069", "sub add", "/object/stored", `"2026-11-03T09:00:00Z"`, ""},
	{"XAPI-00070", "sub add", "/object/id", `"12345678-1234-5678-1234-567812345678"`, ""},
	{"XAPI-00071", "sub set", "/object/object", sub[strings.Index(sub, `{"objectType":"SubS`) : len(sub)-1], ""},
	{"XAPI-00072", "ref set", "/object/id", `"x"`, ""},
	{"XAPI-00072", "ref drop", "/object/id", "", "/object"},
	{"XAPI-00072", "set", "/context/statement/id", `"x"`, ""},
	{"XAPI-00074", "put", "/result/success", `"true"`, ""},
	{"XAPI-00075", "put", "/result/completion", `1`, ""},
	{"XAPI-00076", "put", "/result/response", `1`, ""},
	{"XAPI-00077", "put", "/result/duration", `"P4W1D"`, ""},
	{"XAPI-00077", "put", "/result/duration", `"PT"`, ""},
	{"XAPI-00078", "put", "/result/extensions", `"x"`, ""},
	{"XAPI-00118", "put", "/result/extensions", `{"x":1}`, "/result/extensions/x"},
	{"XAPI-00079", "put", "/result/score", `"x"`, ""},
	{"XAPI-00080", "set", "/result/score", `{"min":5,"max":5,"raw":9}`, "/result/score/max"},
	{"XAPI-00080", "put", "/result/score/max", `"10"`, ""},
	{"XAPI-00081", "put", "/result/score/min", `"0"`, ""},
	{"XAPI-00082", "set", "/result/score", `{"raw":10.01,"max":10}`, "/result/score/raw"},
	{"XAPI-00082", "set", "/result/score", `{"raw":-1e-400,"min":0}`, "/result/score/raw"},
	{"XAPI-00083", "put", "/result/score/scaled", `1.0000000000000000000001`, ""},
	{"XAPI-00083", "put", "/result/score/scaled", `1e400`, ""},
	{"XAPI-00084", "not activity", "/context/revision", `"1"`, ""},
	{"XAPI-00085", "not activity", "/context/platform", `"p"`, ""},
	{"XAPI-00030", "put", "/context/registration", `"AA97B177-9383-4934-8543-0F91A7A0283X"`, ""},
	{"XAPI-00086", "put", "/context/contextActivities", `"x"`, ""},
	{"XAPI-00087", "put", "/context/instructor", `"x"`, ""},
	{"XAPI-00088", "put", "/context/team", `1`, ""},
	{"XAPI-00088", "put", "/context/team", `{"objectType":"Agent","mbox":"mailto:a@exemple.fr"}`, "/context/team/objectType"},
	{"XAPI-00089", "activity put", "/context/revision", `1`, ""},
	{"XAPI-00090", "activity put", "/context/platform", `1`, ""},
	{"XAPI-00091", "put", "/context/language", `"abcdefghi"`, ""},
	{"XAPI-00092", "put", "/context/statement", `"x"`, ""},
	{"XAPI-00092", "set", "/context/statement/objectType", `"statementref"`, ""},
	{"XAPI-00093", "add", "/context/contextActivities/foo", `{"id":"https://exemple.fr/a"}`, ""},
	{"XAPI-00094", "put", "/context/contextActivities/grouping", `"x"`, ""},
	{"XAPI-00094", "put", "/context/contextActivities/grouping", `[{"id":"x"}]`, "/context/contextActivities/grouping/0/id"},
	{"XAPI-00120", "put", "/context/extensions", `"x"`, ""},
	{"XAPI-00024", "put", "/authority", `{"objectType":"Group","mbox":"mailto:a@exemple.fr","member":[{"mbox":"mailto:a@exemple.fr"},{"mbox":"mailto:b@exemple.fr"}]}`, ""},
	{"XAPI-00098", "put", "/authority", `{"objectType":"Group","member":[{"mbox":"mailto:a@exemple.fr"}]}`, "/authority/member"},
	{"XAPI-00017", "put", "/verb/id", `"http://adlnet.gov/expapi/verbs/voided"`, "/object"},
	{"XAPI-00025", "put", "/attachments", `"x"`, ""},
	{"XAPI-00025", "put", "/attachments", `["x"]`, "/attachments/0"},
	{"XAPI-00102", "set", "/attachments/0/length", `27.5`, ""},
	{"XAPI-00102", "set", "/attachments/0/length", `-1`, ""},
	{"XAPI-00102", "set", "/attachments/0/length", `1e400`, ""},
	{"XAPI-00102", "drop", "/attachments/0/length", "", ""},
	{"XAPI-00103", "set", "/attachments/0/sha2", `"abc"`, ""},
	{"XAPI-00104", "set", "/attachments/0/fileUrl", `"abc"`, ""},
	{"XAPI-00105", "set", "/attachments/0/contentType", `"pdf"`, ""},
	{"XAPI-00106", "set", "/attachments/0/display", `"abc"`, ""},
	{"XAPI-00107", "set", "/attachments/0/usageType", `"abc"`, ""},
	{"2.0", "empty", "/context/contextAgents/0/relevantTypes", ``, ""},
	{"2.0", "set", "/context/contextAgents/0/objectType", `"Agent"`, ""},
	{"2.0", "drop", "/context/contextAgents/0/agent", "", ""},
	{"2.0", "set", "/context/contextGroups", `{}`, ""},
	{"2.0", "set", "/context/contextGroups/0/group/objectType", `"Agent"`, ""},
	{"XAPI-00014", "text", "", "trailing", "-"},
	{"XAPI-00014", "text", "", "comma", "-"},
	{"XAPI-00014", "text", "", "cut", "-"},
	{"XAPI-00015", "text", "", "utf8", "-"},
	{"XAPI-00021", "text", "", "twice", "/actor"},
	{"XAPI-00021", "text", "", "escaped", "/actor"},
}

type object = map[string]any

// lookup returns the parent of a path and its last name; ok when the parent
// is there, and whether the value itself is.
func lookup(doc object, path string) (parent any, last string, ok, there bool) {
	names := strings.Split(path, "/")[1:]
	parent = doc
	for i, name := range names {
		last = name
		var next any
		switch p := parent.(type) {
		case object:
			next, there = p[name]
		case []any:
			n, err := strconv.Atoi(name)
			there = err == nil && n < len(p)
			if there {
				next = p[n]
			}
		default:
			return nil, "", false, false
		}
		if i == len(names)-1 {
			return parent, last, true, there
		}
		if !there {
			return nil, "", false, false
		}
		parent = next
	}
	return nil, "", false, false
}

func put(parent any, last string, value any) {
	switch p := parent.(type) {
	case object:
		p[last] = value
	case []any:
		n, _ := strconv.Atoi(last)
		p[n] = value
	}
}

func parse(t testing.TB, raw string) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	return v
}

var ifis = []string{"mbox", "mbox_sha1sum", "openid", "account"}

// apply does m to a fresh copy of raw; ok is false where it has no place.
func (m mutation) apply(t testing.TB, raw []byte) (out []byte, pointer string, ok bool) {
	doc := parse(t, string(raw)).(object)
	target, _ := doc["object"].(object)
	kind, _ := target["objectType"].(string)
	pointer = m.path
	if m.at != "" {
		pointer = strings.TrimPrefix(m.at, "-")
	}
	op, qualified := m.op, false
	if first, rest, cut := strings.Cut(op, " "); cut {
		op, qualified = rest, true
		switch first {
		case "activity":
			ok = kind == "" || kind == "Activity"
		case "sub":
			ok = kind == "SubStatement"
		case "ref":
			ok = kind == "StatementRef"
		default:
			op, qualified = m.op, false
		}
		if qualified && !ok {
			return nil, "", false
		}
	}
	if op == "text" {
		return m.text(raw), pointer, true
	}
	parent, last, ok, there := lookup(doc, m.path)
	if !ok {
		return nil, "", false
	}
	up := m.path[:strings.LastIndex(m.path, "/")]
	switch op {
	case "set":
		if ok = there; ok {
			put(parent, last, parse(t, m.value))
		}
	case "put":
		if m.ref == "XAPI-00017" && kind == "StatementRef" {
			return nil, "", false
		}
		if m.path == "/object/objectType" && m.ref == "XAPI-00046" && target == nil {
			return nil, "", false
		}
		put(parent, last, parse(t, m.value))
	case "add":
		if ok = !there; ok {
			put(parent, last, parse(t, m.value))
		}
	case "empty":
		if ok = there; ok {
			put(parent, last, []any{})
		}
	case "drop", "drop if Agent", "drop if SubStatement", "drop if StatementRef", "with pattern":
		o, isObject := parent.(object)
		ok = there && isObject
		if k, limited := strings.CutPrefix(op, "drop if "); limited && k != kind {
			return nil, "", false
		}
		if op == "with pattern" && (!ok || o["correctResponsesPattern"] == nil) {
			return nil, "", false
		}
		if ok {
			delete(o, last)
		}
		if m.at == "" {
			pointer = up
		}
	case "rename":
		if ok = there; ok {
			o := parent.(object)
			o[m.value] = o[last]
			delete(o, last)
		}
	case "no ifi", "two ifis", "member":
		return m.identity(t, doc, pointer)
	case "not activity":
		if kind == "" || kind == "Activity" || there {
			return nil, "", false
		}
		put(parent, last, parse(t, m.value))
	default:
		t.Fatalf("operation %q", op)
	}
	if !ok {
		return nil, "", false
	}
	// Some defects would bring a second one with them: those have no place.
	if m.path == "/object" || strings.HasPrefix(m.path, "/object/objectType") {
		if c, isObject := doc["context"].(object); isObject && (c["revision"] != nil || c["platform"] != nil) {
			if kind != "" && kind != "Activity" {
				return nil, "", false
			}
		}
	}
	if m.op == "put" && m.path == "/verb/id" && m.ref == "XAPI-00017" && target == nil {
		return nil, "", false
	}
	if verb, _ := doc["verb"].(object); verb["id"] == "http://adlnet.gov/expapi/verbs/voided" && m.ref != "XAPI-00017" && strings.HasPrefix(m.path, "/object") && m.path != "/object/id" {
		return nil, "", false
	}
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out, pointer, true
}

// identity changes what identifies the actor of the statement.
func (m mutation) identity(t testing.TB, doc object, pointer string) ([]byte, string, bool) {
	a := doc["actor"].(object)
	isGroup := a["objectType"] == "Group"
	if isGroup != (m.value == "Group") {
		return nil, "", false
	}
	n := 0
	for _, name := range ifis {
		if a[name] != nil {
			n++
		}
	}
	switch m.op {
	case "no ifi":
		for _, name := range ifis {
			delete(a, name)
		}
		delete(a, "member")
	case "two ifis":
		if n != 1 {
			return nil, "", false
		}
		for name, value := range map[string]any{"mbox": "mailto:z@exemple.fr", "openid": "https://exemple.fr/z"} {
			if a[name] == nil {
				a[name] = value
				break
			}
		}
	case "member":
		a["member"] = []any{object{"mbox": "mailto:z@exemple.fr"}}
	}
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out, pointer, true
}

func (m mutation) text(raw []byte) []byte {
	compact := new(bytes.Buffer)
	json.Compact(compact, raw)
	b := compact.Bytes()
	switch m.value {
	case "trailing":
		return append(b, " x"...)
	case "comma":
		return append(b[:len(b)-1:len(b)-1], ",}"...)
	case "cut":
		return b[:len(b)-1]
	case "utf8":
		return bytes.Replace(b, []byte(`"actor":{`), []byte("\"actor\":{\"name\":\"\xe9\","), 1)
	case "escaped":
		return append([]byte(`{"\u0061ctor":{"mbox":"mailto:a@exemple.fr"},`), b[1:]...)
	}
	return append([]byte(`{"actor":{"mbox":"mailto:a@exemple.fr"},`), b[1:]...)
}

// One defect gives exactly one error, at its place, under its requirement,
// in both languages.
func TestOneDefectOneIssue(t *testing.T) {
	small := []string{lists, choices, likert, steps, sub, byRef, hashed, opened, known, about}
	bases := map[xapi.Version][]string{xapi.V20: append([]string{full}, small...), xapi.V103: small}
	for _, v := range []xapi.Version{xapi.V103, xapi.V20} {
		for _, raw := range bases[v] {
			if is := xapi.Validate([]byte(raw), xapi.Options{Version: v}); len(is) > 0 {
				t.Fatalf("%s: %v\n%s", v, is, raw)
			}
		}
	}
	for version, file := range map[xapi.Version]string{xapi.V103: "v1_0_3", xapi.V20: "v2_0"} {
		t.Run(string(version), func(t *testing.T) {
			all := bases[version]
			for i, c := range readADL(t, file) {
				if c.Valid && (fixtures.Long() || i%5 == 0) {
					all = append(all, string(c.Statement))
				}
			}
			oneDefect(t, version, all)
		})
	}
}

// readADL returns the statements of a set; none when it is not there.
func readADL(t testing.TB, file string) []adlCase {
	t.Helper()
	if !fixtures.Beside("xapi/adl/" + file + ".jsonl") {
		t.Logf("NOT RUN on the ADL set: ../shared/fixtures/xapi/adl/%s.jsonl is not beside the checkout", file)
		return nil
	}
	return fixtures.Lines[adlCase](t, "xapi/adl/"+file+".jsonl")
}

func oneDefect(t *testing.T, version xapi.Version, bases []string) {
	refs, used, total := map[string]int{}, map[int]int{}, 0
	for _, base := range bases {
		for n, m := range mutations {
			if m.ref == "2.0" && version == xapi.V103 {
				continue
			}
			raw, pointer, ok := m.apply(t, []byte(base))
			if !ok {
				continue
			}
			is := xapi.Validate(raw, xapi.Options{Version: version})
			total++
			used[n]++
			var errors issue.Issues
			for _, i := range is {
				if i.Severity == issue.SeverityError {
					errors = append(errors, i)
				}
			}
			if len(errors) != 1 {
				t.Errorf("%+v: %d errors: %+v\n%s", m, len(errors), errors, raw)
				continue
			}
			got := errors[0]
			wantRef := got.Ref == m.ref || m.ref == "2.0" && strings.HasPrefix(got.Ref, "IEEE 9274.1.1")
			if !wantRef || string(got.Pointer) != pointer {
				t.Errorf("%+v: got %s at %q, want %q\n%s", m, got.Ref, got.Pointer, pointer, raw)
			}
			en := got.In("en")
			if got.Message == "" || got.Fix == "" || en.Message == "" || en.Message == got.Message || got.Line == 0 || got.Column == 0 {
				t.Errorf("%+v: messages or place: %+v", m, got)
			}
			refs[got.Ref]++
		}
	}
	var unused []string
	for n, m := range mutations {
		if used[n] == 0 && m.ref != "2.0" {
			unused = append(unused, m.ref+" "+m.op+" "+m.path)
		}
	}
	t.Logf("%d defects of %d kinds over %d statements, %d requirements broken: %s", total, len(used), len(bases), len(refs), strings.Join(slices.Sorted(maps.Keys(refs)), " "))
	if version == xapi.V20 && len(unused) > 0 {
		t.Errorf("without a place: %s", strings.Join(unused, "; "))
	}
}
