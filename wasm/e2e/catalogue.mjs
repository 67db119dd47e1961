// Measures the filter of <eafc-catalogue> on many bricks: node catalogue.mjs
// [BRICKS]. The time is that of one input event: search, view, write.
import { readFileSync } from "node:fs";
import path from "node:path";
import { setUp, root } from "./lib/stage.mjs";
import { page } from "./lib/walk.mjs";

const wanted = Number(process.argv[2] || 10000);
const doc = JSON.parse(readFileSync(path.join(root, "catalogue/demo/catalogue.json"), "utf8"));
const own = doc.bricks;
doc.bricks = Array.from({ length: wanted }, (_, i) => { const b = structuredClone(own[i % own.length]); if (i >= own.length) { b.id += "-" + i; for (const l of Object.keys(b.title)) b.title[l] += " " + i; } return b; });
delete doc.pathways;
const stage = await setUp();
try {
  stage.site.pages.set("/grand.json", { html: JSON.stringify(doc), headers: { "content-type": "application/json" } });
  const p = await (await stage.browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  const begin = Date.now();
  await p.goto(page(stage.site, "/grand", { tag: "eafc-catalogue", attrs: 'catalogue="/grand.json"' }));
  await p.locator("#w .liste .brique").first().waitFor({ timeout: 120000 });
  const shown = Date.now() - begin;
  const times = await p.evaluate(() => {
    const root = document.querySelector("#w").shadowRoot, q = root.getElementById("q"), out = [];
    for (const word of ["d", "do", "don", "donn", "donné", "données", "", "équipe", "conduite du changement", "école inclusive", "numérique", "crise", "partenariat", "évaluer", "laïcité"])
      for (let i = 0; i < 4; i++) { q.value = i % 2 ? word : word + " "; const t = performance.now(); q.dispatchEvent(new Event("input", { bubbles: true, composed: true })); out.push(performance.now() - t); }
    return out.sort((a, b) => a - b);
  });
  const at = (f) => times[Math.min(times.length - 1, Math.floor(f * times.length))].toFixed(1);
  console.log(`${wanted} bricks: shown after ${shown} ms; filter p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${times.at(-1).toFixed(1)} ms (${times.length} inputs)`);
} finally { await stage.close(); }
