// SPDX-License-Identifier: Apache-2.0

package pack

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"forge.apps.education.fr/eafc/briques/wasm/assets"
	"forge.apps.education.fr/eafc/briques/wasm/slim"
	"forge.apps.education.fr/eafc/briques/wasm/widget"
	"forge.apps.education.fr/eafc/briques/wasm/widget/suite"
)

// Version is the version of the embed contract: attributes, methods, events,
// messages.
const Version = "1.0.0"

// ErrNoToolchain says that this machine has no go command to build with.
var ErrNoToolchain = errors.New("la commande go est introuvable : installez Go, ou utilisez un paquet déjà construit")

// BuildOptions say what to build. Dir is the folder to write to.
type BuildOptions struct {
	Dir      string
	Source   string                          // folder of this module; "" is the working directory
	Only     []string                        // folders of package wasm/widget; empty: all
	Compress bool                            // write .br and .gz siblings
	Parents  []string                        // origins that may frame the pages
	Progress func(step, of int, what string) // may be nil
}

// Bundle is what Build has made.
type Bundle struct {
	Dir       string
	Modules   map[string][]byte // name of the module (package suite) → program
	Engine    []byte            // eafc-verificateur.wasm; nil when no chosen widget needs it
	Loader    string
	Integrity map[string]string // file → "sha384-…"
}

// Build compiles the widgets and writes the folder that a site serves.
func Build(ctx context.Context, o BuildOptions) (*Bundle, error) {
	step := 0
	progress := func(what string) {
		step++
		if o.Progress != nil {
			o.Progress(step, 5, what)
		}
	}
	progress("compilation des widgets en WebAssembly")
	var err error
	b := &Bundle{Dir: o.Dir, Modules: map[string][]byte{}, Integrity: map[string]string{}}
	widgets := chosen(o.Only)
	for _, module := range suite.Modules() {
		var folders []string
		for _, d := range widgets {
			if suite.Module(d) == module {
				folders = append(folders, d.Package)
			}
		}
		if len(folders) == 0 {
			continue
		}
		if b.Modules[module], err = compile(ctx, o, "./wasm/element/main", only(folders)); err != nil {
			return nil, err
		}
	}
	progress("compilation du module de contrôle")
	for _, d := range widgets {
		if d.Engine == "" || b.Engine != nil {
			continue
		}
		if b.Engine, err = compile(ctx, o, "./wasm/element/verificateur", "eafc_engine"); err != nil {
			return nil, err
		}
	}
	progress("assemblage du chargeur")
	exec, err := wasmExec(ctx)
	if err != nil {
		return nil, err
	}
	modules := map[string]ModuleRef{}
	for name, wasm := range b.Modules {
		modules[name] = ModuleRef{File: moduleFile(name), Integrity: integrity(wasm)}
	}
	if b.Engine != nil {
		modules["verificateur"] = ModuleRef{File: engineFile, Integrity: integrity(b.Engine)}
	}
	b.Loader, err = Loader(exec, modules, tags(widgets))
	if err != nil {
		return nil, err
	}
	progress("écriture des pages")
	files := map[string][]byte{"loader.js": []byte(b.Loader), "host.js": []byte(Minify(assets.Text("host.js"))), "cadre.js": []byte(Minify(assets.Text("cadre.js"))),
		"eafc.css": []byte(MinifyCSS(assets.Text("eafc.css"))), "langues/en.json": []byte(assets.Text("langues/en.json")), "cadre.css": []byte(frameCSS)}
	parents, _ := json.Marshal(append([]string{}, o.Parents...))
	files["parents.json"] = parents
	for name, wasm := range b.Modules {
		files[moduleFile(name)] = wasm
	}
	if b.Engine != nil {
		files[engineFile] = b.Engine
	}
	for _, d := range widgets {
		files[d.Folder+"/index.html"] = []byte(framePage(d, integrity([]byte(b.Loader))))
	}
	for name, data := range files {
		b.Integrity[name] = integrity(data)
	}
	sri, _ := json.MarshalIndent(map[string]any{"version": Version, "files": b.Integrity}, "", " ")
	files["sri.json"] = append(sri, '\n')
	progress("compression")
	return b, write(o.Dir, files, o.Compress)
}

// ModuleRef says where a loader finds a module: a file beside it, or an element of the page.
type ModuleRef struct {
	File      string `json:"file,omitempty"`
	Integrity string `json:"integrity,omitempty"`
	Inline    string `json:"inline,omitempty"`
}

// moduleFile names the file of a module: eafc.wasm, eafc-qualite.wasm.
func moduleFile(name string) string { return "eafc" + strings.TrimPrefix("-"+name, "-eafc") + ".wasm" }

const engineFile = "eafc-verificateur.wasm"

// chosen are the widgets whose folders are named; all without a name.
func chosen(folders []string) []widget.Definition {
	var out []widget.Definition
	for _, d := range suite.All() {
		if len(folders) == 0 || slices.Contains(folders, d.Package) {
			out = append(out, d)
		}
	}
	return out
}

func tags(widgets []widget.Definition) map[string]string {
	out := map[string]string{}
	for _, d := range widgets {
		out[d.Tag] = suite.Module(d)
	}
	return out
}

// only are the build tags that leave the other widgets out.
func only(folders []string) string {
	folders = slices.Clone(folders)
	slices.Sort(folders)
	return "eafc_only,eafc_" + strings.Join(folders, ",eafc_")
}

