// SPDX-License-Identifier: Apache-2.0

package xapi

const (
	rfScore = iota
	rfSuccess
	rfCompletion
	rfResponse
	rfDuration
	rfExtensions
)

var resultNames = names{"score", "success", "completion", "response", "duration", "extensions"}

func (c *checker) result() {
	start, ok := c.enter("XAPI-00006")
	if !ok {
		return
	}
	seen := uint32(0)
	for c.r.More() {
		switch c.field(resultNames, &seen, "XAPI-00010") {
		case rfScore:
			c.score()
		case rfSuccess:
			c.boolean("XAPI-00074")
		case rfCompletion:
			c.boolean("XAPI-00075")
		case rfResponse:
			c.privately(rulePrivacyResponse)
			c.text("XAPI-00076")
		case rfDuration:
			c.formed("XAPI-00077", validDuration, ruleDuration)
		case rfExtensions:
			c.extensions("XAPI-00078")
		}
	}
	c.blank(start, seen)
}

const (
	scScaled = iota
	scRaw
	scMin
	scMax
)

var (
	scoreNames = names{"scaled", "raw", "min", "max"}
	scoreRefs  = [...]string{"XAPI-00083", "XAPI-00082", "XAPI-00081", "XAPI-00080"}
	one        = []byte("1")
	minusOne   = []byte("-1")
)

func (c *checker) score() {
	start, ok := c.enter("XAPI-00079")
	if !ok {
		return
	}
	seen := uint32(0)
	var value [4][]byte
	var at [4]int
	for c.r.More() {
		if i := c.field(scoreNames, &seen, "XAPI-00010"); i >= 0 {
			value[i], at[i] = c.number(scoreRefs[i])
		}
	}
	if c.r.Failed() {
		return
	}
	c.blank(start, seen)
	p := c.r.Pointer
	if s := value[scScaled]; s != nil && (compareDecimals(s, one) > 0 || compareDecimals(s, minusOne) < 0) {
		c.noteAt(p().Field("scaled"), at[scScaled], "XAPI-00083", ruleScaled, sample(s))
	}
	raw, low, high := value[scRaw], value[scMin], value[scMax]
	if low != nil && high != nil && compareDecimals(low, high) >= 0 {
		c.noteAt(p().Field("max"), at[scMax], "XAPI-00080", ruleMinMax, sample(high), sample(low))
		return
	}
	if raw == nil {
		return
	}
	switch {
	case low != nil && compareDecimals(raw, low) < 0:
		c.noteAt(p().Field("raw"), at[scRaw], "XAPI-00082", ruleRaw, sample(raw), "min "+sample(low))
	case high != nil && compareDecimals(raw, high) > 0:
		c.noteAt(p().Field("raw"), at[scRaw], "XAPI-00082", ruleRaw, sample(raw), "max "+sample(high))
	}
}
