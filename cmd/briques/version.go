// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// release is the version of a release build, set by the linker.
var release = "dev"

// signatureNamespace is what a signature of ours is for (ssh-keygen -n).
const signatureNamespace = "briques-release"

func newVersionCmd(a *app) *cobra.Command {
	var sums, signature, signers string
	var verify bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: a.text("Version, empreinte, et vérification de la signature", "Version, digest, and check of the signature"),
		Long: a.text(`Affiche la version, le compilateur et le sha256 de ce programme.
--verify le compare à un fichier SHA256SUMS et, avec --signature et --signers,
vérifie la signature SSH de ce fichier (ssh-keygen doit être installé).`,
			`Prints the version, the compiler and the sha256 of this program.
--verify compares it with a SHA256SUMS file and, with --signature and --signers,
checks the SSH signature of that file (ssh-keygen must be installed).`),
		Example: "  briques version\n  briques version --verify --sums SHA256SUMS --signature SHA256SUMS.sig --signers allowed_signers",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			file, err := os.Executable()
			if err != nil {
				return exitWith(exitUnreadable, "%w", err)
			}
			digest, err := fileDigest(file)
			if err != nil {
				return exitWith(exitUnreadable, "%w", err)
			}
			a.printVersion(digest)
			if !verify {
				return nil
			}
			if sums == "" {
				return a.usageError("--verify demande --sums SHA256SUMS", "--verify needs --sums SHA256SUMS")
			}
			if err := checkSums(sums, digest); err != nil {
				return exitWith(exitInvalid, "%w", err)
			}
			fmt.Fprintln(a.out, a.text("empreinte : conforme à SHA256SUMS", "digest: as in SHA256SUMS"))
			if signature == "" {
				fmt.Fprintln(a.out, a.text("signature : non vérifiée (--signature)", "signature: not checked (--signature)"))
				return nil
			}
			who, err := checkSignature(sums, signature, signers)
			if err != nil {
				return exitWith(exitInvalid, "%w", err)
			}
			fmt.Fprintln(a.out, a.text("signature : bonne, de ", "signature: good, by ")+who)
			return nil
		},
	}
	f := cmd.Flags()
	f.BoolVar(&verify, "verify", false, a.text("vérifier ce programme", "check this program"))
	f.StringVar(&sums, "sums", "", a.text("fichier SHA256SUMS de la version", "SHA256SUMS file of the release"))
	f.StringVar(&signature, "signature", "", a.text("signature SSH de ce fichier", "SSH signature of that file"))
	f.StringVar(&signers, "signers", "allowed_signers", a.text("clés admises", "allowed keys"))
	return cmd
}

func (a *app) printVersion(digest string) {
	fmt.Fprintln(a.out, "briques", release)
	if info, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprintln(a.out, "go", strings.TrimPrefix(info.GoVersion, "go"))
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				fmt.Fprintln(a.out, "commit", s.Value)
			}
		}
	}
	fmt.Fprintln(a.out, "sha256", digest)
}

func fileDigest(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// checkSums reports an error unless a line of the file holds digest.
func checkSums(sums, digest string) error {
	data, err := os.ReadFile(sums)
	if err != nil {
		return err
	}
	for _, line := range strings.Split(string(data), "\n") {
		if f := strings.Fields(line); len(f) == 2 && f[0] == digest {
			return nil
		}
	}
	return fmt.Errorf("%s : aucune ligne ne porte l'empreinte de ce programme", filepath.Base(sums))
}

// checkSignature checks the SSH signature of a file and returns the signer's
// principal. A signer that the file of signers does not list is refused.
func checkSignature(file, signature, signers string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	found, err := exec.Command("ssh-keygen", "-Y", "find-principals", "-s", signature, "-f", signers).Output()
	who, _, _ := strings.Cut(strings.TrimSpace(string(found)), "\n")
	if err != nil || who == "" {
		return "", errors.New("signature: the signer is not in the file of allowed keys")
	}
	cmd := exec.Command("ssh-keygen", "-Y", "verify", "-f", signers, "-I", who, "-n", signatureNamespace, "-s", signature)
	cmd.Stdin = bytes.NewReader(data)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("signature : %s", strings.TrimSpace(string(out)))
	}
	return who, nil
}
