// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"testing"

	"forge.apps.education.fr/eafc/briques/schemas"
)

// bricksNDJSON is the published complete brick n times, one a line.
func bricksNDJSON(b *testing.B, n int) []byte {
	b.Helper()
	var line bytes.Buffer
	for _, e := range schemas.Examples(schemas.KindBrick) {
		if e.Name == "valid/complet" {
			if err := json.Compact(&line, e.Data); err != nil {
				b.Fatal(err)
			}
		}
	}
	if line.Len() == 0 {
		b.Fatal("no example")
	}
	return bytes.Repeat(append(line.Bytes(), '\n'), n)
}

// BenchmarkNDJSON is 10,000 bricks through the whole command, with one job
// and with two. Give it -cpu 2 on a machine with more cores.
func BenchmarkNDJSON(b *testing.B) {
	data := bricksNDJSON(b, 10_000)
	for _, format := range []string{"text", "ndjson"} {
		for _, jobs := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/jobs=%d", format, jobs), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					args := []string{"validate", "--kind", "brick", "--ndjson", "--format", format, "--jobs", fmt.Sprint(jobs), "-"}
					if code := run(context.Background(), args, bytes.NewReader(data), io.Discard, io.Discard); code != exitOK {
						b.Fatal(code)
					}
				}
			})
		}
	}
}
