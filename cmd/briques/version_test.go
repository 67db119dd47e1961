// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestVersion(t *testing.T) {
	out, _, code := call(t, "version")
	if code != exitOK || !strings.Contains(out, "briques dev") || !strings.Contains(out, "sha256 ") {
		t.Fatalf("exit %d\n%s", code, out)
	}
	digest := strings.TrimSpace(out[strings.Index(out, "sha256 ")+7:])
	sums := filepath.Join(t.TempDir(), "SHA256SUMS")
	put(t, sums, digest+"  briques\n")
	if out, errs, code := call(t, "version", "--verify", "--sums", sums); code != exitOK || !strings.Contains(out, "conforme") {
		t.Errorf("exit %d %s %s", code, out, errs)
	}
	put(t, sums, strings.Repeat("0", 64)+"  briques\n")
	if _, _, code := call(t, "version", "--verify", "--sums", sums); code != exitInvalid {
		t.Errorf("a wrong digest: exit %d", code)
	}
	if _, _, code := call(t, "version", "--verify"); code != exitUsage {
		t.Errorf("without --sums: exit %d", code)
	}
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestSignature: the good signature is accepted; a tampered file, another
// signer, another purpose and a cut signature are refused.
func TestSignature(t *testing.T) {
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip("NOT RUN: ssh-keygen is not installed")
	}
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	key := func(name string) string {
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", at(name)).CombinedOutput(); err != nil {
			t.Fatal(err, string(out))
		}
		public, err := os.ReadFile(at(name + ".pub"))
		if err != nil {
			t.Fatal(err)
		}
		return string(public)
	}
	sign := func(key, namespace, file string) string {
		os.Remove(file + ".sig")
		if out, err := exec.Command("ssh-keygen", "-Y", "sign", "-f", at(key), "-n", namespace, file).CombinedOutput(); err != nil {
			t.Fatal(err, string(out))
		}
		to := file + "." + key + "." + namespace
		if err := os.Rename(file+".sig", to); err != nil {
			t.Fatal(err)
		}
		return to
	}
	put(t, at("signers"), "mainteneur@example.org "+key("good"))
	key("stranger")
	put(t, at("SUMS"), "0000  briques\n")
	good := sign("good", signatureNamespace, at("SUMS"))
	if who, err := checkSignature(at("SUMS"), good, at("signers")); err != nil || who != "mainteneur@example.org" {
		t.Fatalf("the good one: %q, %v", who, err)
	}
	put(t, at("tampered"), "1111  briques\n")
	text, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	put(t, at("cut"), string(text[:len(text)/2]))
	put(t, at("nobody"), "")
	for name, c := range map[string][3]string{
		"tampered file":   {at("tampered"), good, at("signers")},
		"unknown signer":  {at("SUMS"), sign("stranger", signatureNamespace, at("SUMS")), at("signers")},
		"other purpose":   {at("SUMS"), sign("good", "file", at("SUMS")), at("signers")},
		"cut signature":   {at("SUMS"), at("cut"), at("signers")},
		"no signer known": {at("SUMS"), good, at("nobody")},
	} {
		if who, err := checkSignature(c[0], c[1], c[2]); err == nil {
			t.Errorf("%s accepted, by %q", name, who)
		}
	}
}
