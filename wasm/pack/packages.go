// SPDX-License-Identifier: Apache-2.0

package pack

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
	"forge.apps.education.fr/eafc/briques/wasm/assets"
	"forge.apps.education.fr/eafc/briques/wasm/view"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

// Zip returns a folder to unpack on any web server: index.html, the loader,
// the module and the documents.
func Zip(b *Bundle, o Options) ([]byte, error) {
	files, err := folder(b, o, "")
	if err != nil {
		return nil, err
	}
	return archive(files)
}

// folder are the files of a package; module is the name of the script of the
// host (SCORM), if any.
func folder(b *Bundle, o Options, script string) (map[string][]byte, error) {
	d, err := o.definition()
	if err != nil {
		return nil, err
	}
	element, err := o.packed()
	if err != nil {
		return nil, err
	}
	files, _ := o.documents()
	var gz bytes.Buffer
	module := suite.Module(d)
	if err := Gzip(b.Modules[module], &gz); err != nil {
		return nil, err
	}
	files["eafc.wasm.gz"] = gz.Bytes()
	modules := map[string]ModuleRef{module: {File: "eafc.wasm.gz", Integrity: integrity(gz.Bytes())}}
	if d.Engine != "" {
		var engine bytes.Buffer
		if err := Gzip(b.Engine, &engine); err != nil {
			return nil, err
		}
		files[engineFile+".gz"] = engine.Bytes()
		modules[d.Engine] = ModuleRef{File: engineFile + ".gz", Integrity: integrity(engine.Bytes())}
	}
	loader, err := packedLoader(b, modules)
	if err != nil {
		return nil, err
	}
	files["loader.js"] = []byte(loader)
	files["eafc.css"] = []byte(MinifyCSS(assets.Text("eafc.css")))
	files["cadre.css"] = []byte(frameCSS)
	files["langues/en.json"] = []byte(assets.Text("langues/en.json"))
	extra := ""
	if script != "" {
		extra = `<script src="` + script + `"></script>` + "\n"
	}
	files["index.html"] = []byte(`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>` + view.Escape(d.Title[0]) + `</title>
<link rel="stylesheet" href="cadre.css">
` + extra + `<script type="module" src="loader.js"></script>
</head>
<body><main>` + element + `</main></body>
</html>
`)
	return files, nil
}

// packedLoader is the loader of b for another module reference.
func packedLoader(b *Bundle, modules map[string]ModuleRef) (string, error) {
	at := strings.Index(b.Loader, "MODULES = ")
	if at < 0 {
		return "", fmt.Errorf("loader.js : MODULES introuvable")
	}
	at += len("MODULES = ")
	end := strings.Index(b.Loader[at:], ", TAGS = ")
	if end < 0 {
		return "", fmt.Errorf("loader.js : TAGS introuvable")
	}
	v, err := json.Marshal(modules)
	return b.Loader[:at] + string(v) + b.Loader[at+end:], err
}

// HTML returns one file that works from a disk without a server: module,
// documents and styles are inside, and a policy in <meta> allows nothing else.
func HTML(b *Bundle, o Options) ([]byte, error) {
	d, err := o.definition()
	if err != nil {
		return nil, err
	}
	o.Attributes = withDefault(o.Attributes, "chargement", "immediat")
	element, err := o.packed()
	if err != nil {
		return nil, err
	}
	files, attributes := o.documents()
	for _, a := range attributes {
		data, err := inPage(a[1], files[a[1]])
		if err != nil {
			return nil, err
		}
		element = strings.Replace(element, `"`+a[1]+`"`, `"`+data+`"`, 1)
	}
	element = strings.Replace(element, `<link rel="stylesheet" href="eafc.css">`, "", 1)
	var gz bytes.Buffer
	if err := Gzip(b.Modules[suite.Module(d)], &gz); err != nil {
		return nil, err
	}
	modules, inline := map[string]ModuleRef{suite.Module(d): {Inline: "eafc-module"}}, inlineModule("eafc-module", gz.Bytes())
	if d.Engine != "" {
		var engine bytes.Buffer
		if err := Gzip(b.Engine, &engine); err != nil {
			return nil, err
		}
		modules[d.Engine] = ModuleRef{Inline: "eafc-engine"}
		inline += inlineModule("eafc-engine", engine.Bytes())
	}
	loader, err := packedLoader(b, modules)
	if err != nil {
		return nil, err
	}
	english, err := inPage("en.json", []byte(assets.Text("langues/en.json")))
	if err != nil {
		return nil, err
	}
	loader = `const EAFC_BASE = "";const EAFC_LANG = {"en":"` + english + `"};` + "\n" + loader
	sum := sha256.Sum256([]byte(loader))
	policy := "default-src 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "' 'wasm-unsafe-eval'; connect-src data:; base-uri 'none'; form-action 'none'"
	return []byte(`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="` + policy + `">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>` + view.Escape(d.Title[0]) + `</title>
</head>
<body><main>` + element + `</main>
` + inline + `<script type="module">` + loader + `</script>
</body>
</html>
`), nil
}

