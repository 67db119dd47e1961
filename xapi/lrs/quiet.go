// SPDX-License-Identifier: Apache-2.0

package lrs

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// What is logged of a request is taken from closed lists: a client can write a
// name into a method, a parameter or a request id as well as into a body.

var loggedMethods = []string{"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"}

var loggedParams = []string{"activity", "activityId", "agent", "ascending", "attachments", "cursor", "format", "limit", "method", "profileId",
	"registration", "related_activities", "related_agents", "since", "stateId", "statementId", "until", "verb", "voidedStatementId"}

// knownOr returns s when list has it, else "other".
func knownOr(s string, list []string) string {
	if slices.Contains(list, s) {
		return s
	}
	return "other"
}

// loggable returns the names of the parameters as they are logged.
func (c *call) loggable() string {
	out := make([]string, len(c.names))
	for i, n := range c.names {
		out[i] = knownOr(n, loggedParams)
	}
	return strings.Join(out, " ")
}

// validRequestID reports whether a client's id is one of a tracer: hexadecimal
// digits and hyphens, which spell no name.
func validRequestID(s string) bool {
	return len(s) >= 8 && len(s) <= 64 && strings.Trim(s, "0123456789abcdefABCDEF-") == ""
}

// survive turns a panic into an answer 500, and tells neither client nor log
// what it said: it may hold what was being read.
func (c *call) survive() {
	r := recover()
	if r == nil {
		return
	}
	if r == http.ErrAbortHandler {
		panic(r)
	}
	c.h.o.Log.LogAttrs(c.ctx, slog.LevelError, "panic", slog.String("id", c.id), slog.String("route", c.route))
	if c.status == 0 {
		c.refuse(refusal{http.StatusInternalServerError, issue.Issues{ruleInternal.At("", c.id)}})
	}
}

// anonymous writes the log of a server without the addresses of its clients.
type anonymous struct{ to io.Writer }

func (a anonymous) Write(b []byte) (int, error) {
	words := bytes.Split(b, []byte(" "))
	for i, w := range words {
		word := strings.Trim(string(w), ":;,()\n")
		_, noPort := netip.ParseAddr(strings.Trim(word, "[]"))
		if _, err := netip.ParseAddrPort(word); err == nil || noPort == nil {
			words[i] = bytes.Replace(w, []byte(word), []byte("client"), 1)
		}
	}
	if _, err := a.to.Write(bytes.Join(words, []byte(" "))); err != nil {
		return 0, err
	}
	return len(b), nil
}
