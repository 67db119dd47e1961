// SPDX-License-Identifier: Apache-2.0

package slim

import (
	"bytes"
	"fmt"
)

// Flags are the flags of `go build` for a module that Module slims. Packages
// are compiled without write barriers, but for the runtime: Module makes the
// collector mark while no goroutine runs, and a barrier does nothing then
// (runtime/mgc.go, gcstoptheworld). A module of such packages that Module has
// not seen would lose memory that it uses. Inlining pays in the standard
// library alone. -s would drop the names that Module needs.
func Flags() []string {
	return []string{"-trimpath", "-buildvcs=false", "-gcflags=all=-l -wb=false", "-gcflags=std=-wb=false", "-gcflags=runtime=", "-ldflags=-w -buildid="}
}

const (
	stopWorld = "gcstoptheworld"                       // the setting of GODEBUG
	marker    = "runtime.gcBgMarkStartWorkers.gowrap1" // how the goroutine that marks begins
	ofRuntime = "runtime.\x00"                         // how the name of a function of the runtime begins
	nameField = 4                                      // of runtime._func
)

// collector is what start writes so that the collector stops the world: the
// setting, and the name of the marker. While user goroutines may not run, the
// scheduler runs those of the runtime, which it knows by their names.
type collector struct{ setting, record, name int }

func (c collector) start(p *program) {
	p.number(c.setting)
	p.number(1)
	p.store(0)
	p.number(c.record)
	p.number(c.name)
	p.store(nameField)
}

// setting returns the address of the variable behind a name of GODEBUG: the
// word after the name in the one runtime.dbgvar that has it.
func setting(m *image, name string) (int, error) {
	found := 0
	for i := 0; ; i++ {
		j := bytes.Index(m.b[i:], []byte(name))
		if j < 0 {
			break
		}
		i += j
		for a := m.base; a+24 <= m.base+len(m.b); a += 8 {
			if m.u64(a) != uint64(m.base+i) || m.u64(a+8) != uint64(len(name)) {
				continue
			}
			if found != 0 {
				return 0, fmt.Errorf("slim: two settings named %s", name)
			}
			found = int(m.u64(a + 16))
		}
	}
	if found <= 0 || found%4 != 0 || found >= maxImage {
		return 0, fmt.Errorf("slim: no setting named %s", name)
	}
	return found, nil
}
