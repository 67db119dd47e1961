// SPDX-License-Identifier: Apache-2.0

package lrs

import "time"

// Limits bounds what one request may cost. A zero field means the default
// that stands behind it.
type Limits struct {
	Statement  int           // 1 MiB, one statement
	Body       int           // 8 MiB, a JSON body, inflated
	Batch      int           // 1,000 statements in a request
	Multipart  int           // 64 MiB, a multipart body, inflated
	Part       int           // 32 MiB, one part
	Parts      int           // 100 parts
	PartHeader int           // 8 KiB, the header of a part
	Document   int           // 4 MiB, a document
	URL        int           // 16 KiB
	Ratio      int           // 100, inflated to sent, of gzip bodies over 64 KiB
	Page       int           // 16 MiB of statements in one answer; at least one is shown
	SlowAfter  time.Duration // 10 s, after which a body must keep SlowRate
	SlowRate   int           // 1,024 bytes a second
	Store      time.Duration // 8 s, the wait for the store
	Failures   int           // 20 wrong credentials a minute from one address
}

func (l Limits) orDefaults() Limits {
	for _, f := range []struct {
		at *int
		d  int
	}{
		{&l.Statement, 1 << 20}, {&l.Body, 8 << 20}, {&l.Batch, 1000}, {&l.Multipart, 64 << 20}, {&l.Part, 32 << 20}, {&l.Parts, 100},
		{&l.PartHeader, 8 << 10}, {&l.Document, 4 << 20}, {&l.URL, 16 << 10}, {&l.Ratio, 100}, {&l.Page, 16 << 20}, {&l.SlowRate, 1024}, {&l.Failures, 20},
	} {
		if *f.at == 0 {
			*f.at = f.d
		}
	}
	if l.SlowAfter == 0 {
		l.SlowAfter = 10 * time.Second
	}
	if l.Store == 0 {
		l.Store = 8 * time.Second
	}
	return l
}
