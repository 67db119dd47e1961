// SPDX-License-Identifier: Apache-2.0

// Package element runs widgets in a page: it mounts them in the shadow roots
// that assets/loader.js prepares, turns what happens there into messages, and
// executes their effects. It alone holds js.Value. All its code is in *_js.go
// files; on other platforms it is empty.
//
// The loader hands one object over, eafc, in the module-scoped global:
//
//	eafc.base       address of the folder of the module, with a final slash
//	eafc.version    version of the widgets
//	eafc.html(s)    s as trusted HTML (policy "eafc" where the page asks for it)
//	eafc.ready(api) called once with {mount, send, attribute, unmount, call}
//
// There is one js.Func per operation for the whole instance, none per
// element: unmounting has nothing to release.
package element