// inlineModule keeps a module in the page until the loader asks for it.
func inlineModule(id string, gz []byte) string {
	return `<script type="text/plain" id="` + id + `">data:application/octet-stream;base64,` + base64.StdEncoding.EncodeToString(gz) + "</script>\n"
}

// inPage is the address of a document that is in the page itself; the loader
// unpacks it.
func inPage(file string, doc []byte) (string, error) {
	mime := "text/plain"
	if strings.HasSuffix(file, ".json") {
		mime, doc = "application/json", compact(doc)
	}
	var gz bytes.Buffer
	err := Gzip(doc, &gz)
	return "data:" + mime + "+gzip;base64," + base64.StdEncoding.EncodeToString(gz.Bytes()), err
}

func withDefault(m map[string]string, k, v string) map[string]string {
	out := map[string]string{k: v}
	for a, b := range m {
		out[a] = b
	}
	return out
}

func compact(b []byte) []byte {
	var out bytes.Buffer
	if json.Compact(&out, b) != nil {
		return b
	}
	return out.Bytes()
}

// archive writes files in order of name, without dates.
func archive(files map[string][]byte) ([]byte, error) {
	names := make([]string, 0, len(files))
	for n := range files {
		names = append(names, n)
	}
	sort.Strings(names)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, n := range names {
		method := zip.Deflate
		if strings.HasSuffix(n, ".gz") {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: n, Method: method, Modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(files[n]); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// MaxSuspend is what SCORM 1.2 lets a content keep: cmi.suspend_data.
const MaxSuspend = 4096

// SCORM12 returns a SCORM 1.2 package of one SCO. Its state is the resume
// code of positioning, one character per competency; a framework whose code
// would not fit is refused here, not in front of a learner. Completion is
// reported, a score only when asked; the learner's name is never read. The
// platform keeps the code from the first answer on, under the account of the
// person: the element says so instead of "stays on this device".
//
// A widget that nobody completes (a catalogue, the checker) is refused: on a
// platform it would stay unfinished for ever.
func SCORM12(b *Bundle, o Options) ([]byte, error) {
	if o.Widget != "auto-positionnement" {
		if _, err := o.definition(); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("%s : rien à achever ni à reprendre ; faites un zip ou un html", o.Widget)
	}
	if framework := o.Documents["referentiel"]; len(framework) > 0 {
		f, is := competency.Parse(framework)
		if f == nil {
			return nil, is
		}
		q, _ := positioning.Compile(f, nil, positioning.Policy{Scope: positioning.ScopeAll})
		if n := len(positioning.Code(q, positioning.Start(q))) + 4; n > MaxSuspend {
			return nil, fmt.Errorf("suspend_data : %d caractères, %d au plus", n, MaxSuspend)
		}
	}
	o.Attributes = withDefault(o.Attributes, "stockage", "plateforme")
	files, err := folder(b, o, "scorm.js")
	if err != nil {
		return nil, err
	}
	files["scorm.js"] = []byte(Minify(strings.Replace(assets.Text("scorm.js"), "%SCORE%", fmt.Sprint(o.Score), 1)))
	d, err := o.definition()
	if err != nil {
		return nil, err
	}
	files["imsmanifest.xml"] = manifest(d.Title[0], files)
	return archive(files)
}

func manifest(title string, files map[string][]byte) []byte {
	names := make([]string, 0, len(files))
	for n := range files {
		names = append(names, n)
	}
	sort.Strings(names)
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="eafc" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o1"><organization identifier="o1"><title>` + view.Escape(title) + `</title><item identifier="i1" identifierref="r1"><title>` + view.Escape(title) + `</title></item></organization></organizations>
<resources><resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="index.html">
`)
	for _, n := range names {
		b.WriteString(`<file href="` + view.Escape(n) + `"/>` + "\n")
	}
	b.WriteString("</resource></resources>\n</manifest>\n")
	return []byte(b.String())
}
