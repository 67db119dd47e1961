// SPDX-License-Identifier: Apache-2.0

// Package goapp gives go-app v9 programs a component for each widget of
// Briques: attributes and events typed in Go, no JavaScript to write.
//
//	func (p *page) Render() app.UI {
//		return &goapp.AutoPositionnement{
//			Common:     goapp.Common{Referentiel: "/r.json", Profil: "direction"},
//			OnResultat: func(ctx app.Context, r event.Result) { p.gaps = len(r.Gaps) },
//		}
//	}
//
// The page must load the widgets once: put Script into
// app.Handler.RawHeaders. A widget stays a custom element, with its own
// WebAssembly instance; go-app renders around it.
//
// This is a module of its own, so that the root module never needs go-app,
// whose v9 ended with v9.8.0 (2023) and which the module proxy does not serve
// everywhere. Where it is not served, stub.mod type-checks and tests this
// package against the few names it uses: go test -tags stub -modfile=stub.mod ./...
package goapp
