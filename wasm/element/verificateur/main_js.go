// SPDX-License-Identifier: Apache-2.0

//go:build eafc_engine

// Command verificateur is eafc-verificateur.wasm: the engine of
// `briques validate`, which the loader fetches when <eafc-verificateur> gets
// its first document. It draws nothing and asks nothing of the page: bytes
// come in, what is to be said of them goes out.
package main

import (
	"syscall/js"

	"forge.apps.education.fr/eafc/briques/internal/checker"
)

func main() {
	api := js.Global().Get("Object").New()
	api.Set("check", js.FuncOf(func(_ js.Value, a []js.Value) any {
		data := make([]byte, a[1].Length())
		js.CopyBytesToGo(data, a[1])
		return string(checker.Page(a[0].String(), data))
	}))
	js.Global().Get("eafc").Call("ready", api)
	select {}
}
