// SPDX-License-Identifier: Apache-2.0

package sbom

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/google/uuid"
)

// Part is one module inside an artefact.
type Part struct {
	Path, Version string
	Sum           string // h1: of go.sum, "" when the build does not know it
}

// Artefact is what a bill of materials describes.
type Artefact struct {
	Name, Version string
	SHA256        string
	Go            string // version of the toolchain
	Parts         []Part // sorted by path
}

// ReadBinary reads the build information of a Go binary.
func ReadBinary(file string) (Artefact, error) {
	info, err := buildinfo.ReadFile(file)
	if err != nil {
		return Artefact{}, err
	}
	a := Artefact{Name: filepath.Base(file), Version: info.Main.Version, Go: info.GoVersion}
	for _, d := range info.Deps {
		if d.Replace != nil {
			d = d.Replace
		}
		a.Parts = append(a.Parts, Part{d.Path, d.Version, d.Sum})
	}
	return a, a.digest(file)
}

// ReadWASM describes a WebAssembly file by the packages of its main package,
// listed in dir.
func ReadWASM(file, dir, pkg string) (Artefact, error) {
	cmd := exec.Command("go", "list", "-mod=readonly", "-deps", "-json=Module", pkg)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	text, err := cmd.Output()
	if err != nil {
		return Artefact{}, fmt.Errorf("go list %s: %w: %s", pkg, err, strings.TrimSpace(stderr.String()))
	}
	a := Artefact{Name: filepath.Base(file), Version: "(devel)"}
	version, err := exec.Command("go", "env", "GOVERSION").Output()
	if err != nil {
		return a, err
	}
	a.Go = strings.TrimSpace(string(version))
	seen := map[string]bool{}
	d := json.NewDecoder(bytes.NewReader(text))
	for {
		var p struct {
			Module *struct {
				Path, Version, Sum string
				Main               bool
			}
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return a, err
		}
		if m := p.Module; m != nil && !m.Main && !seen[m.Path] {
			seen[m.Path] = true
			a.Parts = append(a.Parts, Part{m.Path, m.Version, m.Sum})
		}
	}
	sort.Slice(a.Parts, func(i, j int) bool { return a.Parts[i].Path < a.Parts[j].Path })
	return a, a.digest(file)
}

func (a *Artefact) digest(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	a.SHA256 = hex.EncodeToString(sum[:])
	return nil
}

// Write writes the bill of materials. licences maps a module to its SPDX id.
func (a Artefact) Write(w io.Writer, licences map[string]string) error {
	root := "pkg:golang/forge.apps.education.fr/eafc/briques@" + a.Version + "#" + a.Name
	bom := cdx.NewBOM()
	bom.SpecVersion, bom.JSONSchema = cdx.SpecVersion1_6, ""
	bom.SerialNumber = "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceOID, []byte(a.SHA256)).String()
	bom.Metadata = &cdx.Metadata{
		Component: &cdx.Component{BOMRef: root, Type: cdx.ComponentTypeApplication, Name: a.Name, Version: a.Version,
			Hashes:   &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: a.SHA256}},
			Licenses: &cdx.Licenses{{License: &cdx.License{ID: "Apache-2.0"}}}},
		Properties: &[]cdx.Property{{Name: "go:version", Value: a.Go}},
	}
	components := make([]cdx.Component, 0, len(a.Parts)+1)
	var refs []string
	for _, p := range a.Parts {
		c := cdx.Component{BOMRef: p.purl(), Type: cdx.ComponentTypeLibrary, Name: p.Path, Version: p.Version, PackageURL: p.purl()}
		if p.Sum != "" {
			c.Properties = &[]cdx.Property{{Name: "go:h1", Value: p.Sum}}
		}
		if id := licences[p.Path]; id != "" {
			c.Licenses = &cdx.Licenses{{License: &cdx.License{ID: id}}}
		}
		components, refs = append(components, c), append(refs, p.purl())
	}
	bom.Components = &components
	bom.Dependencies = &[]cdx.Dependency{{Ref: root, Dependencies: &refs}}
	e := cdx.NewBOMEncoder(w, cdx.BOMFileFormatJSON)
	e.SetPretty(true)
	return e.EncodeVersion(bom, cdx.SpecVersion1_6)
}

func (p Part) purl() string { return "pkg:golang/" + p.Path + "@" + p.Version }
