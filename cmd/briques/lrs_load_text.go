// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"strconv"
)

var loadVerbs = []string{"http://adlnet.gov/expapi/verbs/completed", "http://adlnet.gov/expapi/verbs/registered", "http://adlnet.gov/expapi/verbs/passed",
	"http://adlnet.gov/expapi/verbs/experienced", "https://w3id.org/xapi/video/verbs/played", "https://w3id.org/xapi/video/verbs/paused"}

// body writes the statements at..at+n, of about 1.2 kB each, as a learning
// platform sends them. What a batch holds depends on its place and the seed
// alone, whatever client sends it.
func (o *lrsLoad) body(b []byte, at, n int) []byte {
	rng := rand.New(rand.NewPCG(o.seed, uint64(at)))
	b = append(b, '[')
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = o.statement(b, rng)
	}
	return append(b, ']')
}

func loadUUID(b []byte, seed uint64) []byte {
	sum := sha256.Sum256(strconv.AppendUint(nil, seed, 10))
	return fmt.Appendf(b, "%08x-%04x-4%03x-8%03x-%012x", sum[:4], sum[4:6], uint(sum[6])<<4|uint(sum[7])&15, uint(sum[8])<<4|uint(sum[9])&15, sum[10:16])
}

func (o *lrsLoad) statement(b []byte, rng *rand.Rand) []byte {
	brick, actor := rng.IntN(o.bricks), rng.IntN(o.actors)
	verb := loadVerbs[rng.IntN(len(loadVerbs))]
	b = fmt.Appendf(b, `{"id":"%08x-%04x-4%03x-8%03x-%012x","actor":{"objectType":"Agent","account":{"homePage":"https://lms.exemple.fr/pseudo/2026","name":"p%07d"}},`,
		rng.Uint32(), rng.Uint32()&0xffff, rng.Uint32()&0xfff, rng.Uint32()&0xfff, rng.Uint64()&0xffffffffffff, actor)
	b = fmt.Appendf(b, `"verb":{"id":"%s","display":{"fr":"verbe","en":"verb"}},"object":{"objectType":"Activity","id":"https://exemple.fr/briques/%d","definition":{"type":"https://forge.apps.education.fr/eafc/briques/xapi/profile/brick","name":{"fr":"Brique de formation numéro %d"},"description":{"fr":"Une brique inventée pour mesurer l'entrepôt ; son texte a la longueur d'un texte ordinaire."}}},`,
		verb, brick, brick)
	b = fmt.Appendf(b, `"result":{"completion":true,"success":%t,"duration":"PT%dM%d.%02dS","score":{"scaled":0.%02d,"raw":%d,"min":0,"max":20},"extensions":{"https://exemple.fr/ext/progression":0.%03d}},`,
		brick%2 == 0, rng.IntN(60), rng.IntN(60), rng.IntN(100), rng.IntN(100), rng.IntN(20), rng.IntN(1000))
	b = append(b, `"context":{"registration":"`...)
	b = loadUUID(b, uint64(actor*50+brick%50))
	b = fmt.Appendf(b, `","platform":"Plateforme d'exemple","language":"fr-FR","contextActivities":{"parent":[{"id":"https://exemple.fr/parcours/%d"}],"category":[{"id":"https://forge.apps.education.fr/eafc/briques/xapi/profile/v1.0.0"}]},"extensions":{"https://exemple.fr/ext/session":"%x"}},"timestamp":"2026-11-%02dT%02d:%02d:%02d.%03dZ"}`,
		brick%200, rng.Uint64(), 1+rng.IntN(20), rng.IntN(24), rng.IntN(60), rng.IntN(60), rng.IntN(1000))
	return b
}
