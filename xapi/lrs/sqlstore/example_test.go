// SPDX-License-Identifier: Apache-2.0

package sqlstore_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// The driver is the caller's: here modernc.org/sqlite.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "traces-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "traces.db")
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		fmt.Println(err)
		return
	}
	store, err := sqlstore.Open(context.Background(), db, sqlstore.SQLite, sqlstore.Options{Path: path})
	if err != nil {
		fmt.Println(err)
		return
	}
	page, err := store.Find(context.Background(), "ac-demo", lrs.Query{})
	fmt.Println(len(page.Records), err)
	fmt.Println(store.Close())
	// Output:
	// 0 <nil>
	// <nil>
}
