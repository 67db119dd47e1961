// SPDX-License-Identifier: Apache-2.0

package export

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
)

// Row is one statement in a Parquet file. Times are UTC, to the microsecond.
type Row struct {
	ID           [16]byte `parquet:"id,uuid"`
	Seq          int64    `parquet:"seq,delta"`
	Stored       int64    `parquet:"stored,timestamp(microsecond),delta"`
	Timestamp    int64    `parquet:"timestamp,timestamp(microsecond)"`
	Version      string   `parquet:"version,dict"`
	Verb         string   `parquet:"verb,dict"`
	ObjectType   string   `parquet:"object_type,dict"`
	ObjectID     string   `parquet:"object_id,dict"`
	ActivityType string   `parquet:"activity_type,dict"`
	ActorKey     string   `parquet:"actor_key,dict"` // SHA-256 of the identifier
	Registration *string  `parquet:"registration,optional"`
	Success      *bool    `parquet:"success,optional"`
	Completion   *bool    `parquet:"completion,optional"`
	Scaled       *float64 `parquet:"scaled,optional"`
	Duration     *string  `parquet:"duration,optional"` // ISO 8601, as given
	Voided       bool     `parquet:"voided"`
	Statement    string   `parquet:"statement"`
}

// shape is what a row takes from a statement.
type shape struct {
	Version   string                     `json:"version"`
	Timestamp string                     `json:"timestamp"`
	Actor     map[string]json.RawMessage `json:"actor"`
	Verb      struct {
		ID string `json:"id"`
	} `json:"verb"`
	Object struct {
		Type       string `json:"objectType"`
		ID         string `json:"id"`
		Definition struct {
			Type string `json:"type"`
		} `json:"definition"`
	} `json:"object"`
	Result *struct {
		Success    *bool   `json:"success"`
		Completion *bool   `json:"completion"`
		Duration   *string `json:"duration"`
		Score      struct {
			Scaled *float64 `json:"scaled"`
		} `json:"score"`
	} `json:"result"`
	Context struct {
		Registration *string `json:"registration"`
	} `json:"context"`
}

// rowOf takes a record apart. Without identifiers, agents in the statement
// become accounts named after their key, so that rows can still be grouped by
// person and nobody is named.
func rowOf(r lrs.Record, identifiers bool) (Row, error) {
	var s shape
	if err := json.Unmarshal(r.Payload, &s); err != nil {
		return Row{}, err
	}
	row := Row{ID: r.ID, Seq: r.Seq, Stored: r.Stored.UnixMicro(), Version: s.Version, Verb: s.Verb.ID, ObjectType: s.Object.Type,
		ObjectID: s.Object.ID, ActivityType: s.Object.Definition.Type, Registration: s.Context.Registration, Voided: r.Voided}
	if at, err := lrs.ParseInstant(s.Timestamp); err == nil {
		row.Timestamp = at.UnixMicro()
	} else {
		row.Timestamp = row.Stored
	}
	if row.ObjectType == "" {
		row.ObjectType = "Activity"
	}
	actor, err := json.Marshal(s.Actor)
	if err != nil {
		return Row{}, err
	}
	if k, ok := lrs.AgentKey(actor); ok {
		row.ActorKey = hex.EncodeToString(k[:])
	}
	if s.Result != nil {
		row.Success, row.Completion, row.Duration, row.Scaled = s.Result.Success, s.Result.Completion, s.Result.Duration, s.Result.Score.Scaled
	}
	payload := r.Payload
	if !identifiers {
		payload = withoutIdentifiers(payload)
	}
	row.Statement = string(bytes.TrimSpace(oneLine(payload)))
	return row, nil
}

// withoutIdentifiers puts keys in the place of identifiers and drops names.
func withoutIdentifiers(payload []byte) []byte {
	for _, who := range lrs.TakeApart(payload).Agents {
		payload, _ = lrs.Reidentify(payload, who.Key, keyAccount(who.Key))
	}
	return payload
}

// month returns the first moment of the month of t, in UTC.
func month(t time.Time) time.Time {
	t = t.UTC()
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}
