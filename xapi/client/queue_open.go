// SPDX-License-Identifier: Apache-2.0

package client

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

func openQueue(dir string, most int64) (q *queue, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("client: queue: %w", err)
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			lock.Close()
		}
	}()
	if most <= 0 {
		most = defaultCap
	}
	q = &queue{dir: dir, cap: most, lock: lock, sizes: map[int64]int64{}}
	if err := q.load(); err != nil {
		return nil, err
	}
	return q, nil
}

func (q *queue) path(segment int64) string {
	return filepath.Join(q.dir, fmt.Sprintf("%016d%s", segment, segmentExt))
}

// load finds the segments, the cursor, and cuts the torn tail.
func (q *queue) load() error {
	entries, err := os.ReadDir(q.dir)
	if err != nil {
		return fmt.Errorf("client: queue: %w", err)
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), segmentExt); ok {
			if n, err := strconv.ParseInt(name, 10, 64); err == nil {
				q.segments = append(q.segments, n)
			}
		}
	}
	sort.Slice(q.segments, func(i, j int) bool { return q.segments[i] < q.segments[j] })
	if q.cursor, err = q.readCursor(); err != nil {
		return err
	}
	for len(q.segments) > 0 && q.segments[0] < q.cursor.segment {
		os.Remove(q.path(q.segments[0]))
		q.segments = q.segments[1:]
	}
	if len(q.segments) == 0 {
		q.segments = []int64{q.cursor.segment}
		q.cursor.offset = 0
	}
	if q.cursor.segment < q.segments[0] {
		q.cursor = place{q.segments[0], 0}
	}
	for i, n := range q.segments {
		if err := q.checkSegment(n, i == len(q.segments)-1); err != nil {
			return err
		}
		q.bytes += q.sizes[n]
	}
	q.bytes -= q.cursor.offset
	return q.openTail(q.segments[len(q.segments)-1])
}

// checkSegment verifies every record; a bad end of the last segment is cut.
func (q *queue) checkSegment(n int64, last bool) error {
	f, err := os.OpenFile(q.path(n), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("client: queue: %w", err)
	}
	defer f.Close()
	good := int64(0)
	for {
		b, err := readRecord(f, good)
		if err != nil {
			break
		}
		good += recordHeader + int64(len(b))
	}
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("client: queue: %w", err)
	}
	q.sizes[n] = good
	switch {
	case info.Size() == good:
	case !last:
		return fmt.Errorf("%w: %s at byte %d", ErrCorrupt, filepath.Base(q.path(n)), good)
	default:
		if err := f.Truncate(good); err != nil {
			return fmt.Errorf("client: queue: %w", err)
		}
		if err := f.Sync(); err != nil {
			return fmt.Errorf("client: queue: %w", err)
		}
	}
	if n == q.cursor.segment && q.cursor.offset > good {
		return fmt.Errorf("%w: cursor after the end of %s", ErrCorrupt, filepath.Base(q.path(n)))
	}
	return nil
}

func (q *queue) openTail(n int64) error {
	f, err := os.OpenFile(q.path(n), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("client: queue: %w", err)
	}
	q.tail = f
	return syncDir(q.dir)
}
