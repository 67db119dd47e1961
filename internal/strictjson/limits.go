// SPDX-License-Identifier: Apache-2.0

package strictjson

// Profile chooses how strict the reading is.
type Profile uint8

// The profiles. Document is the zero value.
const (
	Document Profile = iota
	Wire
)

// Limits bounds the work on one text. A zero field means the default that
// stands behind it.
type Limits struct {
	Bytes  int // 4 MiB, the whole text
	Depth  int // 64, nested arrays and objects
	Values int // 100,000, values of any kind
	Names  int // 1,024, names in one object
	String int // 1 MiB, source bytes of one string
	Number int // 32, characters of one number
	Issues int // 1,000, faults kept before the reading stops
}

func (l Limits) orDefaults() Limits {
	set := func(p *int, d int) {
		if *p == 0 {
			*p = d
		}
	}
	set(&l.Bytes, 4<<20)
	set(&l.Depth, 64)
	set(&l.Values, 100_000)
	set(&l.Names, 1024)
	set(&l.String, 1<<20)
	set(&l.Number, 32)
	set(&l.Issues, 1000)
	return l
}
