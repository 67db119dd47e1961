// SPDX-License-Identifier: Apache-2.0

package xapi

const (
	tfUsageType = iota
	tfDisplay
	tfDescription
	tfContentType
	tfLength
	tfSHA2
	tfFileURL
)

var (
	attachmentNames = names{"usageType", "display", "description", "contentType", "length", "sha2", "fileUrl"}
	attachmentRefs  = [...]string{"XAPI-00107", "XAPI-00106", "XAPI-00106", "XAPI-00105", "XAPI-00102", "XAPI-00103", "XAPI-00104"}
)

func (c *checker) attachments() {
	if !c.o.AllowAttachments {
		c.privately(rulePrivacyAttachment)
	}
	if _, ok := c.array("XAPI-00025"); !ok {
		return
	}
	for c.r.More() {
		c.attachment()
	}
}

func (c *checker) attachment() {
	start, ok := c.enter("XAPI-00025")
	if !ok {
		return
	}
	seen := uint32(0)
	for c.r.More() {
		switch i := c.field(attachmentNames, &seen, "XAPI-00010"); i {
		case tfUsageType, tfFileURL:
			c.iri(attachmentRefs[i])
		case tfDisplay, tfDescription:
			c.languageMap(attachmentRefs[i])
		case tfContentType:
			c.formed("XAPI-00105", validMediaType, ruleMediaType)
		case tfLength:
			if s, from := c.number("XAPI-00102"); s != nil {
				if n, whole := wholeNumber(s); !whole || n < 0 {
					c.note(from, "XAPI-00102", ruleLength, sample(s))
				}
			}
		case tfSHA2:
			c.formed("XAPI-00103", validSHA2, ruleSHA2)
		}
	}
	for _, i := range [...]int{tfUsageType, tfDisplay, tfContentType, tfLength, tfSHA2} {
		if seen&(1<<i) == 0 {
			c.missing(start, attachmentNames[i], attachmentRefs[i])
		}
	}
}

func validSHA2(s []byte) bool { return validHex(s, 64, 96, 128) }
