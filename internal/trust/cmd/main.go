// SPDX-License-Identifier: Apache-2.0

// Command cmd is what make vuln, sbom, licences, repro and release call:
//
//	go run ./internal/trust/cmd vuln|sbom|licences|repro|provenance [arguments]
package main

import (
	"fmt"
	"os"
)

func main() {
	verbs := map[string]func([]string) int{"vuln": vuln, "sbom": bill, "licences": licences, "repro": reproduce, "provenance": prove}
	if len(os.Args) < 2 || verbs[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: vuln | sbom FILE… | licences | repro | provenance FOLDER VERSION")
		os.Exit(2)
	}
	os.Exit(verbs[os.Args[1]](os.Args[2:]))
}

// failed prints an error and returns the exit code of a broken tool.
func failed(err error) int {
	fmt.Fprintln(os.Stderr, err)
	return 2
}
