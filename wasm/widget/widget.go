// SPDX-License-Identifier: Apache-2.0

package widget

import (
	"strings"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// Msg is one thing that happened: a control of the widget was used, a
// document arrived, a method of the element was called. See the Msg
// constants for the names that the element sends; a widget adds its own,
// which its markup carries in data-m (and data-a for Arg).
type Msg struct {
	Name, Arg, Value string
	Doc              view.Doc
	File             string     // name of the file, for MsgFile and MsgFileRefused
	Why              issue.Text // what failed; when it is empty, Value says it in French
}

// Reason says why something failed. The loader, which has one language, sends
// a file name and a size.
func (m Msg) Reason() issue.Text {
	if m.Why.FR != "" {
		return m.Why
	}
	en := m.Value
	if name, size, ok := strings.Cut(en, " : plus de "); ok {
		en = name + ": more than " + strings.TrimSuffix(size, "Mio") + "MiB"
	} else if name, ok := strings.CutSuffix(en, " : empreinte impossible hors https"); ok {
		en = name + ": no digest without https"
	}
	return issue.Text{FR: m.Value, EN: en}
}

// What says which document could not be read, and why.
func (m Msg) What() issue.Text {
	w := m.Reason()
	return issue.Text{FR: m.Arg + " (" + w.FR + ")", EN: m.Arg + " (" + w.EN + ")"}
}

// Names of the messages that come from the element, not from the markup.
const (
	MsgLoaded         = "loaded"          // Arg: the name given to Load; Doc: the document; Value: its address (LoadText: the text)
	MsgLoadFailed     = "load-failed"     // Arg: the name given to Load; Why
	MsgAttribute      = "attribute"       // Arg: an attribute; Value: its new value
	MsgStored         = "stored"          // Arg: a storage key; Value: what it holds; Doc: the same, parsed
	MsgStorageRefused = "storage-refused" // the browser refuses storage
	MsgFile           = "file"            // Arg: data-m of the input; Value: text of the opened file, or its SHA-256 (data-empreinte), or a handle for Check (data-octets); Doc: the same, parsed (not with data-brut)
	MsgFiles          = "files"           // Arg: data-m of an input that takes several files; Value: how many; after the last of them
	MsgFileRefused    = "file-refused"    // Arg: data-m of the input; Why
	MsgImport         = "import"          // method importer(x); Doc: x
	MsgErase          = "erase"           // method effacer()
	MsgGoto           = "goto"            // method aller(id); Arg: id
	MsgEmitted        = "emitted"         // Arg: event name; Value: "1" if the page cancelled it
	MsgSent           = "sent"            // a Send succeeded; Arg: its address
	MsgSendFailed     = "send-failed"     // a Send failed; Why
	MsgDigest         = "digest"          // Arg: the name given to Digest; Value: lower-case hex
	MsgVerified       = "verified"        // Arg: the name given to Verify; Value: "1", "0" or "" (cannot be checked here)
	MsgLanguage       = "language"        // Arg: "fr" or "en"; Doc: the dictionary
	MsgChecked        = "checked"         // Arg: the name given to Check; Doc: the answer of the engine; Why there is none
	MsgPrinted        = "printed"
	MsgRandom         = "random"   // Value: fresh random hex digits, after an erase
	MsgContinue       = "continue" // the page has had its turn
)

// EffectKind is what an Effect asks the element to do.
type EffectKind uint8

// The effects. The element executes them in order, after it has painted.
const (
	Focus    EffectKind = iota + 1 // Name: id in the shadow root
	Announce                       // Value, or the words of the id Name: said by the one role=status
	Emit                           // Name: event; Value: its detail as JSON
	Load                           // Name: a name of yours; Value: address; answers MsgLoaded or MsgLoadFailed
	Store                          // Name: key below eafc/1/; Value: text
	Recall                         // Name: key below eafc/1/; answers MsgStored when there is something
	Forget                         // Name: key below eafc/1/
	Download                       // Name: file name; Value: content
	Print                          // Name: title of the page; Value: HTML made by a Builder
	Digest                         // Name: a name of yours; Value: text; answers MsgDigest (SHA-256)
	Verify                         // Name: a name of yours; Value: JSON {"alg","jwk","data","signature"}; answers MsgVerified
	Send                           // Name: https address; Value: JSON body, sent byte for byte
	Language                       // Value: "fr" or "en"; answers MsgLanguage
	Random                         // answers MsgRandom
	LoadText                       // as Load, for what is no JSON: MsgLoaded has it in Value
	Check                          // Name: kind asked for, "/", file name; Value: a text, or what MsgFile gave for a file opened as bytes; answers MsgChecked. An empty Name forgets the file
	Continue                       // answers MsgContinue when the page has had its turn: long work is done in slices
	Note                           // Value: for whoever made the page or its documents, in the browser's console
)

// Effect is one thing that the element must do for the widget.
type Effect struct {
	Kind        EffectKind
	Name, Value string
}

// Effects is a list of them, to be made in one expression: the literal weighs
// twice as much in a module.
type Effects []Effect

// Do begins a list with one effect.
func Do(kind EffectKind, name, value string) Effects { return Effects{{kind, name, value}} }

// And adds an effect.
func (e Effects) And(kind EffectKind, name, value string) Effects {
	return append(e, Effect{kind, name, value})
}

// Snapshot is what a person did in a prerendered page before the module
// arrived: where she is, what is ticked, what is typed.
type Snapshot struct {
	Step   string            // data-etape of the visible step
	Fields map[string]string // name of a control → its value (radio, checkbox: only if ticked)
	Failed bool              // the prerendered error is showing
}

// Program is a widget: a state and pure functions on it. None reads a clock,
// draws at random or touches the page: what they need comes with the Env and
// the messages, what they want done they ask by effects.
type Program[S any] struct {
	Init   func(Env) (S, []Effect)
	Update func(S, Msg) (S, []Effect)
	View   func(S) view.Frame
	Adopt  func(S, Snapshot) S            // nil: a snapshot is ignored
	Export func(S, string) (string, bool) // kind "etat", "json", "csv", "xapi", "reprise"; nil: nothing to export
}

// Definition registers a widget: its tag, its own attributes, its program.
type Definition struct {
	Tag        string    // eafc-…
	Folder     string    // path of its page: auto-positionnement/
	Package    string    // folder below wasm/widget: selfposition
	Title      [2]string // French, English
	Attributes []string  // beyond the common ones (see Options)
	Slots      []string  // slots of text that a host may override
	Engine     string    // second module, fetched when a Check asks for it: "verificateur"
	Raw        bool      // importer takes any text, not JSON only: MsgImport has it in Value
	New        func(Env) (Machine, []Effect)
}

// Machine is a running widget, its state type hidden.
type Machine interface {
	Update(Msg) []Effect
	View() view.Frame
	Adopt(Snapshot)
	Export(kind string) (string, bool)
}

// Define completes a Definition with the program that it runs.
func Define[S any](d Definition, p Program[S]) Definition {
	d.New = func(env Env) (Machine, []Effect) {
		s, effects := p.Init(env)
		m := &machine{view: func() view.Frame { return p.View(s) }}
		m.update = func(msg Msg) (effects []Effect) {
			s, effects = p.Update(s, msg)
			return effects
		}
		if p.Adopt != nil {
			m.adopt = func(snap Snapshot) { s = p.Adopt(s, snap) }
		}
		if p.Export != nil {
			m.export = func(kind string) (string, bool) { return p.Export(s, kind) }
		}
		return m, effects
	}
	return d
}

// machine holds the state of a program in closures: a generic type would be
// described, with its methods, once per widget.
type machine struct {
	update func(Msg) []Effect
	view   func() view.Frame
	adopt  func(Snapshot)
	export func(string) (string, bool)
}

func (m *machine) Update(msg Msg) []Effect { return m.update(msg) }
func (m *machine) View() view.Frame        { return m.view() }

func (m *machine) Adopt(s Snapshot) {
	if m.adopt != nil {
		m.adopt(s)
	}
}

func (m *machine) Export(kind string) (string, bool) {
	if m.export == nil {
		return "", false
	}
	return m.export(kind)
}
