// SPDX-License-Identifier: Apache-2.0

package competency

// Date is a day of the calendar, YYYY-MM-DD. "" is no date. Dates compare as
// strings.
type Date string

// SayDay writes the day of a date or an instant as people do: "22/11/2026", or
// "22 Nov 2026" with "en". What is neither is given back.
func SayDay(iso, lang string) string {
	if len(iso) < 10 || iso[4] != '-' || iso[7] != '-' {
		return iso
	}
	y, m, d := iso[:4], iso[5:7], iso[8:10]
	if lang == "en" {
		if n := 10*int(m[0]-'0') + int(m[1]-'0'); n >= 1 && n <= 12 {
			return d + " " + "JanFebMarAprMayJunJulAugSepOctNovDec"[3*n-3:3*n] + " " + y
		}
	}
	return d + "/" + m + "/" + y
}

// Valid reports whether d is a day that exists.
func (d Date) Valid() bool {
	y, m, day, ok := d.Parts()
	return ok && m >= 1 && m <= 12 && day >= 1 && day <= daysIn(y, m)
}

// Parts returns year, month and day; ok is false when d has not the form
// YYYY-MM-DD.
func (d Date) Parts() (year, month, day int, ok bool) {
	if len(d) != 10 || d[4] != '-' || d[7] != '-' {
		return 0, 0, 0, false
	}
	year, ok1 := digits(string(d[:4]))
	month, ok2 := digits(string(d[5:7]))
	day, ok3 := digits(string(d[8:]))
	return year, month, day, ok1 && ok2 && ok3
}

// AddMonths returns the same day n months later; when that month is shorter,
// its last day (31 January + 1 month = 28 or 29 February). An invalid date
// is returned unchanged.
func (d Date) AddMonths(n int) Date {
	if !d.Valid() {
		return d
	}
	y, m, day, _ := d.Parts()
	total := y*12 + m - 1 + n
	y, m = total/12, total%12+1
	if y < 0 || y > 9999 || total < 0 {
		return d
	}
	if last := daysIn(y, m); day > last {
		day = last
	}
	b := make([]byte, 0, 10)
	b = append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-')
	b = append(b, byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10))
	return Date(b)
}

// Days returns the number of days since 1970-01-01, negative before it; 0
// for an invalid date.
func (d Date) Days() int {
	if !d.Valid() {
		return 0
	}
	y, m, day, _ := d.Parts()
	if m <= 2 {
		y, m = y-1, m+12
	}
	return 365*y + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + (153*(m-3)+2)/5 + day - 719469
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func digits(s string) (n int, ok bool) {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, len(s) > 0
}

// Instant is a moment with its offset, RFC 3339 with capital T and Z, seconds
// from 00 to 59 and at most nine digits of fraction. "" is no instant.
type Instant string

// Valid reports whether i is a moment of the calendar.
func (i Instant) Valid() bool {
	_, _, ok := i.parse()
	return ok
}

// Compare returns -1, 0 or 1 as i is before, at or after j, whatever their
// offsets. An invalid instant comes before any valid one.
func (i Instant) Compare(j Instant) int {
	s1, n1, _ := i.parse()
	s2, n2, _ := j.parse()
	switch {
	case s1 != s2:
		return sign(s1 < s2)
	case n1 != n2:
		return sign(n1 < n2)
	}
	return 0
}

func sign(less bool) int {
	if less {
		return -1
	}
	return 1
}

// Date returns the day of i in its own offset.
func (i Instant) Date() Date {
	if len(i) < 10 {
		return ""
	}
	return Date(i[:10])
}

// Unix returns the seconds since 1970-01-01T00:00:00Z; ok is false when i is
// invalid.
func (i Instant) Unix() (seconds int64, ok bool) {
	s, _, ok := i.parse()
	return s, ok
}

// parse returns seconds since 1970 and nanoseconds.
func (i Instant) parse() (sec int64, nano int, ok bool) {
	const worst = -1 << 62
	s := string(i)
	if len(s) < 20 || s[10] != 'T' || s[13] != ':' || s[16] != ':' || !Date(s[:10]).Valid() {
		return worst, 0, false
	}
	hh, ok1 := digits(s[11:13])
	mm, ok2 := digits(s[14:16])
	ss, ok3 := digits(s[17:19])
	if !ok1 || !ok2 || !ok3 || hh > 23 || mm > 59 || ss > 59 {
		return worst, 0, false
	}
	rest := s[19:]
	if rest[0] == '.' {
		n, scale := 1, 100000000
		for n < len(rest) && isDigit(rest[n]) {
			nano += int(rest[n]-'0') * scale
			scale /= 10
			n++
		}
		if n == 1 || n > 10 {
			return worst, 0, false
		}
		rest = rest[n:]
	}
	offset, ok := parseOffset(rest)
	if !ok {
		return worst, 0, false
	}
	return int64(Date(s[:10]).Days())*86400 + int64(hh*3600+mm*60+ss-offset*60), nano, true
}

// parseOffset returns minutes east of UTC.
func parseOffset(s string) (int, bool) {
	if s == "Z" {
		return 0, true
	}
	if len(s) != 6 || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return 0, false
	}
	h, ok1 := digits(s[1:3])
	m, ok2 := digits(s[4:])
	if !ok1 || !ok2 || h > 23 || m > 59 {
		return 0, false
	}
	if s[0] == '-' {
		return -(h*60 + m), true
	}
	return h*60 + m, true
}
