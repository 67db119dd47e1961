// SPDX-License-Identifier: Apache-2.0
// The published schemas as tables: one row per property of a document and of
// each part that it names, in both languages.
import { readdirSync, existsSync } from "node:fs";
import path from "node:path";
import { json, read, root } from "./repository.mjs";

const versions = json("schemas/v1/versions.json");

// kinds returns one object per kind of document and language.
export function kinds(lang) {
  return Object.entries(versions).map(([kind, v]) => {
    const s = json(lang === "en" ? `schemas/v1/draft-07/${kind}.en.schema.json` : `schemas/v1/${kind}.schema.json`);
    const parts = [{ name: "", title: s.title, anchor: "document", properties: rows(s), required: s.required || [] }];
    for (const [name, d] of Object.entries(s.$defs || s.definitions || {})) parts.push({ name, anchor: name, title: d.title || name, description: d.description, properties: rows(d), type: word(d), pattern: d.pattern, examples: d.examples });
    return { kind, version: v.version, personal: v.personal, title: s.title, description: s.description, parts, example: example(kind), file: `schemas/v1/${kind}.schema.json`, url: `${lang === "en" ? "/en" : ""}/reference/schemas/${kind}/` };
  });
}

function rows(s) {
  return Object.entries(s.properties || {}).map(([name, p]) => ({ name, required: (s.required || []).includes(name), title: p.title || "", description: p.description || "", ...target(p) }));
}

// target is what a property holds: a word for its type, and the part of the
// page that describes it.
function target(p) {
  const ref = (x) => x && x.$ref && x.$ref.replace(/^#\/(\$defs|definitions)\//, "");
  if (ref(p)) return { type: ref(p), to: ref(p) };
  for (const a of p.allOf || []) if (ref(a)) return { type: ref(a), to: ref(a) };
  if (p.items) { const t = target(p.items); return { ...t, type: `${t.type}[]` }; }
  return { type: word(p) };
}

const word = (p) => (p.enum ? p.enum.map((v) => JSON.stringify(v)).join(" | ") : p.const !== undefined ? JSON.stringify(p.const) : [].concat(p.type || "object").join(" | "));

// example is the smallest sound document of the kit.
function example(kind) {
  const dir = `schemas/examples/v1/${kind}/valid`;
  if (!existsSync(path.join(root, dir))) return null;
  const files = readdirSync(path.join(root, dir)).filter((f) => f.endsWith(".json")).map((f) => ({ name: f, text: read(`${dir}/${f}`) }));
  files.sort((a, b) => a.text.length - b.text.length || (a.name < b.name ? -1 : 1));
  const small = files.find((f) => f.text.length > 300) || files[files.length - 1];
  return small && small.text.length < 8000 ? { name: small.name, text: pretty(small.text) } : null;
}

const pretty = (text) => { try { return JSON.stringify(JSON.parse(text), null, 2) + "\n"; } catch { return text; } };