func integrity(b []byte) string {
	sum := sha512.Sum384(b)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

// experiments turns off what a widget gains nothing from and pays 12 kB for:
// the collector made for many cores, and random heap addresses, which a
// WebAssembly memory does not have. A toolchain that no longer knows these
// names builds without them.
const experiments = "nogreenteagc,norandomizedheapbase64"

// compile builds one program for the browser: the chosen widgets only, and
// nothing that a browser never reads (package slim).
func compile(ctx context.Context, o BuildOptions, program, tags string) ([]byte, error) {
	goTool, err := exec.LookPath("go")
	if err != nil {
		return nil, ErrNoToolchain
	}
	tmp, err := os.MkdirTemp("", "briques-wasm-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	out := filepath.Join(tmp, "out.wasm")
	args := append(append([]string{"build"}, slim.Flags()...), "-o", out)
	if tags != "" {
		args = append(args, "-tags", tags)
	}
	args = append(args, program)
	message, err := run(ctx, goTool, args, o.Source, "GOEXPERIMENT="+experiments)
	if err != nil && strings.Contains(message, "unknown GOEXPERIMENT") {
		message, err = run(ctx, goTool, args, o.Source, "GOEXPERIMENT=")
	}
	if err != nil {
		return nil, fmt.Errorf("go build %s : %w\n%s", program, err, message)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	slimmed, _, err := slim.Module(wasm)
	if err != nil {
		return nil, fmt.Errorf("%s : %w", program, err)
	}
	return slimmed, nil
}

func run(ctx context.Context, goTool string, args []string, dir, env string) (stderr string, err error) {
	cmd := exec.CommandContext(ctx, goTool, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", env)
	var b strings.Builder
	cmd.Stderr = &b
	err = cmd.Run()
	return b.String(), err
}

// wasmExec reads the support file of the toolchain that compiles.
func wasmExec(ctx context.Context) (string, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("%w (%v)", ErrNoToolchain, err)
	}
	b, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return "", fmt.Errorf("wasm_exec.js de la chaîne Go : %w", err)
	}
	return string(b), nil
}

// globals is how many times Go 1.26's wasm_exec.js names globalThis. Another
// number means another toolchain: look at it before shipping it.
const globals = 17

// Loader assembles loader.js.
func Loader(wasmExec string, modules map[string]ModuleRef, tags map[string]string) (string, error) {
	if n := strings.Count(wasmExec, "globalThis"); n != globals {
		return "", fmt.Errorf("wasm_exec.js nomme globalThis %d fois, %d attendues : version de Go non prévue", n, globals)
	}
	notice := "/*! wasm_exec.js: Copyright 2018 The Go Authors. All rights reserved. BSD-style licence: https://go.dev/LICENSE */\n"
	text := func(s string) string { b, _ := json.Marshal(s); return string(b) }
	value := func(v any) string { b, _ := json.Marshal(v); return string(b) }
	out := Minify(assets.Text("loader.js"))
	for _, r := range [][2]string{
		{`"%VERSION%"`, text(Version)}, {"%MODULES%", value(modules)}, {"%TAGS%", value(tags)}, {"%CSS%", text(MinifyCSS(assets.Text("eafc.css")))},
		{"%PAPER%", text(MinifyCSS(assets.Text("papier.css")))}, {"%EXEC%", Minify(strings.ReplaceAll(wasmExec, "globalThis", "G"))},
	} {
		if strings.Count(out, r[0]) != 1 {
			return "", fmt.Errorf("loader.js : %s attendu une fois", r[0])
		}
		out = strings.Replace(out, r[0], r[1], 1)
	}
	return notice + out, nil
}

// Minify drops what a browser does not need from our own scripts: comment
// lines, indentation, blank lines. It does not parse: a script must not hold
// a multi-line template.
func Minify(js string) string {
	var b strings.Builder
	for _, l := range strings.Split(js, "\n") {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "//") {
			continue
		}
		b.WriteString(l)
		b.WriteByte('\n')
	}
	return b.String()
}

// MinifyCSS does the same for styles.
func MinifyCSS(css string) string {
	for {
		i := strings.Index(css, "/*")
		if i < 0 {
			break
		}
		j := strings.Index(css[i:], "*/")
		if j < 0 {
			break
		}
		css = css[:i] + css[i+j+2:]
	}
	return strings.ReplaceAll(Minify(css), "\n", "")
}

const frameCSS = `html{color-scheme:light dark}body{margin:0;padding:0;font-family:system-ui,sans-serif}`

func framePage(d widget.Definition, loader string) string {
	return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>` + d.Title[0] + `</title>
<link rel="stylesheet" href="../cadre.css">
<script type="module" src="../cadre.js"></script>
<script type="module" src="../loader.js" integrity="` + loader + `"></script>
</head>
<body>
<main><` + d.Tag + ` data-cadre="` + strings.Join(d.Attributes, " ") + `" data-title="` + d.Title[1] + `" niveau-titre="2"><p>` + d.Title[0] + `</p></` + d.Tag + `></main>
</body>
</html>
`
}

func write(dir string, files map[string][]byte, compress bool) error {
	names := make([]string, 0, len(files))
	for n := range files {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		path := filepath.Join(dir, filepath.FromSlash(n))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, files[n], 0o644); err != nil {
			return err
		}
		if !compress || len(files[n]) < 512 {
			continue
		}
		for ext, enc := range map[string]func([]byte, io.Writer) error{".br": Brotli, ".gz": Gzip} {
			f, err := os.Create(path + ext)
			if err != nil {
				return err
			}
			if err := enc(files[n], f); err != nil {
				f.Close()
				return err
			}
			if err := f.Close(); err != nil {
				return err
			}
		}
	}
	return nil
}
