// SPDX-License-Identifier: Apache-2.0

// Package credential carries a label decision, or what a learner has
// mastered, as an Open Badges 3.0 credential signed as a VC-JWT (OB 3.0 §8.2):
// EdDSA by default, RS256 on request.
//
// Verify is stricter than the libraries below it. Segments must be canonical
// base64url, so that no character of a token can change unseen; the header
// has alg, kid, jwk and typ and nothing else; the algorithm is bound to the
// type of the key; a key in the header proves nothing by itself: it must be
// pinned or stand in the set of the issuer. The payload is read strictly, and
// iss, sub, jti, nbf and exp must repeat what the credential says.
//
// Not checked here, and said so: embedded Data Integrity proofs,
// credentialStatus, credentialSchema, refreshService, JSON-LD expansion,
// images. A credential that rests on one of the first two is "not verifiable
// here", never "valid".
//
// Inspect, the shape, the claims and the verdict link no cryptography: a
// widget checks the signature with WebCrypto and asks Conclude. Signing, the
// go-jose verification and the page live in files that browsers do not get.
package credential
