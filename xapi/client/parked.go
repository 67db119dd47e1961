// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
)

// Parked is a statement that the LRS will not take as it is.
type Parked struct {
	ID        xapi.UUID    `json:"id"`
	At        time.Time    `json:"at"`
	Reason    string       `json:"reason"`           // invalid, conflict, tooLarge, tooOld
	Status    int          `json:"status,omitempty"` // of the LRS
	Body      string       `json:"body,omitempty"`   // of its answer, 4 KiB at most
	Issues    issue.Issues `json:"issues,omitempty"` // what we find in the statement
	Statement []byte       `json:"statement"`
	Contents  []Content    `json:"contents,omitempty"`
}

// shelf keeps parked statements, one file each.
type shelf struct{ dir string }

func openShelf(queue string) (*shelf, error) {
	dir := filepath.Join(queue, "parked")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("client: %w", err)
	}
	return &shelf{dir}, nil
}

func (s *shelf) path(id xapi.UUID) string {
	return filepath.Join(s.dir, string(id.Canonical())+".json")
}

func (s *shelf) put(p Parked) error {
	b, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("client: parked: %w", err)
	}
	return replaceFile(s.path(p.ID), b)
}

// ErrNotParked is returned for an id that is not parked.
var ErrNotParked = errors.New("client: not parked")

func (s *shelf) get(id xapi.UUID) (p Parked, err error) {
	if !id.Valid() {
		return p, ErrNotParked
	}
	b, err := os.ReadFile(s.path(id))
	if errors.Is(err, os.ErrNotExist) {
		return p, ErrNotParked
	}
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err != nil {
		return p, fmt.Errorf("client: parked %s: %w", id, err)
	}
	return p, nil
}

func (s *shelf) drop(id xapi.UUID) error {
	if !id.Valid() {
		return ErrNotParked
	}
	err := os.Remove(s.path(id))
	if errors.Is(err, os.ErrNotExist) {
		return ErrNotParked
	}
	if err != nil {
		return fmt.Errorf("client: parked: %w", err)
	}
	return syncDir(s.dir)
}

func (s *shelf) list() ([]Parked, error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, fmt.Errorf("client: parked: %w", err)
	}
	all := []Parked{}
	for _, e := range entries {
		id, ok := strings.CutSuffix(e.Name(), ".json")
		if !ok || strings.HasPrefix(id, ".") {
			continue
		}
		p, err := s.get(xapi.UUID(id))
		if errors.Is(err, ErrNotParked) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].At.Before(all[j].At) })
	return all, nil
}

// Parked lists the parked statements, oldest first.
func (c *Client) Parked() ([]Parked, error) { return c.parked.list() }

// Retry puts a parked statement back at the end of the queue.
func (c *Client) Retry(ctx context.Context, id xapi.UUID) error {
	p, err := c.parked.get(id)
	if err != nil {
		return err
	}
	if _, err := c.enqueue(ctx, []record{{json: p.Statement, parts: p.Contents}}); err != nil {
		return err
	}
	return c.parked.drop(id)
}

// Drop forgets a parked statement for good.
func (c *Client) Drop(id xapi.UUID) error { return c.parked.drop(id) }
