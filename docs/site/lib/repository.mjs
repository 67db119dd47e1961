// SPDX-License-Identifier: Apache-2.0
// What the site takes from the repository: the text of a document, and where
// a link of a document leads inside the site.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { documents } from "./documents.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
export const read = (name) => readFileSync(path.join(root, name), "utf8");
export const json = (name) => JSON.parse(read(name));

const pages = new Map(documents.map((d) => [d.source, d.url]));
const raw = /^schemas\/v1\/.*\.json$|\.svg$/;
const shown = /\.(go|mod|sum|sh|ya?ml|html|js|mjs|json|css|md|txt|fr|en)$|^(LICENSE|Makefile|allowed_signers|\.ci\/\w+)$/;

// sources are the files and folders that a document links to and that have
// no page of their own: each gets one that shows its text.
export const sources = new Map();

// resolve returns the address in the site of a link of the document source,
// "" for one that leaves the site, and undefined for one that leads nowhere.
export function resolve(source, href) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith("#")) return "";
  const [file, hash = ""] = href.split("#");
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(source), decodeURI(file))).replace(/\/$/, "");
  const tail = hash ? "#" + hash : "";
  if (pages.has(target)) return pages.get(target) + tail;
  const full = path.join(root, target);
  if (!existsSync(full)) return undefined;
  if (statSync(full).isDirectory()) {
    if (pages.has(target + "/README.md")) return pages.get(target + "/README.md") + tail;
    sources.set(target, list(target));
    return `/sources/${target}/` + tail;
  }
  if (raw.test(target)) return "/" + (target.endsWith(".svg") ? "assets/" + path.posix.basename(target) : target) + tail;
  if (!shown.test(target)) return undefined;
  sources.set(target, null);
  return `/sources/${target}/` + tail;
}

// list names the files of a folder; they become pages as well.
function list(folder) {
  const out = [];
  for (const e of readdirSync(path.join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = `${folder}/${e.name}`;
    if (e.isDirectory() || !shown.test(e.name) || e.name === "node_modules") continue;
    if (!pages.has(name)) sources.set(name, null);
    out.push({ name: e.name, url: pages.get(name) || `/sources/${name}/` });
  }
  return out;
}

// titleOf is the first heading of a Markdown text.
export const titleOf = (text) => (/^# (.+)$/m.exec(text) || [, "Briques"])[1].replace(/[`*]/g, "");

// collect resolves every link of every document once, so that the pages of
// sources are known before anything is written. It returns the dead links.
export function collect() {
  const dead = [];
  for (const d of documents) {
    for (const m of withoutCode(read(d.source)).matchAll(/\]\(([^)\s]+)\)/g)) if (resolve(d.source, m[1]) === undefined) dead.push(`${d.source}: ${m[1]}`);
  }
  return dead;
}

const withoutCode = (text) => text.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
