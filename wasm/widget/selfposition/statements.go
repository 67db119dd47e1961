// SPDX-License-Identifier: Apache-2.0

package selfposition

import (
	"strconv"

	"forge.apps.education.fr/eafc/briques/competency"
	"forge.apps.education.fr/eafc/briques/wasm/view"
)

// Identifiers of the published xAPI profile.
const (
	profileID    = "https://forge.apps.education.fr/eafc/briques/xapi/profile"
	profileV     = profileID + "/v1.0.0"
	verbID       = profileID + "/verbs/positioned"
	extLevel     = profileID + "/extensions/result/level"
	extBasis     = profileID + "/extensions/result/basis"
	extFramework = profileID + "/extensions/context/framework"
	extCampaign  = profileID + "/extensions/context/campaign"
	typeProfile  = "http://adlnet.gov/expapi/activities/profile"
	typeID       = "https://w3id.org/xapi/tla/activity-types/competency"
	holderHome   = "https://forge.apps.education.fr/eafc/briques/pseudo/"
)

// statements writes one xAPI statement per claimed competency: a day, no
// hour; a pseudonym, no name.
func (s *State) statements() string {
	campaign := s.env.Campaign
	if campaign == "" {
		campaign = "libre"
	}
	var account, actor, verb, category, context view.Object
	account.Strs("homePage", holderHome+escapePath(campaign), "name", s.holder())
	actor.Str("objectType", "Agent").Raw("account", account.String())
	verb.Str("id", verbID).Raw("display", `{"en":"positioned","fr":"s'est positionné(e)"}`)
	category.Raw("category", `[{"id":"`+profileV+`","definition":{"type":"`+typeProfile+`"}}]`)
	var ext, fw view.Object
	fw.Strs("id", string(s.framework.URI), "version", s.framework.Version)
	ext.Raw(extFramework, fw.String())
	if s.env.Campaign != "" {
		ext.Str(extCampaign, s.env.Campaign)
	}
	context.Str("registration", uuid(s.digits(0, 32), 0)).Raw("contextActivities", category.String()).Raw("extensions", ext.String())
	var list []string
	for i, a := range s.answers {
		if !a.known() {
			continue
		}
		q := &s.q.Questions[i]
		var def, object, result, level, st view.Object
		def.Str("type", typeID).Raw("name", textJSON(q.Label))
		object.Str("id", "urn:uuid:"+string(q.Item)).Raw("definition", def.String())
		level.Int(extLevel, a.rank).Str(extBasis, "selfDeclared")
		result.Raw("extensions", level.String())
		list = append(list, st.Str("id", uuid(s.digits(32, 64), i)).Raw("actor", actor.String()).Raw("verb", verb.String()).Raw("object", object.String()).
			Raw("result", result.String()).Raw("context", context.String()).Str("timestamp", s.env.Day+"T00:00:00.000Z").String())
	}
	return view.Array(list)
}

func textJSON(t competency.Text) string {
	var o view.Object
	for _, l := range t.Languages() {
		o.Str(l, t[l])
	}
	return o.String()
}

// uuid makes a version 4 UUID of 32 random hex digits; nth makes a family of
// different ones.
func uuid(hex string, nth int) string {
	b := []byte(hex)
	tail := strconv.FormatInt(int64(nth)+0x1000, 16)
	copy(b[20:], tail[len(tail)-3:])
	b[12] = '4'
	b[16] = "89ab"[b[16]&3]
	return string(b[:8]) + "-" + string(b[8:12]) + "-" + string(b[12:16]) + "-" + string(b[16:20]) + "-" + string(b[20:32])
}

func escapePath(s string) string {
	const hex = "0123456789ABCDEF"
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}
