// SPDX-License-Identifier: Apache-2.0

package widget

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// Env is what a widget knows when it starts.
type Env struct {
	Options
	Version string // of the widgets, "1.4.2"
	Day     string // today, "2026-11-22"
	Now     string // the instant of the start, "2026-11-22T09:30:00Z"
	Random  string // at least 96 random hex digits
	Texts   *Texts // never nil
}

// Options are the attributes of an element, checked. Each widget reads those
// that concern it. The zero value is not usable: call ReadOptions.
type Options struct {
	Lang       string // langue: fr, en
	Heading    int    // niveau-titre: 2 to 6
	Theme      string // theme: auto, clair, sombre, hote
	Framework  string // referentiel: address
	Profile    string // profil: address, or a name looked up beside the framework
	Catalogue  string // catalogue: address
	Storage    bool   // stockage: choix (aucun and plateforme: never on this device)
	Platform   bool   // stockage: plateforme keeps the answers as they are given
	Unkept     bool   // stockage: refuse, the platform should keep them and does not
	Send       string // envoi: aucun, evenement, or an https address
	Endpoint   string // endpoint-xapi: the academy's relay
	Campaign   string // campagne
	Pseudonym  string // pseudonyme: made by the academy's server
	Prefill    string // prefill: address of a saved file
	ShowTarget string // afficher-attendu: apres, avant, jamais
	Mode       string // mode: complet, court, page
	MaxBricks  int    // max-briques: 0 is no limit
	Own        map[string]string
}

// Attributes are the common attributes, in the order of the documentation.
var Attributes = []string{"langue", "niveau-titre", "theme", "chargement", "referentiel", "profil", "catalogue", "stockage", "envoi", "endpoint-xapi",
	"campagne", "pseudonyme", "prefill", "afficher-attendu", "mode", "max-briques"}

// ReadOptions reads attributes through get, which returns "" for one that is
// not there. A value that means nothing gives a warning, in French, and the
// default. own are the widget's own attributes, kept as they are.
func ReadOptions(get func(name string) string, own []string) (Options, []string) {
	var warnings []string
	warn := func(name, value, fr, en string) {
		if get("langue") == "en" {
			fr = ": " + en
		} else {
			fr = " : " + fr
		}
		warnings = append(warnings, name+"=\""+value+"\""+fr)
	}
	one := func(name string, allowed ...string) string {
		v := get(name)
		for _, a := range allowed {
			if v == a {
				return v
			}
		}
		if v != "" {
			warn(name, v, "valeur inconnue, « "+allowed[0]+" » est utilisé", "unknown value, “"+allowed[0]+"” is used")
		}
		return allowed[0]
	}
	number := func(name string, low, high, def int) int {
		v := get(name)
		if v == "" {
			return def
		}
		n, ok := view.Integer(v)
		if !ok || n < low || n > high {
			warn(name, v, "un nombre de "+strconv.Itoa(low)+" à "+strconv.Itoa(high)+" est attendu", "a number from "+strconv.Itoa(low)+" to "+strconv.Itoa(high)+" is expected")
			return def
		}
		return n
	}
	o := Options{
		Lang: one("langue", "fr", "en"), Heading: number("niveau-titre", 2, 6, 2), Theme: one("theme", "auto", "clair", "sombre", "hote"),
		Framework: get("referentiel"), Profile: get("profil"), Catalogue: get("catalogue"),
		Endpoint: get("endpoint-xapi"), Campaign: get("campagne"), Pseudonym: get("pseudonyme"), Prefill: get("prefill"),
		ShowTarget: one("afficher-attendu", "apres", "avant", "jamais"), Mode: one("mode", "complet", "court", "page"), MaxBricks: number("max-briques", 1, 100, 0),
	}
	kept := one("stockage", "choix", "aucun", "plateforme", "refuse")
	o.Storage, o.Unkept = kept == "choix", kept == "refuse"
	o.Platform = o.Unkept || kept == "plateforme"
	one("chargement", "visible", "immediat")
	switch v := get("envoi"); {
	case v == "" || v == "aucun":
	case v == "evenement" || httpsOrLocal(v):
		o.Send = v
	default:
		warn("envoi", v, "« aucun », « evenement » ou une adresse https est attendu ; rien ne sera envoyé", "“aucun”, “evenement” or an https address is expected; nothing will be sent")
	}
	if o.Endpoint != "" && !httpsOrLocal(o.Endpoint) {
		warn("endpoint-xapi", o.Endpoint, "une adresse https est attendue ; rien ne sera envoyé", "an https address is expected; nothing will be sent")
		o.Endpoint = ""
	}
	for _, n := range own {
		if v := get(n); v != "" {
			if o.Own == nil {
				o.Own = make(map[string]string)
			}
			o.Own[n] = v
		}
	}
	return o, warnings
}

// httpsOrLocal accepts https, an address of the page's own site ("/…"), and
// plain http on this machine only, for trials.
func httpsOrLocal(u string) bool {
	for _, p := range [...]string{"https://", "http://127.0.0.1:", "http://127.0.0.1/", "http://localhost:", "http://localhost/"} {
		if len(u) > len(p) && u[:len(p)] == p {
			return true
		}
	}
	return len(u) > 1 && u[0] == '/' && u[1] != '/' && u[1] != '\\'
}
