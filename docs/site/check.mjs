// SPDX-License-Identifier: Apache-2.0
// Opens the built site as a reader would: every link leads somewhere, no page
// asks another server, axe has nothing to say, the keyboard is enough, the
// search finds, print loses nothing. BRIQUES_LONG=1 looks at every page in
// every state; otherwise one page of each kind in every state, and each other
// page written by hand in one.
import { readFileSync, readdirSync, statSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import http from "node:http";
import path from "node:path";
import { chromium } from "playwright-core";
import { root } from "./lib/repository.mjs";

const out = path.join(root, "site");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let passed = 0, failed = 0;
const check = (name, ok, detail = "") => { if (ok) passed++; else { failed++; console.log(`FAIL ${name} ${typeof detail === "string" ? detail : JSON.stringify(detail)}`); } };

const walk = (dir) => readdirSync(dir).flatMap((f) => { const p = path.join(dir, f); return statSync(p).isDirectory() ? walk(p) : [p]; });
const files = walk(out), pages = files.filter((f) => f.endsWith(".html"));
const addressOf = (f) => "/" + path.relative(out, f).split(path.sep).join("/").replace(/index\.html$/, "");

// ---- links, names and origins, from the files themselves
const text = new Map(pages.map((f) => [f, readFileSync(f, "utf8")]));
const ids = new Map(pages.map((f) => [f, new Set([...text.get(f).matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]))]));
const decode = (s) => decodeURIComponent(s.replace(/&amp;/g, "&"));
let links = 0;
for (const f of pages) {
  const html = text.get(f).replace(/<pre[\s\S]*?<\/pre>|<!--[\s\S]*?-->/g, "");
  for (const [, attribute, value] of html.matchAll(/\s(href|src|action)="([^"]*)"/g)) {
    if (/^[a-z]+:/i.test(value)) {
      check(`${addressOf(f)} ${attribute}`, attribute === "href" && /^(https|mailto):/.test(value), value);
      continue;
    }
    links++;
    const [where, hash] = value.split("#");
    let target = where ? path.resolve(path.dirname(f), decode(where.split("?")[0])) : f;
    if (where && (where.endsWith("/") || (existsSync(target) && statSync(target).isDirectory()))) target = path.join(target, "index.html");
    check(`${addressOf(f)} → ${value}`, existsSync(target) && (!hash || (ids.get(target) || new Set([hash])).has(decode(hash))));
  }
  check(`${addressOf(f)} language, title, one h1`, /<html lang="(fr|en)">/.test(html) && /<title>[^<]+<\/title>/.test(html) && (html.match(/<h1[\s>]/g) || []).length === 1);
  const link = [...html.matchAll(/<(link|script|img|iframe|source|video|audio|object)\b[^>]*\s(?:href|src|data)="([a-z]+:)?\/\//gi)];
  check(`${addressOf(f)} nothing from another origin`, link.length === 0, link.map((m) => m[0]));
  for (const id of duplicates(text.get(f))) check(`${addressOf(f)} id`, false, `${id} twice`);
}
for (const f of files.filter((f) => /\.(css|js)$/.test(f) && !f.includes("pagefind"))) check(`${addressOf(f)} nothing from another origin`, !/(?:url\(|import\s*\(?|fetch\()\s*["']?https?:/.test(readFileSync(f, "utf8")));
const reached = reachable(path.join(out, "index.html"));
for (const f of pages) check(`${addressOf(f)} can be reached from the home page`, reached.has(f));

function duplicates(html) {
  const seen = new Set(), twice = new Set();
  for (const m of html.matchAll(/\sid="([^"]+)"/g)) (seen.has(m[1]) ? twice : seen).add(m[1]);
  return twice;
}

function reachable(first) {
  const seen = new Set([first]), todo = [first];
  for (let f; (f = todo.pop()); ) for (const [, value] of text.get(f).matchAll(/\shref="([^"#?]*)/g)) {
    if (!value || /^[a-z]+:/i.test(value)) continue;
    let t = path.resolve(path.dirname(f), decode(value));
    if (value.endsWith("/")) t = path.join(t, "index.html");
    if (text.has(t) && !seen.has(t)) { seen.add(t); todo.push(t); }
  }
  return seen;
}

// ---- in a browser, below a folder, as a forge serves pages
const base = "/eafc/briques", types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const server = http.createServer((req, res) => {
  const name = decodeURIComponent(new URL(req.url, "http://x").pathname);
  let f = path.join(out, name.slice(base.length));
  if (!name.startsWith(base + "/") || !f.startsWith(out)) { res.writeHead(404); return res.end(); }
  if (f.endsWith(path.sep)) f += "index.html";
  if (!existsSync(f)) { res.writeHead(404); return res.end(); }
  res.writeHead(200, { "content-type": types[path.extname(f)] || "application/octet-stream" });
  res.end(readFileSync(f));
});
await new Promise((ok) => server.listen(0, "127.0.0.1", ok));
const url = `http://127.0.0.1:${server.address().port}${base}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"] });
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549", "RGAAv4"];
const states = [320, 768, 1280].flatMap((width) => ["light", "dark"].map((scheme) => [width, scheme]));
const kinds = ["/", "/en/", "/architecture/", "/premiers-pas/site/", "/heberger/", "/reference/codes/", "/reference/codes/brick/", "/reference/schemas/brick/", "/reference/widgets/", "/confiance/mesures/", "/confiance/accessibilite/", "/confiance/menaces/", "/recherche/?q=label", "/sources/examples/lrs/main.go/"];
const others = pages.map(addressOf).filter((a) => !kinds.includes(a));
const rest = process.env.BRIQUES_LONG ? others : others.filter((a) => !/^\/(en\/)?reference\/(codes|schemas)\/.|^\/sources\//.test(a));
const contexts = new Map();
let looked = 0;
const outside = new Set(), problems = new Set();

async function open(address, [width, scheme], options = {}) {
  const key = `${width}${scheme}${JSON.stringify(options)}`;
  if (!contexts.has(key)) contexts.set(key, await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: "reduce", ...options }));
  const p = await contexts.get(key).newPage();
  p.on("request", (r) => { if (!r.url().startsWith(url) && !/^(data|blob):/.test(r.url())) outside.add(`${address}: ${r.url()}`); });
  p.on("console", (m) => { if (m.type() === "error") problems.add(`${address}: ${m.text()}`); });
  p.on("pageerror", (e) => problems.add(`${address}: ${e.message}`));
  await p.goto(url + address);
  if (address.includes("?q=")) await p.locator("#resultats li").first().waitFor({ timeout: 20000 });
  return p;
}

async function look(address, state) {
  const p = await open(address, state);
  await p.evaluate(axeSource);
  looked++;
  // In a table that scrolls, axe cannot see the cells outside its window: their
  // colours are those of every other cell, and are judged at 1280 pixels.
  const r = await p.evaluate(async (values) => {
    const found = await axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"] });
    const scrolled = (n) => { const box = document.querySelector(n.target.flat()[0])?.closest(".wide, pre"); return box && box.scrollWidth > box.clientWidth; };
    for (const v of found.incomplete) if (v.id === "color-contrast") v.nodes = v.nodes.filter((n) => !scrolled(n));
    return { violations: found.violations, incomplete: found.incomplete.filter((v) => v.nodes.length) };
  }, tags);
  const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const said = [...r.violations, ...r.incomplete].map((v) => `${v.id}: ${v.nodes.map((n) => n.target.flat().join(" ") + " " + (n.any[0]?.message || "")).slice(0, 2).join(" | ")}`);
  check(`axe ${address} ${state.join(" ")}`, said.length === 0 && over <= 0, [over > 0 ? `overflow ${over} px` : "", ...said].join("; "));
  await p.close();
}

const only = process.env.PAGES && new RegExp(process.env.PAGES); // PAGES=^/en/ looks at those pages alone, in every state
const todo = only ? pages.map(addressOf).filter((a) => only.test(a)).flatMap((a) => states.map((s) => [a, s])) : [...kinds.flatMap((a) => states.map((s) => [a, s])), ...(process.env.BRIQUES_LONG ? rest.flatMap((a) => states.map((s) => [a, s])) : rest.map((a, i) => [a, states[i % states.length]]))];
await Promise.all([1, 2].map(async () => { for (let next; (next = todo.shift()); ) await look(...next); }));

// Keyboard: the skip link comes first and leads to the content.
let p = await open("/architecture/", [1280, "light"]);
await p.keyboard.press("Tab");
check("the first Tab is the skip link", await p.evaluate(() => document.activeElement.className === "skip" && document.activeElement.getBoundingClientRect().top >= 0));
await p.keyboard.press("Enter");
check("it leads to the content", await p.evaluate(() => document.activeElement.id === "contenu"));
await p.goto(url + "/premiers-pas/site/");
const wanted = await p.evaluate(() => [...document.querySelectorAll("a[href],button,input,summary,[tabindex='0']")].filter((e) => e.checkVisibility()).length);
const met = new Set();
let unseen = 0;
for (let i = 0; i < wanted + 2; i++) {
  await p.keyboard.press("Tab");
  const at = await p.evaluate(() => { const e = document.activeElement; if (!e || e === document.body) return null; e.dataset.n ||= String((globalThis.__n = (globalThis.__n || 0) + 1)); const s = getComputedStyle(e); return { n: e.dataset.n, seen: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 }; });
  if (at) { met.add(at.n); if (!at.seen) unseen++; }
}
check("Tab reaches everything", met.size === wanted, `${met.size} of ${wanted}`);
check("the focus is always seen", unseen === 0, `${unseen} without outline`);
// Copying.
await p.goto(url + "/premiers-pas/site/");
await p.locator(".copy").first().focus();
await p.keyboard.press("Enter");
await p.locator(".copy", { hasText: "Copié" }).first().waitFor({ timeout: 3000 }).then(() => check("a block is copied", true), () => check("a block is copied", false));
// Landmarks.
const landmarks = await p.evaluate(() => ["header", "nav", "main", "footer", "[role=search]"].map((s) => document.querySelectorAll(s).length));
check("landmarks", landmarks.every((n) => n === 1), landmarks);
check("nothing moves when motion is reduced", await p.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior === "auto" && document.getAnimations().length === 0));
await p.close();
// Print: nothing hidden but the menus, nothing cut.
p = await open("/reference/widgets/", [768, "light"]);
await p.emulateMedia({ media: "print" });
check("print: the menu goes, the content stays", (await p.locator("nav.menu").isHidden()) && (await p.locator("main").isVisible()) && (await p.evaluate(() => [...document.querySelectorAll(".wide,pre")].every((e) => getComputedStyle(e).overflow === "visible"))));
await p.close();
// Without JavaScript everything is there to read.
const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 900 } });
p = await plain.newPage();
await p.goto(url + "/confiance/menaces/");
check("without JavaScript: text and menu", (await p.locator("main h1").isVisible()) && (await p.locator(".menu a").first().isVisible()));
await p.goto(url + "/recherche/");
check("without JavaScript: the search names the site map", await p.locator("noscript a, main a").first().isVisible());
await plain.close();
// The search answers the questions of the four reviewers, in both languages.
for (const [q, lang, want] of [["menaces", "fr", "/confiance/menaces/"], ["registre données personnelles", "fr", "/confiance/rgpd"], ["déclaration accessibilité", "fr", "/confiance/accessibilite/"], ["SPIP", "fr", "/heberger/spip/"], ["BRICK-003", "fr", "/reference/codes/brick/"], ["threats", "en", "/en/trust/threats/"], ["database size academy", "en", "/en/scale/"]]) {
  p = await open(`${lang === "en" ? "/en/search/" : "/recherche/"}?q=${encodeURIComponent(q)}`, [1280, "light"]);
  const first = await p.locator("#resultats a").evaluateAll((a) => a.slice(0, 3).map((x) => new URL(x.href).pathname));
  check(`search « ${q} »`, first.some((a) => a.startsWith(base + want)), first);
  await p.close();
}
check("no request to another origin", outside.size === 0, [...outside]);
check("no error in the console", problems.size === 0, [...problems].slice(0, 5));
await browser.close();
server.close();
console.log(`site: ${pages.length} pages, ${links} links, ${looked} looks of axe`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
