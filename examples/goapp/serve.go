// SPDX-License-Identifier: Apache-2.0

//go:build !js

package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"forge.apps.education.fr/eafc/briques/wasm/goapp"
	"forge.apps.education.fr/eafc/briques/wasm/pack"
)

// serve is the server's half: go-app's own files, the widgets and the
// documents.
func serve() {
	addr := flag.String("addr", "127.0.0.1:8090", "adresse et port ; 0 choisit un port libre")
	widgets := flag.String("eafc", "eafc", "dossier de « briques widgets build »")
	data := flag.String("donnees", "donnees", "dossier des documents")
	flag.Parse()
	mux := http.NewServeMux()
	mux.Handle("/eafc/", http.StripPrefix("/eafc", pack.Handler(os.DirFS(*widgets))))
	mux.Handle("/donnees/", http.StripPrefix("/donnees", http.FileServer(http.Dir(*data))))
	mux.Handle("/", &app.Handler{Name: "Exemple go-app", Lang: "fr", RawHeaders: []string{goapp.Script("/eafc/loader.js", "")}, Icon: app.Icon{Default: "/web/icone.svg", Large: "/web/icone.svg", SVG: "/web/icone.svg", AppleTouch: "/web/icone.svg"}})
	l, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("http://%s/\n", l.Addr())
	log.Fatal(http.Serve(l, mux))
}
