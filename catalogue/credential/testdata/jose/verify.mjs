// SPDX-License-Identifier: Apache-2.0
// Reads {keys, tokens} on stdin; verifies every token with npm jose and sees
// a changed character of its payload and of its signature refused.
import { createLocalJWKSet, jwtVerify } from "jose";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const { keys, tokens } = JSON.parse(text);
const set = createLocalJWKSet(keys);
const options = { algorithms: ["EdDSA", "RS256"], issuer: "https://label.example.org/issuer", typ: "JWT", currentDate: new Date("2026-11-22T00:00:00Z") };
const accepts = async (t) => { try { await jwtVerify(t, set, options); return true; } catch { return false; } };
const change = (t, at) => t.slice(0, at) + (t[at] === "A" ? "B" : "A") + t.slice(at + 1);

let good = 0, refused = 0, tried = 0;
for (const t of tokens) {
  if (await accepts(t)) good++;
  const [h, p] = t.split(".");
  for (const at of [h.length + 1 + (p.length >> 1), t.length - 20]) {
    tried++;
    if (!(await accepts(change(t, at)))) refused++;
  }
}
// One token, every byte of payload and signature but the last of each, whose spare bits jose forgives.
const t = tokens[0], [h, p] = t.split(".");
for (let at = h.length + 1; at < t.length - 1; at++) {
  if (t[at] === "." || at === h.length + p.length) continue;
  tried++;
  if (!(await accepts(change(t, at)))) refused++;
}
console.log(`${good}/${tokens.length} verified, ${refused}/${tried} changed ones refused`);
process.exit(good === tokens.length && refused === tried ? 0 : 1);
