// SPDX-License-Identifier: Apache-2.0

package xapi

// Duration is an ISO 8601 duration as it was written: "PT1H30M", "P4W".
type Duration string

// Valid reports whether d is PnW or P…D T…S with at least one part, a
// fraction on the last part only, and no empty T.
func (d Duration) Valid() bool { return validDuration([]byte(d)) }

// Cut returns d with its seconds cut, not rounded, to hundredths: the
// precision in which durations are compared (xAPI 1.0.3 Part Two §4.6).
func (d Duration) Cut() string {
	s := string(d)
	for i := len(s) - 1; i > 0; i-- {
		if s[i] != '.' && s[i] != ',' {
			continue
		}
		if s[len(s)-1] != 'S' {
			return s
		}
		digits := s[i+1 : len(s)-1]
		if len(digits) > 2 {
			digits = digits[:2]
		}
		for len(digits) > 0 && digits[len(digits)-1] == '0' {
			digits = digits[:len(digits)-1]
		}
		if digits == "" {
			return s[:i] + "S"
		}
		return s[:i] + "." + digits + "S"
	}
	return s
}

func validDuration(s []byte) bool {
	if len(s) < 3 || s[0] != 'P' {
		return false
	}
	i, rank, inTime, fractionSeen := 1, 0, false, false
	for i < len(s) {
		if s[i] == 'T' {
			if inTime || fractionSeen {
				return false
			}
			inTime, rank = true, 3
			i++
			if i == len(s) {
				return false
			}
		}
		from := i
		for i < len(s) && digit(s[i]) {
			i++
		}
		if i == from || i == len(s) || fractionSeen {
			return false
		}
		if s[i] == '.' || s[i] == ',' {
			fractionSeen = true
			i++
			from = i
			for i < len(s) && digit(s[i]) {
				i++
			}
			if i == from || i == len(s) {
				return false
			}
		}
		r := designator(s[i], inTime)
		if s[i] == 'W' && !inTime {
			return rank == 0 && i+1 == len(s)
		}
		if r <= rank {
			return false
		}
		rank = r
		i++
	}
	return rank > 0
}

// designator returns the rank of a unit among Y M D, then H M S; 0 for none.
func designator(c byte, inTime bool) int {
	if inTime {
		switch c {
		case 'H':
			return 4
		case 'M':
			return 5
		case 'S':
			return 6
		}
		return 0
	}
	switch c {
	case 'Y':
		return 1
	case 'M':
		return 2
	case 'D':
		return 3
	}
	return 0
}
