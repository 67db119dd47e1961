// SPDX-License-Identifier: Apache-2.0

package privacy_test

import (
	"bytes"
	"testing"

	"forge.apps.education.fr/eafc/briques/schemas/issue"
	"forge.apps.education.fr/eafc/briques/xapi"
	"forge.apps.education.fr/eafc/briques/xapi/privacy"
)

// FuzzMinimize minimises any valid statement: what comes out is valid, passes
// the strict mode, and holds no name or identifier that went in.
func FuzzMinimize(f *testing.F) {
	f.Add([]byte(`{"actor":{"name":"Louise","mbox":"mailto:a@b.fr"},"verb":{"id":"http://v.fr/v"},"object":{"id":"http://o.fr/o"},"result":{"response":"libre","score":{"scaled":1}},` +
		`"context":{"instructor":{"account":{"homePage":"http://h.fr","name":"n"}},"team":{"objectType":"Group","member":[{"mbox_sha1sum":"ebd31e95054c018b10727ccffd2ef2ec3a016ee9"}]},` +
		`"extensions":{"http://id.tincanapi.com/extension/ip-address":"10.0.0.1"}}}`))
	f.Add([]byte(`{"actor":{"objectType":"Group","member":[{"openid":"http://o"}]},"verb":{"id":"http://v"},"object":{"objectType":"SubStatement",` +
		`"actor":{"mbox":"mailto:c@d.fr"},"verb":{"id":"http://v"},"object":{"objectType":"Agent","name":"x","openid":"http://p"}},"authority":{"name":"y","mbox":"mailto:e@f.fr"}}`))
	f.Add([]byte(`{"actor":{"mbox":"mailto:a@b.fr"},"verb":{"id":"http://v"},"object":{"id":"http://o"},"context":{"contextAgents":[{"objectType":"contextAgent","agent":{"name":"z","openid":"http://q"}}]}}`))
	rename := func(i xapi.IFI) (xapi.IFI, bool) {
		a, err := campaign.Account(i.Key())
		return a, err == nil
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, is := xapi.Decode(b, xapi.Options{})
		if is.HasErrors() {
			return
		}
		before := s.AppendJSON(nil)
		out, ok := privacy.Minimize(s, rename)
		if !bytes.Equal(before, s.AppendJSON(nil)) {
			t.Fatalf("%s was changed", b)
		}
		if !ok {
			return
		}
		raw := out.AppendJSON(nil)
		for _, i := range xapi.Validate(raw, xapi.Options{Privacy: xapi.PrivacyStrict}) {
			authority := len(i.Pointer) >= 10 && i.Pointer[:10] == "/authority" // the LRS's own, kept as it is
			if i.Severity == issue.SeverityError && !authority {
				t.Fatalf("%v in %s, from %s", i, raw, b)
			}
		}
	})
}
