// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"errors"
	"strings"
	"time"
)

var errInstant = errors.New("not a date and time")

// ParseInstant reads a timestamp of xAPI: ISO 8601 date and time, extended or
// basic, with any number of fraction digits. An offset that lacks is taken as
// UTC. What Validate accepts, it reads.
func ParseInstant(s string) (time.Time, error) {
	s = strings.Replace(s, ",", ".", 1)
	cut := strings.IndexAny(s, "Tt ")
	if cut < 0 {
		return time.Time{}, errInstant
	}
	day, rest := s[:cut], s[cut+1:]
	clock, zone := rest, ""
	if i := strings.IndexAny(rest, "Zz+-"); i >= 0 {
		clock, zone = rest[:i], rest[i:]
	}
	layout := "2006-01-02"
	if !strings.Contains(day, "-") {
		layout = "20060102"
	}
	whole, fraction := clock, ""
	if i := strings.IndexByte(clock, '.'); i >= 0 {
		whole, fraction = clock[:i], clock[i:]
	}
	leap := false
	colons := strings.Contains(whole, ":")
	switch len(whole) {
	case 8, 6:
		if strings.HasSuffix(whole, "60") && len(whole) > 2 {
			whole, leap = whole[:len(whole)-2]+"59", true
		}
		if colons {
			layout += "T15:04:05"
		} else {
			layout += "T150405"
		}
	case 5, 4:
		if colons {
			layout += "T15:04"
		} else {
			layout += "T1504"
		}
	case 2:
		layout += "T15"
	default:
		return time.Time{}, errInstant
	}
	zoneLayout, ok := zoneLayouts[len(zone)]
	if !ok {
		return time.Time{}, errInstant
	}
	if zone == "z" {
		zone = "Z"
	}
	if len(fraction) > 10 {
		fraction = fraction[:10]
	}
	t, err := time.Parse(layout+zoneLayout, day+"T"+whole+zone)
	if err != nil {
		return time.Time{}, errInstant
	}
	if len(fraction) > 1 {
		d, err := time.ParseDuration("0" + fraction + "s")
		if err != nil {
			return time.Time{}, errInstant
		}
		t = t.Add(d)
	}
	if leap {
		t = t.Add(time.Second)
	}
	return t.UTC(), nil
}

var zoneLayouts = map[int]string{0: "", 1: "Z07:00", 3: "Z07", 5: "Z0700", 6: "Z07:00"}

// toUTC rewrites an RFC 3339 timestamp with an offset in UTC and keeps its
// fraction as spelled. Anything else is returned as it is.
func toUTC(s string) string {
	if len(s) < 20 || s[len(s)-1] == 'Z' || s[len(s)-1] == 'z' {
		return s
	}
	whole, fraction, zone := s[:19], "", s[19:]
	if zone[0] == '.' {
		end := 1
		for end < len(zone) && zone[end] >= '0' && zone[end] <= '9' {
			end++
		}
		fraction, zone = zone[:end], zone[end:]
	}
	t, err := time.Parse("2006-01-02T15:04:05Z07:00", whole[:10]+"T"+whole[11:]+zone)
	if err != nil {
		return s
	}
	return t.UTC().Format("2006-01-02T15:04:05") + fraction + "Z"
}
