// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"net/http"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// usageSignature marks an attachment that signs its statement.
const usageSignature = "http://adlnet.gov/expapi/attachments/signature"

// attach matches the parts of a request with what its statements declare,
// checks signatures and adds the bodies to the batch. The hash binds a part to
// its declaration; the declared length is not compared, since ADL's suite
// sends one that is wrong and wants the statement stored (XAPI-00127).
func (c *call) attach(in *received, b *Batch) error {
	parts := make(map[string]*part, len(in.parts))
	for i := range in.parts {
		p := &in.parts[i]
		parts[strings.ToLower(p.hash)] = p
	}
	used := make(map[string]string, len(parts))
	for i, text := range in.statements {
		if i >= len(b.Items) || len(parts) == 0 && len(b.Items[i].Hashes) == 0 && !strings.Contains(string(text), `"attachments"`) {
			continue
		}
		for _, d := range declaredIn(text) {
			p := parts[d.sha]
			if p == nil {
				if !d.fileURL {
					return refuseWith(http.StatusBadRequest, ruleAttachment.At(in.at(i)+"/attachments", d.sha, issue.Text{FR: "absente", EN: "missing"}))
				}
				continue
			}
			used[d.sha] = d.contentType
			if d.usage == usageSignature {
				if err := c.signature(text, p, d); err != nil {
					return err
				}
			}
		}
	}
	for sha, p := range parts {
		contentType, ok := used[sha]
		if !ok {
			return refuseWith(http.StatusBadRequest, ruleAttachment.At("", sha, issue.Text{FR: "non déclarée", EN: "not declared"}))
		}
		body, err := p.bytes()
		if err != nil {
			return err
		}
		if p.contentType != "" {
			contentType = p.contentType
		}
		b.Attachments = append(b.Attachments, Attachment{Hash: sha, ContentType: contentType, Body: body})
	}
	return nil
}

// signature refuses a statement whose signature does not hold. One without a
// certificate cannot be verified and is stored (ADL's suite signs so).
func (c *call) signature(statement []byte, p *part, d declared) error {
	if d.contentType != "application/octet-stream" {
		return refuseWith(http.StatusBadRequest, ruleSignature.At("", "application/octet-stream"))
	}
	jws, err := p.bytes()
	if err != nil {
		return err
	}
	if _, is := xapi.Verify(statement, jws, xapi.VerifyOptions{Lang: c.lang}); is.HasErrors() {
		return refusal{http.StatusBadRequest, is}
	}
	return nil
}
