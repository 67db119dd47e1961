// SPDX-License-Identifier: Apache-2.0

package strictjson

import "bytes"

// Dense reports whether data holds so many values for its size that maps and
// slices made of them would take more than twelve times its bytes and 8 MiB.
// Documents that people and programs write stay below five bytes a byte;
// {"a":1},{"a":1},… takes sixty. It counts brackets and commas, those in texts
// too, so it errs to the careful side.
func Dense(data []byte) bool {
	const object, value, perByte, base = 360, 100, 8, 6 << 20
	objects := bytes.Count(data, []byte("{"))
	values := bytes.Count(data, []byte(",")) + bytes.Count(data, []byte("["))
	return objects*object+values*value > perByte*len(data)+base
}
