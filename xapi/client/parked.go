// SPDX-License-Identifier: Apache-2.0

package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
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

// shelf keeps parked statements, one file each: ID.json, and ID~2.json and so
// on for other statements under the same id.
type shelf struct{ dir string }

func openShelf(queue string) (*shelf, error) {
	dir := filepath.Join(queue, "parked")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("client: %w", err)
	}
	return &shelf{dir}, nil
}

func (s *shelf) path(id xapi.UUID, n int) string {
	name := string(id.Canonical())
	if n > 1 {
		name += "~" + strconv.Itoa(n)
	}
	return filepath.Join(s.dir, name+".json")
}

// put keeps p: in the place of the same statement if that is parked already,
// else in a place of its own.
func (s *shelf) put(p Parked) error {
	b, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("client: parked: %w", err)
	}
	for n := 1; ; n++ {
		old, err := readParked(s.path(p.ID, n))
		if errors.Is(err, os.ErrNotExist) || err == nil && bytes.Equal(old.Statement, p.Statement) {
			return replaceFile(s.path(p.ID, n), b)
		}
	}
}

// ErrNotParked is returned for an id that is not parked.
var ErrNotParked = errors.New("client: not parked")

func readParked(file string) (p Parked, err error) {
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	return p, err
}

// under returns the files of the statements parked under an id.
func (s *shelf) under(id xapi.UUID) (files []string, err error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, fmt.Errorf("client: parked: %w", err)
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".json")
		if own, _, _ := strings.Cut(name, "~"); ok && own == string(id.Canonical()) {
			files = append(files, filepath.Join(s.dir, e.Name()))
		}
	}
	if len(files) == 0 || !id.Valid() {
		return nil, ErrNotParked
	}
	return files, nil
}

func (s *shelf) remove(file string) error {
	if err := os.Remove(file); err != nil {
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
		name, ok := strings.CutSuffix(e.Name(), ".json")
		if id, _, _ := strings.Cut(name, "~"); !ok || !xapi.UUID(id).Valid() {
			continue
		}
		p, err := readParked(filepath.Join(s.dir, e.Name()))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("client: parked %s: %w", e.Name(), err)
		}
		all = append(all, p)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].At.Before(all[j].At) })
	return all, nil
}

// Parked lists the parked statements, oldest first.
func (c *Client) Parked() ([]Parked, error) { return c.parked.list() }

// Retry puts what is parked under an id back at the end of the queue.
func (c *Client) Retry(ctx context.Context, id xapi.UUID) error {
	files, err := c.parked.under(id)
	if err != nil {
		return err
	}
	for _, file := range files {
		p, err := readParked(file)
		if err != nil {
			return fmt.Errorf("client: parked %s: %w", id, err)
		}
		if _, err := c.enqueue(ctx, []record{{json: p.Statement, parts: p.Contents}}); err != nil {
			return err
		}
		if err := c.parked.remove(file); err != nil {
			return err
		}
	}
	return nil
}

// Drop forgets what is parked under an id for good.
func (c *Client) Drop(id xapi.UUID) error {
	files, err := c.parked.under(id)
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := c.parked.remove(file); err != nil {
			return err
		}
	}
	return nil
}
