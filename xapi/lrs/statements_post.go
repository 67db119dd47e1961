// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// postStatements stores one statement or a batch.
func (h *handler) postStatements(c *call) error {
	if err := c.need(ScopeWrite); err != nil {
		return err
	}
	if err := c.only(); err != nil {
		return err
	}
	in, err := c.incoming()
	if err != nil {
		return err
	}
	defer in.close()
	b, err := c.batch(in, UUID{})
	if err != nil {
		return err
	}
	if err := c.put(b); err != nil {
		return err
	}
	out := make([]byte, 0, 2+39*len(b.Items))
	out = append(out, '[')
	for i := range b.Items {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, '"'), b.Items[i].ID.String()...), '"')
	}
	c.reply(http.StatusOK, typeJSON, append(out, ']'))
	return nil
}

// putStatement stores one statement under the id of the request.
func (h *handler) putStatement(c *call) error {
	if err := c.need(ScopeWrite); err != nil {
		return err
	}
	if err := c.only("statementId"); err != nil {
		return err
	}
	id, err := c.uuid("statementId", true)
	if err != nil {
		return err
	}
	in, err := c.incoming()
	if err != nil {
		return err
	}
	defer in.close()
	if len(in.statements) != 1 || in.array {
		return refuseWith(http.StatusBadRequest, ruleEmptyBody.At(""))
	}
	b, err := c.batch(in, *id)
	if err != nil {
		return err
	}
	if err := c.put(b); err != nil {
		return err
	}
	c.reply(http.StatusNoContent, "", nil)
	return nil
}

// put hands the batch to the store.
func (c *call) put(b Batch) error {
	c.statements = len(b.Items)
	if len(b.Items) == 0 {
		return nil
	}
	ctx, cancel := c.storeContext()
	defer cancel()
	done, err := c.h.store.Put(ctx, c.tenant, b)
	if err == nil && c.h.o.Meter != nil {
		c.h.o.Meter.Stored(done.New, done.Repeated)
	}
	return err
}

// received is the body of a request that brings statements.
type received struct {
	array      bool
	statements [][]byte
	parts      []part
}

func (in *received) close() {
	for i := range in.parts {
		in.parts[i].close()
	}
}

// incoming reads the body: JSON, or multipart/mixed with attachments.
func (c *call) incoming() (*received, error) {
	given := c.header.Get("Content-Type")
	kind, params, err := mime.ParseMediaType(given)
	if err != nil {
		return nil, refuseWith(http.StatusBadRequest, ruleContentType.At("", given, "application/json"))
	}
	in := &received{}
	var text []byte
	switch kind {
	case typeJSON:
		if text, err = c.body(c.h.o.Limits.Body); err != nil {
			return nil, err
		}
	case "multipart/mixed":
		if text, err = c.multipart(in, params["boundary"]); err != nil {
			in.close()
			return nil, err
		}
	default:
		return nil, refuseWith(http.StatusBadRequest, ruleContentType.At("", given, "application/json, multipart/mixed"))
	}
	if err := c.split(in, text); err != nil {
		in.close()
		return nil, err
	}
	return in, nil
}

// split finds the statements of a body. It judges only what lies between
// them; what is inside is for xapi.Validate.
func (c *call) split(in *received, text []byte) error {
	at := skipSpace(text, 0)
	switch {
	case at == len(text):
		return refuseWith(http.StatusBadRequest, ruleEmptyBody.At(""))
	case text[at] == '{':
		in.statements = [][]byte{text}
		return nil
	case text[at] != '[':
		return refuseWith(http.StatusBadRequest, ruleEmptyBody.At(""))
	}
	in.array = true
	e := elementsOf(text, at)
	for e.next() {
		if len(in.statements) == c.h.o.Limits.Batch {
			return refuseWith(http.StatusRequestEntityTooLarge, ruleTooLarge.At("", "lot", strconv.Itoa(c.h.o.Limits.Batch)))
		}
		in.statements = append(in.statements, e.value())
	}
	if !e.closed() {
		is := xapi.Validate(text, xapi.Options{Version: c.version, Limits: xapi.Limits{Bytes: c.h.o.Limits.Body}})
		if !is.HasErrors() {
			is = issue.Issues{ruleEmptyBody.At("")}
		}
		return refusal{http.StatusBadRequest, is}
	}
	return nil
}

// batch validates what came and takes it apart. id, unless zero, is the one
// the request names.
func (c *call) batch(in *received, id UUID) (Batch, error) {
	var b Batch
	var found issue.Issues
	o := xapi.Options{Version: c.version, Limits: xapi.Limits{Bytes: c.h.o.Limits.Statement}, Lang: c.lang}
	seen := make(map[UUID]bool, len(in.statements))
	b.Items = make([]Item, 0, len(in.statements))
	for i, text := range in.statements {
		if len(text) > c.h.o.Limits.Statement {
			return b, refuseWith(http.StatusRequestEntityTooLarge, ruleTooLarge.At(in.at(i), issue.Text{FR: "trace", EN: "statement"}, size(c.h.o.Limits.Statement)))
		}
		if is := xapi.Validate(text, o); is.HasErrors() {
			found = append(found, is.Under(in.at(i))...)
			if len(found) >= 100 {
				break
			}
			continue
		}
		if len(found) > 0 {
			continue
		}
		it := c.item(text, id)
		if seen[it.ID] {
			return b, refuseWith(http.StatusBadRequest, ruleSameID.At(in.at(i)+"/id", it.ID))
		}
		seen[it.ID] = true
		if !id.IsZero() && it.ID != id {
			return b, refuseWith(http.StatusBadRequest, ruleOtherID.At("/id", it.ID, id))
		}
		b.Items = append(b.Items, it)
	}
	if len(found) > 0 {
		return b, refusal{http.StatusBadRequest, found}
	}
	return b, c.attach(in, &b)
}

// at is the pointer of statement i in the body.
func (in *received) at(i int) issue.Pointer {
	if !in.array {
		return ""
	}
	return issue.Pointer("/" + strconv.Itoa(i))
}

// item prepares one valid statement.
func (c *call) item(text []byte, id UUID) Item {
	p := Preparation{ID: id, Authority: c.who.Agent, Version: "2.0.0", UTC: c.version == xapi.V20, KeepAuthority: c.who.Has(ScopeAuthority)}
	if id.IsZero() {
		p.ID = c.h.o.NewID()
	}
	if c.version == xapi.V103 {
		p.Version = "1.0.0"
	}
	it := Prepare(text, p)
	if !c.who.Has(ScopeDefine) {
		for i := range it.Definitions {
			it.Definitions[i].JSON = nil
		}
	}
	return it
}

// uuid reads a parameter that is a UUID.
func (c *call) uuid(name string, must bool) (*UUID, error) {
	if !c.has(name) {
		if must {
			return nil, refuseWith(http.StatusBadRequest, ruleParameterMissing.At("", name))
		}
		return nil, nil
	}
	u, err := ParseUUID(c.params.Get(name))
	if err != nil {
		return nil, badParameter(name, c.params.Get(name), "UUID")
	}
	return &u, nil
}

// hasherOf returns the SHA-2 that a hexadecimal digest of this length is of.
func hasherOf(sha string) hash.Hash {
	switch len(sha) {
	case 64:
		return sha256.New()
	case 96:
		return sha512.New384()
	case 128:
		return sha512.New()
	}
	return nil
}

func sameHash(h hash.Hash, sha string) bool {
	return hex.EncodeToString(h.Sum(nil)) == strings.ToLower(sha)
}
