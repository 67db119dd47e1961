// SPDX-License-Identifier: Apache-2.0
// Checks that ajv gives the verdicts of manifest.json. Usage:
//   npm ci && node run-ajv.mjs [--twin] [DIR]
// --twin uses the draft-07 schemas. Exit 1 on a difference or a warning.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const args = process.argv.slice(2);
const twin = args.includes("--twin");
const dir = args.find((a) => !a.startsWith("--")) ?? path.dirname(new URL(import.meta.url).pathname);
let Ajv;
try {
  Ajv = require(twin ? "ajv" : "ajv/dist/2020").default;
} catch {
  console.error("ajv n'est pas installé / is not installed: npm ci");
  process.exit(2);
}

let warnings = 0;
const warn = (...words) => { warnings++; console.error("ajv:", ...words); };
const ajv = new Ajv({
  strict: true, strictTypes: true, strictRequired: true, strictTuples: true,
  allowUnionTypes: false, validateFormats: false,
  logger: { log: warn, warn, error: warn },
});

const manifest = JSON.parse(fs.readFileSync(path.join(dir, "manifest.json"), "utf8"));
const compiled = new Map();
function validatorOf(kind) {
  if (!compiled.has(kind)) {
    const file = path.join(dir, "schemas", ...(twin ? ["draft-07"] : []), `${kind}.schema.json`);
    compiled.set(kind, ajv.compile(JSON.parse(fs.readFileSync(file, "utf8"))));
  }
  return compiled.get(kind);
}

const table = new Map();
const differences = [];
for (const { file, kind, verdict } of manifest) {
  const row = table.get(kind) ?? { documents: 0, agree: 0, apart: 0 };
  table.set(kind, row);
  if (verdict === "unreadable") { // refused before any schema is asked
    row.apart++;
    continue;
  }
  row.documents++;
  const value = JSON.parse(fs.readFileSync(path.join(dir, file), "utf8"));
  const got = validatorOf(kind)(value) ? "valid" : "invalid";
  if (got === verdict) row.agree++;
  else differences.push(`${file}: ajv ${got}, expected ${verdict}`);
}

let documents = 0, agree = 0, apart = 0;
console.log("kind".padEnd(24), "documents".padStart(10), "agree".padStart(8), "unreadable".padStart(11));
for (const [kind, r] of table) {
  console.log(kind.padEnd(24), String(r.documents).padStart(10), String(r.agree).padStart(8), String(r.apart).padStart(11));
  documents += r.documents; agree += r.agree; apart += r.apart;
}
console.log("total".padEnd(24), String(documents).padStart(10), String(agree).padStart(8), String(apart).padStart(11), `  ${warnings} warnings`);
for (const d of differences) console.log(d);
process.exit(differences.length > 0 || warnings > 0 ? 1 : 0);
