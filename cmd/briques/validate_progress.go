// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress is a bar on stderr that appears after a second, on a terminal.
type progress struct {
	start time.Time
	shown *progressbar.ProgressBar
	on    bool
	a     *app
}

func (a *app) progress(o *validateOptions) *progress {
	f, ok := a.err.(*os.File)
	on := ok && term.IsTerminal(int(f.Fd())) && !o.quiet && os.Getenv("CI") == "" && os.Getenv("TERM") != "dumb"
	return &progress{start: time.Now(), on: on, a: a}
}

func (p *progress) step(n int) {
	if !p.on {
		return
	}
	if p.shown == nil {
		if time.Since(p.start) < time.Second {
			return
		}
		p.shown = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(p.a.err),
			progressbar.OptionSetDescription(p.a.text("documents vérifiés", "documents checked")),
			progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	_ = p.shown.Set(n)
}

func (p *progress) end() {
	if p.shown != nil {
		_ = p.shown.Finish()
	}
}
