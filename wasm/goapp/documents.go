// SPDX-License-Identifier: Apache-2.0

package goapp

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"forge.apps.education.fr/eafc/briques/wasm/widget/event"
)

// Catalogue is <eafc-catalogue>: it searches the bricks of a catalogue.
type Catalogue struct {
	app.Compo
	Common
}

// Render returns the element.
func (w *Catalogue) Render() app.UI { return element("eafc-catalogue", w, &w.Common) }

// Parcours is <eafc-parcours>: the steps of a published pathway.
type Parcours struct {
	app.Compo
	Common

	Parcours string `attr:"parcours"` // id of the pathway; empty: the first
}

// Render returns the element.
func (w *Parcours) Render() app.UI { return element("eafc-parcours", w, &w.Common) }

// Referentiel is <eafc-referentiel>: a framework, and what has changed since
// another version.
type Referentiel struct {
	app.Compo
	Common

	Comparer string `attr:"comparer"` // address of the other version
}

// Render returns the element.
func (w *Referentiel) Render() app.UI { return element("eafc-referentiel", w, &w.Common) }

// Label is <eafc-label>: what was found on each rule of a label, and the
// decision.
type Label struct {
	app.Compo
	Common

	Rapport  string `attr:"rapport"`  // address of the report
	Grille   string `attr:"grille"`   // address of the label's profile
	Decision string `attr:"decision"` // address of the decision
	Sujet    string `attr:"sujet"`    // address of the subject's facts, to compute the findings again
}

// Render returns the element.
func (w *Label) Render() app.UI { return element("eafc-label", w, &w.Common) }

// Comparaison is <eafc-comparaison>: the way from one positioning to a later
// one.
type Comparaison struct {
	app.Compo
	Common

	Ancien string `attr:"ancien"` // address of the framework's earlier version
	Avant  string `attr:"avant"`  // address of the earlier file; empty: opened by the person
	Apres  string `attr:"apres"`  // address of the later file; empty: opened by the person
}

// Render returns the element.
func (w *Comparaison) Render() app.UI { return element("eafc-comparaison", w, &w.Common) }

// SecondRegard is <eafc-second-regard>: another person's look beside one's
// own, differences first.
type SecondRegard struct {
	app.Compo
	Common

	Ancien string `attr:"ancien"` // address of the framework's earlier version
	Sien   string `attr:"sien"`   // address of one's own file; empty: opened by the person
	Autre  string `attr:"autre"`  // address of the other's file; empty: opened by the person
}

// Render returns the element.
func (w *SecondRegard) Render() app.UI { return element("eafc-second-regard", w, &w.Common) }

// Portfolio is <eafc-portfolio>: it shows positions, evidence and what is
// shared.
type Portfolio struct {
	app.Compo
	Common

	Portfolio string `attr:"portfolio"` // address of the portfolio; empty: opened by the person
}

// Render returns the element.
func (w *Portfolio) Render() app.UI { return element("eafc-portfolio", w, &w.Common) }

// Indicateurs is <eafc-indicateurs>: trainee-hours of a period, two years
// beside each other, needs counted from many self-positionings.
type Indicateurs struct {
	app.Compo
	Common

	Rapport  string `attr:"rapport"`  // address of the indicator report; empty: opened by the person
	Comparer string `attr:"comparer"` // address of the report of an earlier period
	Plan     string `attr:"plan"`     // address of the plan, for the words of its indicators
	Seuil    int    `attr:"seuil"`    // fewest people shown: 5 or more, 10 advised
	Cohorte  string `attr:"cohorte"`  // profil, annee, aucune

	OnAgregat func(app.Context, event.Aggregate)
}

// Render returns the element.
func (w *Indicateurs) Render() app.UI {
	return on(element("eafc-indicateurs", w, &w.Common), event.NameAggregate, w.OnAgregat)
}

// AutoEvaluation is <eafc-auto-evaluation>: an organisation reads a quality
// grid for itself, with pieces and a plan of actions.
type AutoEvaluation struct {
	app.Compo
	Common

	Grille  string `attr:"grille"`  // address of the grid (a label profile)
	Faits   string `attr:"faits"`   // address of what is known of the subject
	Risques string `attr:"risques"` // oui, non: whether actions carry a risk

	OnEtape   func(app.Context, event.Step)
	OnConstat func(app.Context, event.Finding)
	OnEnvoi   func(app.Context, event.Sending)
}

// Render returns the element.
func (w *AutoEvaluation) Render() app.UI {
	e := element("eafc-auto-evaluation", w, &w.Common)
	e = on(e, event.NameStep, w.OnEtape)
	e = on(e, event.NameFinding, w.OnConstat)
	return on(e, event.NameSend, w.OnEnvoi)
}
