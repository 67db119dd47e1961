// Badges made with node's own cryptography: the other side of what the widget
// verifies.
import { createHash, generateKeyPairSync, sign } from "node:crypto";

export const issuer = "https://label.exemple.fr/issuer";
const b64 = (x) => Buffer.from(x).toString("base64url");

export function signer(kid, by = issuer) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const jwk = { ...publicKey.export({ format: "jwk" }), kid, alg: "EdDSA", use: "sig" };
  // jws signs payload, or the JSON text that it is; more goes in the header.
  const jws = (payload, more = {}) => { const input = b64(JSON.stringify({ alg: "EdDSA", kid, typ: "JWT", ...more })) + "." + b64(typeof payload === "string" ? payload : JSON.stringify(payload)); return input + "." + sign(null, Buffer.from(input), privateKey).toString("base64url"); };
  return {
    jwk, jws,
    jwks: JSON.stringify({ keys: [jwk] }),
    badge(title, until, from = "2026-01-02T00:00:00Z") { return jws(this.claims(title, until, from)); },
    claims(title, until, from = "2026-01-02T00:00:00Z") {
      const hex = createHash("sha1").update(title + until).digest("hex");
      const id = `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
      const seconds = (t) => Date.parse(t) / 1000;
      return { "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"], id, type: ["VerifiableCredential", "OpenBadgeCredential"], name: title,
        issuer: { id: by, type: ["Profile"], name: "Institut d’exemple" }, validFrom: from, validUntil: until,
        credentialSubject: { id: "urn:eafc:p-1", type: ["AchievementSubject"], achievement: { id: "https://label.exemple.fr/a/1", type: ["Achievement"], name: title, description: title, criteria: { narrative: "Observation en situation." } } },
        iss: by, sub: "urn:eafc:p-1", jti: id, nbf: seconds(from), exp: seconds(until) };
    },
    revocations: (ids = []) => jws({ issuer: by, updated: new Date(Date.now() - 864e5).toISOString(), revoked: ids.map((id) => ({ id, on: "2026-10-01", reason: "demande du titulaire" })) }),
  };
}

export const idOf = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url")).id;
export const picture = (token) => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 9 9"><openbadges:credential verify="${token}"/></svg>`;
