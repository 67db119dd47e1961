// SPDX-License-Identifier: Apache-2.0

package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
)

// answer is what the LRS said to a batch.
type answer struct {
	accepted bool
	status   int
	body     string
}

const (
	keptBody = 4 << 10
	mostBody = 8 << 20
)

// errLongAnswer is an answer beyond mostBody: it is refused, not cut.
var errLongAnswer = fmt.Errorf("the answer is longer than %d MiB", mostBody>>20)

// post sends a batch. What has to be tried again is a stopError.
func (c *Client) post(ctx context.Context, batch []record) (answer, error) {
	body, contentType, err := encodeBatch(batch)
	if err != nil {
		return answer{}, err
	}
	resp, b, err := c.do(ctx, http.MethodPost, "/statements", nil, body, http.Header{"Content-Type": {contentType}})
	if err != nil {
		return answer{}, err
	}
	a := answer{status: resp.StatusCode, body: clip(b)}
	switch resp.StatusCode {
	case http.StatusNoContent:
		a.accepted = true
	case http.StatusOK:
		if !c.acknowledges(b, batch) {
			return a, &stopError{status: a.status, reason: "the answer 200 does not hold the ids that were sent"}
		}
		a.accepted = true
	case http.StatusBadRequest, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
	default:
		return a, stopFor(resp, c.o.Now())
	}
	return a, nil
}

func encodeBatch(batch []record) (body []byte, contentType string, err error) {
	var statements bytes.Buffer
	statements.WriteByte('[')
	parts := map[string]Content{}
	for i, r := range batch {
		if i > 0 {
			statements.WriteByte(',')
		}
		statements.Write(r.json)
		for _, p := range r.parts {
			parts[p.SHA2] = p
		}
	}
	statements.WriteByte(']')
	if len(parts) == 0 {
		return statements.Bytes(), "application/json", nil
	}
	var b bytes.Buffer
	w := xapi.NewMultipartWriter(&b)
	err = w.Statements(statements.Bytes())
	for _, r := range batch {
		for _, p := range r.parts {
			if _, left := parts[p.SHA2]; left && err == nil {
				err = w.Attachment(p.ContentType, p.SHA2, bytes.NewReader(p.Data))
				delete(parts, p.SHA2)
			}
		}
	}
	if err == nil {
		err = w.Close()
	}
	return b.Bytes(), w.ContentType(), err
}

// acknowledges reports whether body is the array of the ids of the batch.
func (c *Client) acknowledges(body []byte, batch []record) bool {
	var ids []xapi.UUID
	if json.Unmarshal(body, &ids) != nil || len(ids) != len(batch) {
		return false
	}
	for i, r := range batch {
		s, _ := xapi.Decode(r.json, c.o.Validate)
		if s.ID.Canonical() != ids[i].Canonical() {
			return false
		}
	}
	return true
}

// stored returns the statement the LRS has under an id, voided or not; nil
// if it has none.
func (c *Client) stored(ctx context.Context, id xapi.UUID) ([]byte, error) {
	for _, parameter := range []string{"statementId", "voidedStatementId"} {
		resp, b, err := c.do(ctx, http.MethodGet, "/statements", url.Values{parameter: {string(id)}}, nil, nil)
		switch {
		case err != nil:
			return nil, err
		case resp.StatusCode == http.StatusOK:
			return b, nil
		case resp.StatusCode != http.StatusNotFound:
			return nil, stopFor(resp, c.o.Now())
		}
	}
	return nil, nil
}

// stopFor says what to do about an answer that is not about the statements.
func stopFor(resp *http.Response, now time.Time) *stopError {
	e := &stopError{status: resp.StatusCode, reason: "HTTP " + strconv.Itoa(resp.StatusCode)}
	switch code := resp.StatusCode; {
	case code == http.StatusTooManyRequests || code == http.StatusRequestTimeout || code >= 500:
		e.after = retryAfter(resp.Header.Get("Retry-After"), now)
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		e.paused = true
		e.reason += ": the credentials are refused"
	default:
		e.paused = true
		e.reason += ": is the endpoint right?"
	}
	return e
}

// retryAfter reads seconds or a date; at most a day.
func retryAfter(s string, now time.Time) time.Duration {
	wait := time.Duration(0)
	if n, err := strconv.Atoi(s); err == nil && n >= 0 {
		wait = time.Duration(min(n, 86400)) * time.Second
	} else if at, err := http.ParseTime(s); err == nil {
		wait = at.Sub(now)
	}
	return max(0, min(wait, 24*time.Hour))
}

// do makes one request and reads its answer. Any error of the network is a
// stopError that names neither address nor credentials.
func (c *Client) do(ctx context.Context, method, path string, query url.Values, body []byte, header http.Header) (*http.Response, []byte, error) {
	u := *c.endpoint
	u.Path += path
	u.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, nil, fmt.Errorf("client: request: %w", err)
	}
	for name, values := range header {
		req.Header[name] = values
	}
	req.Header.Set("X-Experience-API-Version", string(versionHeader(c.o.Validate.Version)))
	if c.o.Auth != nil {
		c.o.Auth(req)
	}
	c.count(func(s *Stats) { s.Requests++ })
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, nil, &stopError{reason: networkReason(err)}
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, mostBody+1))
	if err == nil && len(b) > mostBody {
		err = errLongAnswer
	}
	if err != nil {
		return nil, nil, &stopError{status: resp.StatusCode, reason: networkReason(err)}
	}
	return resp, b, nil
}

func versionHeader(v xapi.Version) string {
	if v == xapi.V103 {
		return "1.0.3"
	}
	return "2.0.0"
}

// networkReason words an error without the URL that net/http puts in it.
func networkReason(err error) string {
	if e, ok := err.(*url.Error); ok {
		err = e.Err
	}
	return err.Error()
}

func clip(b []byte) string {
	if len(b) > keptBody {
		b = b[:keptBody]
	}
	return string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
}
