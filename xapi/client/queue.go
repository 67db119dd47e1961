// SPDX-License-Identifier: Apache-2.0

package client

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// The queue is a folder: segments of records (length, CRC-32C, bytes) that
// are only appended to, and a cursor file that says how far they are done
// with. A record is safe when the segment is synced; it is done with when the
// cursor has been replaced.
const (
	segmentSize  = 8 << 20
	recordHeader = 8
	maxRecord    = 64 << 20
	farRecord    = 64 << 10 // beyond it the last byte is looked for first
	segmentExt   = ".seg"
	cursorName   = "cursor"
	defaultCap   = 1 << 30
)

// The errors of a queue.
var (
	// ErrFull is returned by Send when the queue has reached its cap.
	ErrFull = errors.New("client: the queue is full")
	// ErrBusy is returned by New when another process has the queue open.
	ErrBusy = errors.New("client: the queue is open elsewhere")
	// ErrCorrupt is returned by New when a record that was safe cannot be
	// read back.
	ErrCorrupt = errors.New("client: the queue is damaged")
	errClosed  = errors.New("client: closed")
)

// place is a position in the queue.
type place struct {
	segment int64
	offset  int64
}

type queue struct {
	dir  string
	cap  int64
	lock io.Closer

	mu       sync.Mutex // guards what follows
	segments []int64    // numbers, ascending; the last is written to
	sizes    map[int64]int64
	tail     *os.File
	bytes    int64
	written  int64 // records appended since open
	broken   error

	syncMu sync.Mutex
	synced int64

	readMu sync.Mutex // guards what follows
	cursor place
	head   *os.File // segment of the cursor, nil when not open
}

// append writes records at the end and returns when they are safe on disk.
// All of them are written, or none counts.
func (q *queue) append(records [][]byte) error {
	var block []byte
	for _, r := range records {
		if len(r) == 0 || len(r) > maxRecord {
			return fmt.Errorf("client: record of %d bytes", len(r))
		}
		block = binary.LittleEndian.AppendUint32(block, uint32(len(r)))
		block = binary.LittleEndian.AppendUint32(block, crc32.Checksum(r, castagnoli))
		block = append(block, r...)
	}
	q.mu.Lock()
	if q.broken != nil {
		defer q.mu.Unlock()
		return q.broken
	}
	if q.bytes+int64(len(block)) > q.cap {
		q.mu.Unlock()
		return ErrFull
	}
	if err := q.roll(int64(len(block))); err != nil {
		defer q.mu.Unlock()
		return q.fail(err)
	}
	if _, err := q.tail.Write(block); err != nil {
		defer q.mu.Unlock()
		return q.fail(err)
	}
	last := q.segments[len(q.segments)-1]
	q.sizes[last] += int64(len(block))
	q.bytes += int64(len(block))
	q.written += int64(len(records))
	mine := q.written
	q.mu.Unlock()
	return q.sync(mine)
}

// fail ends all writing: after a failed write or sync nobody knows what the
// file holds.
func (q *queue) fail(err error) error {
	q.broken = fmt.Errorf("client: queue: %w", err)
	return q.broken
}

// roll begins a new segment when the last one is full; the old one is synced.
func (q *queue) roll(more int64) error {
	last := q.segments[len(q.segments)-1]
	if q.sizes[last] == 0 || q.sizes[last]+more <= segmentSize {
		return nil
	}
	if err := q.tail.Sync(); err != nil {
		return err
	}
	if err := q.tail.Close(); err != nil {
		return err
	}
	if err := q.openTail(last + 1); err != nil {
		return err
	}
	q.segments = append(q.segments, last+1)
	q.sizes[last+1] = 0
	return nil
}

// sync makes record number n safe. One call syncs for all that wait.
func (q *queue) sync(n int64) error {
	q.syncMu.Lock()
	defer q.syncMu.Unlock()
	if q.synced >= n {
		return nil
	}
	q.mu.Lock()
	tail, written, err := q.tail, q.written, q.broken
	q.mu.Unlock()
	if err != nil {
		return err
	}
	if err := tail.Sync(); err != nil && !errors.Is(err, os.ErrClosed) {
		q.mu.Lock()
		defer q.mu.Unlock()
		return q.fail(err)
	}
	q.synced = written
	return nil
}

// peek returns up to most records from the cursor, or fewer once they hold
// maxBytes, and where they end.
func (q *queue) peek(most int, maxBytes int) (records [][]byte, end place, err error) {
	q.readMu.Lock()
	defer q.readMu.Unlock()
	at, size := q.cursor, 0
	for len(records) < most {
		q.mu.Lock()
		limit, last := q.sizes[at.segment], q.segments[len(q.segments)-1]
		q.mu.Unlock()
		if at.offset >= limit {
			if at.segment >= last {
				break
			}
			at = place{at.segment + 1, 0}
			continue
		}
		b, err := q.readAt(at)
		if err != nil {
			return nil, q.cursor, err
		}
		if size += len(b); len(records) > 0 && size > maxBytes {
			break
		}
		records = append(records, b)
		at.offset += recordHeader + int64(len(b))
	}
	return records, at, nil
}

func (q *queue) readAt(at place) ([]byte, error) {
	if q.head == nil || q.head.Name() != q.path(at.segment) {
		if q.head != nil {
			q.head.Close()
		}
		f, err := os.Open(q.path(at.segment))
		if err != nil {
			q.head = nil
			return nil, fmt.Errorf("client: queue: %w", err)
		}
		q.head = f
	}
	b, err := readRecord(q.head, at.offset)
	if err != nil {
		return nil, fmt.Errorf("%w: %s at byte %d: %w", ErrCorrupt, filepath.Base(q.path(at.segment)), at.offset, err)
	}
	return b, nil
}

// done moves the cursor to end, durably, and removes segments behind it. The
// records it passes are safe first, so that the cursor never points beyond
// what the disk holds.
func (q *queue) done(end place) error {
	q.mu.Lock()
	written := q.written
	q.mu.Unlock()
	if err := q.sync(written); err != nil {
		return err
	}
	q.readMu.Lock()
	defer q.readMu.Unlock()
	if err := q.writeCursor(end); err != nil {
		return err
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	freed := end.offset - q.cursor.offset
	for len(q.segments) > 1 && q.segments[0] < end.segment {
		freed += q.sizes[q.segments[0]]
		delete(q.sizes, q.segments[0])
		os.Remove(q.path(q.segments[0]))
		q.segments = q.segments[1:]
	}
	q.cursor = end
	q.bytes -= freed
	return nil
}

// empty reports whether every record is done with.
func (q *queue) empty() bool {
	records, _, err := q.peek(1, 1)
	return err == nil && len(records) == 0
}

func (q *queue) size() int64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.bytes
}

func (q *queue) close() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if errors.Is(q.broken, errClosed) {
		return nil
	}
	err := q.tail.Sync()
	if e := q.tail.Close(); err == nil {
		err = e
	}
	q.broken = errClosed
	q.readMu.Lock()
	defer q.readMu.Unlock()
	if q.head != nil {
		q.head.Close()
		q.head = nil
	}
	if e := q.lock.Close(); err == nil {
		err = e
	}
	return err
}
