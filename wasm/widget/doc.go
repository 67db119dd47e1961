// SPDX-License-Identifier: Apache-2.0

// Package widget is the contract between a widget and the page.
//
// # Writing a widget
//
// One folder below wasm/widget, three files at least: state.go (the state
// and Init), update.go (messages) and view.go (slots of HTML). The folder
// exports one function:
//
//	func Widget() widget.Definition {
//		return widget.Define(widget.Definition{
//			Tag:        "eafc-parcours",
//			Folder:     "parcours",
//			Package:    "pathwayview",
//			Title:      [2]string{"Parcours de formation", "Training pathway"},
//			Attributes: []string{"parcours"},
//		}, widget.Program[State]{Init: start, Update: update, View: render})
//	}
//
// and package suite names it: that is the whole registration (no init
// function, no registry). `go test ./wasm/...` then checks its texts, its
// markup and its size; wasm/e2e opens it in a browser.
//
// Rules a widget keeps:
//
//   - State, Update and View are pure: no clock, no randomness, no map order,
//     no syscall/js. Today's date and random digits come with the Env;
//     everything else is asked by an Effect and answered by a Msg.
//   - View returns the same slot names in the same order as long as it shows
//     the same document. A slot is replaced only when its string changes.
//     The slot that holds the focused control must not change by that
//     control's own event: write checked and typed values when a step is
//     entered, not when they change, and show consequences in other slots.
//   - Controls speak through attributes: data-m is the message name, data-a
//     its argument; a click on a button and a change of a radio, checkbox,
//     select or text input send Msg{Name: data-m, Arg: data-a, Value: the
//     control's value} (checkbox: "1" or ""). A file input sends MsgFile, with
//     its data-m in Arg, for each file that is opened or dropped on the element
//     whose data-depot names the input. data-m on a <form> is sent
//     on submit, with the fields as a JSON object in Doc. data-lien on a link
//     keeps it inside the widget.
//   - French sentences are constants passed to Page.T, Page.N or Texts.T;
//     their English goes into wasm/assets/langues/en.json (a test lists what
//     is missing). Titles of documents go through Page.Own.
//   - Documents come from package read, which turns a view.Doc into the
//     domain's types; faults are shown as WIDGET issues, never a blank box.
//   - Nothing is stored without a tick, nothing sent without a click.
//   - Neither fmt, encoding/json, reflect, regexp, net/url, time nor crypto.
package widget
