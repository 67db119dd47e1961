// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"net/url"
)

// A cursor is a place in a walk: (stored, seq), the bound of the walk, and a
// MAC over both, the tenant and the parameters of the query. It is of no use
// to another tenant or with other filters.

const cursorParameter = "cursor"

func (h *handler) cursorMAC(t Tenant, params url.Values, place []byte) []byte {
	mac := hmac.New(sha256.New, h.o.Secret)
	mac.Write([]byte(t))
	mac.Write([]byte{0})
	mac.Write([]byte(withoutCursor(params).Encode())) // Encode sorts
	mac.Write([]byte{0})
	mac.Write(place)
	return mac.Sum(nil)[:16]
}

func withoutCursor(params url.Values) url.Values {
	out := make(url.Values, len(params))
	for k, v := range params {
		if k != cursorParameter {
			out[k] = v
		}
	}
	return out
}

// more returns the address of the next page, relative to the host.
func (c *call) more(q *Query) string {
	if q == nil {
		return ""
	}
	place := make([]byte, 0, 48)
	for _, p := range []*Position{q.After, q.Bound} {
		place = binary.BigEndian.AppendUint64(place, uint64(p.Stored))
		place = binary.BigEndian.AppendUint64(place, uint64(p.Seq))
	}
	place = append(place, c.h.cursorMAC(c.tenant, c.params, place)...)
	params := withoutCursor(c.params)
	params.Set(cursorParameter, base64.RawURLEncoding.EncodeToString(place))
	path := c.r.URL.Path
	if u, err := url.ParseRequestURI(c.r.RequestURI); err == nil {
		path = u.Path // what the client asked, before any prefix was stripped
	}
	return path + "?" + params.Encode()
}

// readCursor puts the place of a cursor into the query.
func (c *call) readCursor(q *Query) error {
	given := c.params.Get(cursorParameter)
	b, err := base64.RawURLEncoding.DecodeString(given)
	if err != nil || len(b) != 48 || !hmac.Equal(b[32:], c.h.cursorMAC(c.tenant, c.params, b[:32])) {
		return refuseWith(http.StatusBadRequest, ruleParameterValue.At("", cursorParameter, given, "more"))
	}
	at := func(i int) int64 { return int64(binary.BigEndian.Uint64(b[i:])) }
	q.After = &Position{Stored: at(0), Seq: at(8)}
	q.Bound = &Position{Stored: at(16), Seq: at(24)}
	return nil
}
