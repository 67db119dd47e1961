// SPDX-License-Identifier: Apache-2.0

// Package release_test runs the release script with a throwaway key in a
// throwaway repository. What takes long there (tests, gates, builds) is
// replaced by small scripts; the script itself, the signing, the tags and the
// verification are the real ones.
package release_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/internal/fixtures"
)

type repository struct {
	t        *testing.T
	dir, key string
}

// throwaway makes a repository that can be released as v1.0.0.
func throwaway(t *testing.T) repository {
	t.Helper()
	for _, tool := range []string{"bash", "git", "ssh-keygen", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("NOT RUN: %s is not installed", tool)
		}
	}
	r := repository{t: t, dir: t.TempDir()}
	r.key = filepath.Join(t.TempDir(), "key")
	r.must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "mainteneur", "-f", r.key)
	public, err := os.ReadFile(r.key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	r.write("allowed_signers", "mainteneur@example.org "+string(public))
	r.write("CHANGELOG.md", "# Journal\n\n## [1.0.0]\n")
	r.write(".gitignore", "/dist/\n")
	for _, script := range []string{"release", "verify"} {
		data, err := os.ReadFile(filepath.Join(fixtures.Root(), ".ci", script))
		if err != nil {
			t.Fatal(err)
		}
		r.write(".ci/"+script, string(data))
	}
	for script, text := range map[string]string{"test": "true", "gates": "true", "provenance": "echo '{}'", "artefacts": "mkdir -p $1/widgets && echo programme >$1/briques-linux-amd64 && echo '{}' >$1/widgets/sri.json"} {
		r.write(".ci/"+script, "#!/usr/bin/env bash\nset -e\n"+text+"\n")
	}
	r.must("git", "init", "-q")
	r.commit()
	return r
}

func (r repository) write(name, text string) {
	r.t.Helper()
	file := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o755); err != nil {
		r.t.Fatal(err)
	}
}

func (r repository) commit() {
	r.t.Helper()
	r.must("git", "add", "-A")
	r.must("git", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "state")
}

func (r repository) run(env []string, name string, args ...string) (string, bool) {
	cmd := exec.Command(name, args...)
	cmd.Dir = r.dir
	cmd.Env = append(append(os.Environ(), "GIT_AUTHOR_NAME=m", "GIT_AUTHOR_EMAIL=m@example.org", "GIT_COMMITTER_NAME=m", "GIT_COMMITTER_EMAIL=m@example.org", "GIT_CONFIG_GLOBAL=/dev/null"), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

func (r repository) must(name string, args ...string) {
	r.t.Helper()
	if out, ok := r.run(nil, name, args...); !ok {
		r.t.Fatalf("%s %v: %s", name, args, out)
	}
}

func (r repository) release(key string) (string, bool) {
	return r.run([]string{"KEY=" + key}, ".ci/release", "v1.0.0")
}

// TestRelease: a good release is signed, tagged and verified; a changed file,
// changed sums, a missing and an added file, an unknown signer, another
// purpose and no signature are refused.
func TestRelease(t *testing.T) {
	r := throwaway(t)
	if out, ok := r.release(r.key); !ok || !strings.Contains(out, "good: signed by mainteneur@example.org") {
		t.Fatalf("the good one: %s", out)
	}
	for _, tag := range []string{"v1.0.0", "wasm/goapp/v1.0.0"} {
		r.must("git", "-c", "gpg.format=ssh", "-c", "gpg.ssh.allowedSignersFile=allowed_signers", "verify-tag", tag)
	}
	good := filepath.Join(r.dir, "dist", "v1.0.0")
	stranger := filepath.Join(t.TempDir(), "stranger")
	r.must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "stranger", "-f", stranger)
	for _, tc := range []struct{ name, change, want string }{
		{"untouched", "true", ""},
		{"changed file", "echo autre >briques-linux-amd64", "a file is not what was signed"},
		{"changed sums", "sed -i '1s/^./0/' SHA256SUMS", "not of this SHA256SUMS"},
		{"missing file", "rm widgets/sri.json", "a file is not what was signed"},
		{"added file", "echo x >widgets/ajout.js", "nobody signed widgets/ajout.js"},
		{"no signature", "rm SHA256SUMS.sig", "no signature"},
		{"unknown signer", "rm SHA256SUMS.sig; ssh-keygen -q -Y sign -f " + stranger + " -n briques-release SHA256SUMS", "not in allowed_signers"},
		{"other purpose", "rm SHA256SUMS.sig; ssh-keygen -q -Y sign -f " + r.key + " -n file SHA256SUMS", "not of this SHA256SUMS"},
	} {
		copied := filepath.Join(t.TempDir(), "release")
		if err := os.CopyFS(copied, os.DirFS(good)); err != nil {
			t.Fatal(err)
		}
		if out, ok := r.run(nil, "bash", "-c", "cd '"+copied+"' && "+tc.change); !ok {
			t.Fatalf("%s: %s", tc.name, out)
		}
		out, ok := r.run(nil, ".ci/verify", copied)
		if ok != (tc.want == "") || !strings.Contains(out, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, out, tc.want)
		}
	}
}

// TestReleaseRefuses: each thing that a release may not begin with.
func TestReleaseRefuses(t *testing.T) {
	for _, tc := range []struct {
		name, want string
		change     func(r repository)
	}{
		{"dirty tree", "uncommitted changes", func(r repository) { r.write("x", "x") }},
		{"no section", "has no section", func(r repository) { r.write("CHANGELOG.md", "# Journal\n"); r.commit() }},
		{"red tests", "the tests are red", func(r repository) { r.write(".ci/test", "#!/bin/sh\nexit 1\n"); r.commit() }},
		{"a gate that did not run", "a gate is red", func(r repository) { r.write(".ci/gates", "#!/bin/sh\nexit 3\n"); r.commit() }},
		{"already tagged", "is tagged already", func(r repository) { r.must("git", "tag", "v1.0.0") }},
		{"unknown signer", "not in allowed_signers", func(r repository) { r.write("allowed_signers", ""); r.commit() }},
	} {
		r := throwaway(t)
		tc.change(r)
		out, ok := r.release(r.key)
		if ok || !strings.Contains(out, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, out, tc.want)
		}
		if tags, _ := r.run(nil, "git", "tag"); tc.name != "already tagged" && tags != "" {
			t.Errorf("%s: a tag is left: %s", tc.name, tags)
		}
	}
	r := throwaway(t)
	if out, ok := r.run(nil, ".ci/release", "1.0"); ok || !strings.Contains(out, "usage") {
		t.Errorf("a bad version: %q", out)
	}
	if out, ok := r.release(""); !ok || !strings.Contains(out, "NOT SIGNED") {
		t.Errorf("without a key: %q", out)
	}
}
