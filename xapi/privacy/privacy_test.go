// SPDX-License-Identifier: Apache-2.0

package privacy_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/privacy"
)

var campaign = privacy.Pseudonymizer{Key: bytes.Repeat([]byte{7}, 32), Campaign: "2026-automne", HomePage: "https://ac-exemple.fr/"}

func ExamplePseudonymizer() {
	account, err := campaign.Account("agent-12345")
	fmt.Println(account.HomePage, account.Value, err)
	// Output: https://ac-exemple.fr/pseudo/2026-automne uydoh25x6n2ecg6itdprxyzfb2geehhg <nil>
}

func TestPseudonyms(t *testing.T) {
	seen := map[string]string{}
	other, rekeyed := campaign, campaign
	other.Campaign = "2027"
	rekeyed.Key = bytes.Repeat([]byte{8}, 32)
	for name, p := range map[string]privacy.Pseudonymizer{"campaign": campaign, "other": other, "key": rekeyed} {
		for i := range 1000 {
			id := fmt.Sprint("agent-", i)
			a, err := p.Account(id)
			if err != nil || len(a.Value) != 32 || strings.ToLower(a.Value) != a.Value {
				t.Fatal(a, err)
			}
			if was := seen[a.Value]; was != "" {
				t.Fatalf("%s and %s %s have one pseudonym", was, name, id)
			}
			seen[a.Value] = name + " " + id
			if again, _ := p.Account(id); again != a {
				t.Fatal("another pseudonym for the same person")
			}
		}
	}
	for _, bad := range []privacy.Pseudonymizer{
		{Key: make([]byte, 31), Campaign: "a", HomePage: "https://exemple.fr"},
		{Key: make([]byte, 32), Campaign: "", HomePage: "https://exemple.fr"},
		{Key: make([]byte, 32), Campaign: "a/b", HomePage: "https://exemple.fr"},
		{Key: make([]byte, 32), Campaign: "a\x00b", HomePage: "https://exemple.fr"},
		{Key: make([]byte, 32), Campaign: "..", HomePage: "https://exemple.fr"},
		{Key: make([]byte, 32), Campaign: "a", HomePage: "exemple.fr"},
	} {
		if a, err := bad.Account("x"); err == nil {
			t.Errorf("%+v gave %v", bad, a)
		}
	}
	if _, err := campaign.Account(""); err == nil {
		t.Error("a pseudonym was given to nobody")
	}
}

const telling = `{"actor":{"objectType":"Group","name":"Équipe","member":[{"name":"Marie","mbox":"mailto:marie@ac-exemple.fr"}]},
"verb":{"id":"http://adlnet.gov/expapi/verbs/answered"},
"object":{"objectType":"SubStatement","actor":{"name":"Paul","mbox":"mailto:paul@ac-exemple.fr"},"verb":{"id":"https://exemple.fr/v"},"object":{"objectType":"Agent","mbox":"mailto:paul@ac-exemple.fr","name":"Paul"}},
"result":{"response":"Marie pense que","score":{"raw":1.50},"extensions":{"http://id.tincanapi.com/extension/ip-address":"10.0.0.1","https://exemple.fr/e":1}},
"context":{"instructor":{"name":"Paul","openid":"https://paul.exemple.fr"},"contextAgents":[{"objectType":"contextAgent","agent":{"name":"Marie","mbox":"mailto:marie@ac-exemple.fr"}}],
"extensions":{"http://id.tincanapi.com/extension/browser-info":"Marie"}}}`

func TestMinimize(t *testing.T) {
	s, is := xapi.Decode([]byte(telling), xapi.Options{})
	if len(is) > 0 {
		t.Fatal(is)
	}
	out, ok := privacy.Minimize(s, func(i xapi.IFI) (xapi.IFI, bool) {
		a, err := campaign.Account(i.Key())
		return a, err == nil
	})
	raw := out.AppendJSON(nil)
	page, _ := campaign.Page()
	if is := xapi.Validate(raw, xapi.Options{Privacy: xapi.PrivacyStrict, HomePages: []string{string(page)}}); !ok || len(is) > 0 {
		t.Errorf("%v\n%s", is, raw)
	}
	for _, word := range []string{"Marie", "Paul", "paul", "Équipe", "10.0.0.1"} {
		if bytes.Contains(raw, []byte(word)) {
			t.Errorf("%s stays: %s", word, raw)
		}
	}
	for _, word := range []string{`"raw":1.50`, `"https://exemple.fr/e":1`} {
		if !bytes.Contains(raw, []byte(word)) {
			t.Errorf("%s is lost: %s", word, raw)
		}
	}
	if _, ok := privacy.Minimize(s, func(i xapi.IFI) (xapi.IFI, bool) { return i, i.Kind != xapi.ByOpenID }); ok {
		t.Error("an actor without pseudonym was accepted")
	}
}

// store counts what it is asked.
type store struct {
	asked []xapi.Selection
	off   int
}

func (s *store) Plan(_ context.Context, what xapi.Selection) (xapi.Plan, error) {
	s.asked = append(s.asked, what)
	return xapi.Plan{Selection: what, Statements: 3}, nil
}

func (s *store) Apply(_ context.Context, p xapi.Plan) (xapi.Report, error) {
	return xapi.Report{Statements: p.Statements + s.off}, nil
}

func TestRetentionAndErasure(t *testing.T) {
	ctx, s := t.Context(), &store{}
	r := privacy.Retention{Now: func() time.Time { return time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC) },
		Rules: []privacy.Rule{{Keep: 24 * time.Hour}, {Keep: 48 * time.Hour, Verbs: []xapi.IRI{"https://exemple.fr/v"}}}}
	plans, err := r.Plan(ctx, s)
	if err != nil || len(plans) != 2 || s.asked[1].StoredBefore != "2026-11-20T00:00:00.000000000Z" || s.asked[1].Verbs[0] != "https://exemple.fr/v" {
		t.Errorf("%v %+v", err, s.asked)
	}
	if report, err := privacy.Apply(ctx, s, plans[0]); err != nil || report.Statements != 3 {
		t.Errorf("%v %v", report, err)
	}
	s.off = 1
	if _, err := privacy.Apply(ctx, s, plans[0]); err == nil {
		t.Error("a report that counts otherwise was accepted")
	}
	if _, err := (privacy.Erasure{}).Plan(ctx, s); !errors.Is(err, privacy.ErrEmpty) {
		t.Errorf("erasure of nobody: %v", err)
	}
	if _, err := privacy.Apply(ctx, s, xapi.Plan{Selection: xapi.Selection{Action: xapi.ActionDelete}}); !errors.Is(err, privacy.ErrEmpty) {
		t.Errorf("deletion of everything: %v", err)
	}
	if _, err := (privacy.Retention{Rules: []privacy.Rule{{}}}).Plan(ctx, s); err == nil {
		t.Error("a rule that keeps nothing was accepted")
	}
}
