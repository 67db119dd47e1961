// SPDX-License-Identifier: Apache-2.0

package sqlstore

import (
	"bytes"
	"slices"
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// FuzzUnpackPlaces: whatever stands in a row ends in places or an error, and
// what was packed comes back.
func FuzzUnpackPlaces(f *testing.F) {
	f.Add(int64(5), []byte{2})
	f.Add(int64(5), []byte{2, 3, 2, 0xff})
	f.Add(int64(1<<62), packPlaces(nil, []lrs.Position{{Stored: 1 << 62, Seq: 9}, {Stored: 1<<62 + 3, Seq: 4}}))
	f.Fuzz(func(t *testing.T, first int64, list []byte) {
		places, err := unpackPlaces(nil, first, list)
		if err != nil || len(places) == 0 || !slices.IsSortedFunc(places, comparePlaces) {
			return
		}
		again, err := unpackPlaces(nil, first, packPlaces(nil, places))
		if err != nil || !slices.Equal(places, again) {
			t.Errorf("%v came back as %v, %v", places, again, err)
		}
		if packed := packPlaces(nil, places); len(packed) > len(list) || len(packed) == len(list) && !bytes.Equal(packed, list) {
			t.Errorf("%x was packed again as %x", list, packed)
		}
	})
}
