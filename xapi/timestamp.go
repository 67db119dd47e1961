// SPDX-License-Identifier: Apache-2.0

package xapi

// Timestamp is a date and time as it was written. 1.0.3 admits the extended
// and basic forms of ISO 8601; 2.0 admits RFC 3339 only.
type Timestamp string

// Valid reports whether t is admitted by version v.
func (t Timestamp) Valid(v Version) bool {
	_, ok := parseInstant([]byte(t), v)
	return ok
}

// Compare orders two timestamps by the instant they name, however many
// digits their fractions have: -1, 0 or 1. An invalid one comes first; one
// without offset is read as UTC.
func (t Timestamp) Compare(u Timestamp) int {
	a, okA := parseInstant([]byte(t), V103)
	b, okB := parseInstant([]byte(u), V103)
	switch {
	case !okA && !okB:
		return 0
	case !okA:
		return -1
	case !okB:
		return 1
	}
	return a.compare(b)
}

// UTC returns t as RFC 3339 in UTC, its fraction kept digit for digit, and
// whether t lacked an offset and was taken as UTC. An invalid timestamp is
// returned unchanged.
func (t Timestamp) UTC() (utc Timestamp, assumed bool) {
	at, ok := parseInstant([]byte(t), V103)
	if !ok {
		return t, false
	}
	return Timestamp(at.appendUTC(nil)), !at.hasOffset
}

// instant is a moment: whole seconds since 1970 in UTC and a fraction.
type instant struct {
	seconds   int64
	fraction  []byte // decimal digits, part of the text
	leap      bool   // second 60: seconds counts 59
	hasOffset bool
}

func (a instant) compare(b instant) int {
	switch {
	case a.seconds != b.seconds:
		return order(a.seconds < b.seconds)
	case a.leap != b.leap:
		return order(b.leap)
	}
	for i := 0; i < len(a.fraction) || i < len(b.fraction); i++ {
		x, y := byte('0'), byte('0')
		if i < len(a.fraction) {
			x = a.fraction[i]
		}
		if i < len(b.fraction) {
			y = b.fraction[i]
		}
		if x != y {
			return order(x < y)
		}
	}
	return 0
}

func order(less bool) int {
	if less {
		return -1
	}
	return 1
}

func (a instant) appendUTC(b []byte) []byte {
	days, rest := a.seconds/86400, a.seconds%86400
	if rest < 0 {
		days, rest = days-1, rest+86400
	}
	year, month, day := civil(days)
	b = padded(b, year, 4)
	b = padded(append(b, '-'), month, 2)
	b = padded(append(b, '-'), day, 2)
	b = padded(append(b, 'T'), int(rest/3600), 2)
	b = padded(append(b, ':'), int(rest/60%60), 2)
	second := int(rest % 60)
	if a.leap {
		second = 60
	}
	b = padded(append(b, ':'), second, 2)
	if len(a.fraction) > 0 {
		b = append(append(b, '.'), a.fraction...)
	}
	return append(b, 'Z')
}

func padded(b []byte, n, width int) []byte {
	for div := pow10(width - 1); div > 0; div /= 10 {
		b = append(b, byte('0'+n/div%10))
	}
	return b
}

