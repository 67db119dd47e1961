// SPDX-License-Identifier: Apache-2.0

// Command entrepot is a learning record store inside one's own Go program.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"

	_ "modernc.org/sqlite" // the driver is the program's choice

	"forge.apps.education.fr/eafc/briques/xapi/lrs"
	"forge.apps.education.fr/eafc/briques/xapi/lrs/sqlstore"
)

// open returns the store of a file and its handler under /xapi.
func open(ctx context.Context, file, user, password string) (lrs.Store, http.Handler, error) {
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return nil, nil, err
	}
	store, err := sqlstore.Open(ctx, db, sqlstore.SQLite, sqlstore.Options{Path: file})
	if err != nil {
		return nil, nil, err
	}
	keys, err := lrs.StaticKeys(lrs.StaticKey{User: user, Password: password, Tenant: "ac-exemple"})
	if err != nil {
		return nil, nil, err
	}
	return store, lrs.New(store, lrs.Options{Auth: keys, Mount: "/xapi"}), nil
}

func main() {
	store, handler, err := open(context.Background(), "traces.db", "eafc", os.Getenv("EAFC_LRS_PASSWORD"))
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()
	log.Print("http://127.0.0.1:8081/xapi")
	log.Print(http.ListenAndServe("127.0.0.1:8081", handler))
}
