// SPDX-License-Identifier: Apache-2.0

//go:build !unix

package client

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// lockDir takes the exclusive lock of a folder: a file that is open, which
// these systems refuse to remove.
func lockDir(dir string) (io.Closer, error) {
	name := filepath.Join(dir, "lock")
	os.Remove(name) // fails while another process has it open
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, fmt.Errorf("client: queue: %w", err)
	}
	return f, nil
}

// syncDir does nothing: folders cannot be synced here.
func syncDir(string) error { return nil }
