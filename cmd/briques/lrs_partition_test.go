// SPDX-License-Identifier: Apache-2.0

package main

import (
	"testing"

	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

func TestLRSPartitionsOfAnAddress(t *testing.T) {
	for _, c := range []struct {
		where, want string
		asked       bool
	}{
		{"postgres://a/b", "postgres://a/b", false},
		{"postgres://a/b?partitions=month", "postgres://a/b", true},
		{"postgres://a/b?host=/tmp&partitions=month&port=5", "postgres://a/b?host=/tmp&port=5", true},
		{"postgres://a/b?sslmode=disable", "postgres://a/b?sslmode=disable", false},
	} {
		var o sqlstore.Options
		got, err := lrsPartitions(c.where, &o)
		if err != nil || got != c.want || o.Partitions != c.asked {
			t.Errorf("%s: %s, %v, %v", c.where, got, o.Partitions, err)
		}
	}
	if _, err := lrsPartitions("postgres://a/b?partitions=day", &sqlstore.Options{}); err == nil {
		t.Error("partitions=day was taken")
	}
	if code, _, _ := lrsRun("retention", "--db", "sqlite:"+lrsFilled(t, 2), "--drop-months", "2"); code != exitUsage {
		t.Errorf("--drop-months on SQLite: exit %d, want %d", code, exitUsage)
	}
	if code, _, _ := lrsRun("retention", "--db", "sqlite:x", "--drop-months", "2", "--days", "3"); code != exitUsage {
		t.Errorf("--drop-months with --days: exit %d, want %d", code, exitUsage)
	}
}
