// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"

	"forge.apps.education.fr/eafc/briques/catalogue"
	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/internal/kinds"
	"forge.apps.education.fr/eafc/briques/schemas"
	"forge.apps.education.fr/eafc/briques/schemas/issue"
)

// references loads the documents of --against: frameworks and catalogues
// that references may lead to. One that is not valid is told and left out.
func (j *judge) references(paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	inputs, err := j.app.inputsOf(paths, false)
	if err != nil {
		return err
	}
	var frameworks []*competency.Framework
	whole := &catalogue.Catalogue{}
	for _, in := range inputs {
		data, err := in.read(maxDocument)
		if err != nil {
			return exitWith(exitUnreadable, "--against %s : %v", in.path, err)
		}
		kind, _ := schemas.KindOf(in.path, data)
		doc, found, known := kinds.Decode(kind, data)
		if !known || found.HasErrors() {
			fmt.Fprintf(j.app.err, j.app.text("--against %s : laissé de côté, vérifiez-le d'abord\n", "--against %s: left out, check it first\n"), in.path)
			continue
		}
		switch v := doc.Value.(type) {
		case *competency.Framework:
			frameworks = append(frameworks, v)
		case *catalogue.Catalogue:
			whole.Bricks = append(whole.Bricks, v.Bricks...)
			whole.Pathways = append(whole.Pathways, v.Pathways...)
			whole.Partners = append(whole.Partners, v.Partners...)
		case *catalogue.Brick:
			whole.Bricks = append(whole.Bricks, *v)
		case *catalogue.Pathway:
			whole.Pathways = append(whole.Pathways, *v)
		case *catalogue.Partner:
			whole.Partners = append(whole.Partners, *v)
		}
	}
	j.more = append(j.more, func(res schemas.Result) issue.Issues {
		doc, ok := res.Value.(kinds.Document)
		if !ok {
			return nil
		}
		switch v := doc.Value.(type) {
		case *catalogue.Catalogue:
			return v.Check(frameworks...)
		case *catalogue.Pathway:
			return v.Check(whole)
		case *catalogue.Session:
			return v.Check(whole)
		case *catalogue.Brick:
			return brickAmong(*v, whole, frameworks)
		}
		return nil
	})
	return nil
}

// brickAmong checks a brick as the last one of a catalogue and keeps what is
// said of it.
func brickAmong(b catalogue.Brick, whole *catalogue.Catalogue, frameworks []*competency.Framework) issue.Issues {
	c := *whole
	c.Bricks = nil
	for _, other := range whole.Bricks {
		if other.Ref() != b.Ref() {
			c.Bricks = append(c.Bricks, other)
		}
	}
	at := issue.Pointer("/bricks").Index(len(c.Bricks))
	c.Bricks = append(c.Bricks, b)
	var out issue.Issues
	for _, i := range c.Check(frameworks...) {
		if len(i.Pointer) >= len(at) && i.Pointer[:len(at)] == at {
			i.Pointer = i.Pointer[len(at):]
			out = append(out, i)
		}
	}
	return out
}
