// SPDX-License-Identifier: Apache-2.0

package credential

import "forge.apps.education.fr/eafc/briques/schemas/issue"

// Compact writes the signature as the token does (base64url).
func (in *Inspection) Compact() string { return in.compact }

// OpenRevocations reads a revocations.jwt. The list may be trusted once the
// signature of the inspection is found good; both are nil when issues has an
// error. The token must name a trusted key of the issuer that it speaks for.
func OpenRevocations(token string, o Options) (in *Inspection, list *RevocationList, is issue.Issues) {
	in = &Inspection{Proof: ProofJWT, options: o}
	data, ok := in.read(trim(token))
	if !ok {
		return nil, nil, rule001.Alone("", "segments")
	}
	switch {
	case in.token.HasErrors():
		return nil, nil, in.token
	case !in.trusted:
		return nil, nil, rule005.Alone("/header", in.Header.KID)
	case !in.Key.allows(in.Header.Alg):
		return nil, nil, rule002.Alone("/header/alg", in.Header.Alg)
	}
	list, is = DecodeRevocations(data)
	if is.HasErrors() {
		return nil, nil, is
	}
	if !in.accepts(list.Issuer) {
		return nil, nil, rule005.Alone("/issuer", string(list.Issuer))
	}
	return in, list, nil
}