func pow10(n int) int {
	p := 1
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

// twoDigits reads two digits at i.
func twoDigits(s []byte, i int) (int, bool) {
	if i+2 > len(s) || !digit(s[i]) || !digit(s[i+1]) {
		return 0, false
	}
	return int(s[i]-'0')*10 + int(s[i+1]-'0'), true
}

// parseInstant reads s as version v admits it.
func parseInstant(s []byte, v Version) (at instant, ok bool) {
	strict := v != V103
	century, ok1 := twoDigits(s, 0)
	years, ok2 := twoDigits(s, 2)
	if !ok1 || !ok2 || len(s) < 5 {
		return at, false
	}
	i := 4
	extended := s[i] == '-'
	if !extended && strict {
		return at, false
	}
	skip := func(c byte) bool {
		if !extended {
			return true
		}
		if i < len(s) && s[i] == c {
			i++
			return true
		}
		return false
	}
	number := func() (n int, ok bool) {
		if n, ok = twoDigits(s, i); ok {
			i += 2
		}
		return n, ok
	}
	if !skip('-') {
		return at, false
	}
	month, ok1 := number()
	if !ok1 || !skip('-') {
		return at, false
	}
	day, ok1 := number()
	if !ok1 || i >= len(s) || s[i] != 'T' && !(strict && s[i] == 't') {
		return at, false
	}
	i++
	year := century*100 + years
	if month < 1 || month > 12 || day < 1 || day > monthDays(year, month) {
		return at, false
	}
	hour, ok1 := number()
	if !ok1 || !skip(':') {
		return at, false
	}
	minute, ok1 := number()
	if !ok1 || hour > 23 || minute > 59 {
		return at, false
	}
	second := 0
	switch {
	case i < len(s) && (extended && s[i] == ':' || !extended && digit(s[i])):
		skip(':')
		if second, ok1 = number(); !ok1 || second > 60 {
			return at, false
		}
		if i < len(s) && (s[i] == '.' || s[i] == ',' && !strict) {
			i++
			from := i
			for i < len(s) && digit(s[i]) {
				i++
			}
			if i == from {
				return at, false
			}
			at.fraction = s[from:i]
		}
	case strict:
		return at, false
	}
	offset, known, ok := parseOffset(s, i, strict)
	if !ok {
		return at, false
	}
	at.hasOffset = known
	at.seconds = daysSince1970(year, month, day)*86400 + int64(hour*3600+minute*60+second-offset)
	if second == 60 {
		at.leap = true
		at.seconds--
		if !known || at.seconds%86400 != 86399 && at.seconds%86400 != -1 {
			return at, false
		}
	}
	return at, true
}

// parseOffset reads the offset from UTC at i, in seconds.
func parseOffset(s []byte, i int, strict bool) (offset int, known, ok bool) {
	if i == len(s) {
		return 0, false, !strict
	}
	if s[i] == 'Z' || strict && s[i] == 'z' {
		return 0, true, i+1 == len(s)
	}
	if s[i] != '+' && s[i] != '-' {
		return 0, false, false
	}
	negative := s[i] == '-'
	hours, ok := twoDigits(s, i+1)
	if !ok || hours > 23 {
		return 0, false, false
	}
	i += 3
	minutes := 0
	switch {
	case i == len(s):
		if strict {
			return 0, false, false
		}
	case s[i] == ':':
		if minutes, ok = twoDigits(s, i+1); !ok || i+3 != len(s) {
			return 0, false, false
		}
	default:
		if minutes, ok = twoDigits(s, i); !ok || strict || i+2 != len(s) {
			return 0, false, false
		}
	}
	offset = hours*3600 + minutes*60
	if minutes > 59 || negative && offset == 0 {
		return 0, false, false
	}
	if negative {
		offset = -offset
	}
	return offset, true, true
}

func leapYear(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func monthDays(year, month int) int {
	switch month {
	case 2:
		if leapYear(year) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// daysSince1970 counts days in the Gregorian calendar, by years that begin
// in March.
func daysSince1970(year, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	era := floorDiv(year, 400)
	ofEra := year - era*400
	ofYear := (153*(month-3)+2)/5 + day - 1
	return int64(era)*146097 + int64(ofEra*365+ofEra/4-ofEra/100+ofYear) - 719468
}

// civil is the inverse of daysSince1970.
func civil(days int64) (year, month, day int) {
	z := int(days) + 719468
	era := floorDiv(z, 146097)
	d := z - era*146097
	y := (d - d/1460 + d/36524 - d/146096) / 365
	ofYear := d - (365*y + y/4 - y/100)
	m := (5*ofYear + 2) / 153
	day = ofYear - (153*m+2)/5 + 1
	month = m + 3
	if month > 12 {
		month -= 12
	}
	year = y + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
