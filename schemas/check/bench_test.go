// SPDX-License-Identifier: Apache-2.0

package check_test

import (
	"strings"
	"testing"

	"forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/internal/engine"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/check"
)

// brick is the published complete example.
func brick(b *testing.B) []byte {
	b.Helper()
	for _, e := range schemas.Examples(schemas.KindBrick) {
		if e.Name == "valid/complet" {
			return e.Data
		}
	}
	b.Fatal("no example")
	return nil
}

// BenchmarkAccept compares the routes on one valid brick, in one run: ours
// (strict reading, typed decoding, tags), and the engine's own (decode and
// validate, without strict reading).
func BenchmarkAccept(b *testing.B) {
	data := brick(b)
	src, _ := schemas.Source(schemas.KindBrick)
	v5, err := engine.Compile(src, nil)
	if err != nil {
		b.Fatal(err)
	}
	fast := schemas.Validator{Fast: check.Fast, ShapeOnly: true}
	b.Run("ours", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if fast.Validate(schemas.KindBrick, data).Verdict != schemas.VerdictValid {
				b.Fatal("refused")
			}
		}
	})
	b.Run("v5", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			v, err := engine.Decode(data)
			if err != nil || !v5.Accepts(v) {
				b.Fatal("refused")
			}
		}
	})
}

// BenchmarkRefuse compares refusals: ours with positions and sentences, v5
// with its list of errors.
func BenchmarkRefuse(b *testing.B) {
	data := []byte(strings.Replace(string(brick(b)), `"modality": "blended"`, `"modality": "hybride"`, 1))
	src, _ := schemas.Source(schemas.KindBrick)
	v5, err := engine.Compile(src, nil)
	if err != nil {
		b.Fatal(err)
	}
	ours := schemas.Validator{Fast: check.Fast, ShapeOnly: true}
	slow := schemas.Validator{ShapeOnly: true}
	b.Run("ours", func(b *testing.B) {
		for b.Loop() {
			if ours.Validate(schemas.KindBrick, data).Verdict != schemas.VerdictInvalid {
				b.Fatal("accepted")
			}
		}
	})
	b.Run("engine-only", func(b *testing.B) {
		for b.Loop() {
			if slow.Validate(schemas.KindBrick, data).Verdict != schemas.VerdictInvalid {
				b.Fatal("accepted")
			}
		}
	})
	b.Run("v5", func(b *testing.B) {
		for b.Loop() {
			v, err := engine.Decode(data)
			if err != nil {
				b.Fatal(err)
			}
			if f, _ := v5.Validate(v); len(f) == 0 {
				b.Fatal("accepted")
			}
		}
	})
}

// BenchmarkStruct is check.Struct alone, on the demonstration catalogue.
func BenchmarkStruct(b *testing.B) {
	c := demo.Catalogue()
	for b.Loop() {
		if len(check.Struct(c)) > 0 {
			b.Fatal("refused")
		}
	}
}
