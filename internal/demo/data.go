// SPDX-License-Identifier: Apache-2.0

package demo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"forge.apps.education.fr/eafc/briques/catalogue"
	catalogdemo "forge.apps.education.fr/eafc/briques/catalogue/demo"
	"forge.apps.education.fr/eafc/briques/catalogue/indicator"
	"forge.apps.education.fr/eafc/briques/catalogue/label"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/competency/frameworks"
	"forge.apps.education.fr/eafc/briques/competency/positioning"
)

// Data is what the pages show.
type Data struct {
	Framework, Digital      *competency.Framework
	Catalogue               *catalogue.Catalogue
	Profile, DigitalProfile *positioning.Profile
	files                   map[string][]byte
	badges                  *badges
	LeftOut                 []LeftOut
}

// expected is the profile of the demonstration: what a head of school is
// expected to master, by code of encadrement-exemple. Invented.
var expected = map[string]int{"EA1": 3, "EA2": 3, "EA3": 3, "EB1": 4, "EB2": 2, "EB3": 3, "EC1": 3, "EC2": 3, "EC3": 2, "ED1": 3, "ED2": 3, "ED3": 2}

// expectedDigital is what a manager is expected to master of the CRCN.
var expectedDigital = map[string]int{"C1.1": 4, "C1.2": 4, "C1.3": 3, "C2.1": 4, "C2.2": 4, "C2.3": 4, "C2.4": 3, "C3.1": 4, "C3.2": 2, "C4.1": 4, "C4.2": 4, "C4.3": 2, "C5.1": 3, "C5.2": 4}

// Load reads the documents of the demonstration; framework and catalogueFile,
// if not empty, are files of the reader's own. A file that cannot be used is
// left out with its faults, and the demonstration's own takes its place.
func Load(framework, catalogueFile string) (*Data, error) {
	d := &Data{files: map[string][]byte{}}
	raw, err := frameworks.Raw("encadrement-exemple", "")
	if err != nil {
		return nil, err
	}
	if framework != "" {
		own, left := ownFramework(framework)
		d.note(left)
		if own == nil {
			framework = ""
		} else {
			raw = own
		}
	}
	f, is := competency.Parse(raw)
	if f == nil {
		return nil, is
	}
	d.Framework, d.files["referentiel.json"] = f, raw
	if d.files["crcn.json"], err = frameworks.Raw("crcn", ""); err != nil {
		return nil, err
	}
	if d.Digital, err = frameworks.Open("crcn", ""); err != nil {
		return nil, err
	}
	cat := catalogdemo.JSON()
	if catalogueFile != "" {
		own, left := ownCatalogue(catalogueFile)
		d.note(left)
		if own != nil {
			cat = own
		}
	}
	c, is, err := catalogue.Decode(bytes.NewReader(cat))
	if err != nil || c == nil {
		return nil, fmt.Errorf("catalogue : %w", is.Err())
	}
	d.Catalogue, d.files["catalogue.json"] = c, cat
	if framework == "" {
		d.Profile = profile(f, "direction", competency.Text{"fr": "Personnel de direction (exemple)", "en": "Head of school (example)"}, expected)
	} else {
		d.Profile = generic(f)
	}
	var earlier *competency.Framework
	if framework == "" {
		old, err := earlierVersion(raw)
		if err != nil {
			return nil, err
		}
		if earlier, is = competency.Parse(old); earlier == nil {
			return nil, is
		}
		d.files["referentiel-0.9.0.json"] = old
	}
	if err := d.addPerson(earlier); err != nil {
		return nil, err
	}
	d.DigitalProfile = profile(d.Digital, "cadre-numerique", competency.Text{"fr": "Cadre, usages numériques (exemple)", "en": "Manager, digital uses (example)"}, expectedDigital)
	if d.badges, err = newBadges(f); err != nil {
		return nil, err
	}
	for name, b := range d.badges.files {
		d.files[name] = b
	}
	for name, p := range map[string]*positioning.Profile{"profil-direction.json": d.Profile, "profil-cadre.json": d.DigitalProfile} {
		if d.files[name], err = json.Marshal(p); err != nil {
			return nil, err
		}
	}
	return d, d.addPanels()
}

// addPanels adds what the pages of indicators and quality show.
func (d *Data) addPanels() error {
	for y, share := range map[string]int{"2027": 78, "2028": 96} {
		r, err := indicators(d.Catalogue, d.Framework, y, share)
		if err != nil {
			return err
		}
		d.files["rapport-"+y+".json"] = r.Encode()
	}
	plan, ok := indicator.OpenPlan(indicator.PlanIH2EF)
	if !ok {
		return errors.New("plan " + indicator.PlanIH2EF)
	}
	d.files["plan-ih2ef.json"] = plan.Encode()
	targets := map[competency.ID]int{}
	for _, t := range d.Profile.Targets {
		targets[t.Item.Item] = t.Rank
	}
	d.files["positionnements.json"] = positionings(d.Framework, [3]string{d.Profile.Title.In("fr"), "Inspection (exemple)", "Administration (exemple)"}, targets)
	for _, name := range Grids {
		p, ok := label.OpenProfile(name)
		if !ok {
			return errors.New("grille " + name)
		}
		d.files[name+".json"] = p.Encode()
	}
	if f, ok := facts(d.Catalogue); ok {
		d.files["faits.json"] = f
	}
	return d.addLabel()
}

// Grids are the grids that the page of quality offers.
var Grids = []string{"rnq-2019-565", "qualeduc-cycle", "eqavet-10", "igesr-qualite-interne"}

func profile(f *competency.Framework, name string, title competency.Text, ranks map[string]int) *positioning.Profile {
	p := &positioning.Profile{URI: competency.IRI("https://eafc.example/profils/" + name), Version: "1.0.0", Title: title}
	for i := range f.Items {
		it := &f.Items[i]
		if r, ok := ranks[it.Code]; ok {
			p.Targets = append(p.Targets, positioning.Target{Item: f.Ref(it.ID), Rank: r})
		}
	}
	return p
}

// generic expects the rank above the middle of every scale: enough to show
// gaps on a framework we know nothing about.
func generic(f *competency.Framework) *positioning.Profile {
	p := &positioning.Profile{URI: "https://eafc.example/profils/essai", Version: "1.0.0", Title: competency.Text{"fr": "Profil d’essai", "en": "Trial profile"}}
	for i := range f.Items {
		it := &f.Items[i]
		if s, ok := f.ScaleOf(it); ok && it.Type == competency.ItemCompetency && !it.Retired {
			p.Targets = append(p.Targets, positioning.Target{Item: f.Ref(it.ID), Rank: s.Top()/2 + 1})
		}
	}
	return p
}
