// Documents made to break the page that shows them: nothing runs, nothing
// leaves its box, and the questionnaire can still be answered.
import { readFileSync } from "node:fs";
import path from "node:path";

const kept = new Set(["type", "standing", "modality", "status", "kind", "basis", "$schema", "language", "id", "uri", "item", "framework", "version", "scale", "domain", "parent", "from", "to"]);
const map = (o, f, k = "") => Array.isArray(o) ? o.map((x) => map(x, f, k)) : o && typeof o === "object" ? Object.fromEntries(Object.entries(o).map(([n, v]) => [n, map(v, f, n)])) : typeof o === "string" ? f(o, k) : o;
const script = `"><img src=x onerror="window.ran=1"><script>window.ran=1</script><svg onload=window.ran=1>'{0}{!0}{#primary,a,b,c,d}`;
const names = ["__proto__", "constructor", "hasOwnProperty", "0", "null", "ouvrir", "avis", "titre-1", "suivant", `" onclick="window.ran=1`, "introduction", "passe"];

export default async function ({ browser, site, root, check }) {
  const read = (f) => JSON.parse(readFileSync(path.join(root, f), "utf8"));
  const framework = read("competency/frameworks/encadrement-exemple-1.0.0.json"), catalogue = read("catalogue/demo/catalogue.json");
  const ids = framework.items.filter((i) => i.type === "competency").map((i) => i.id);
  const goal = { uri: "https://exemple.fr/p", version: "1.0.0", title: { fr: "P" }, targets: ids.map((item, i) => ({ item: { framework: framework.uri, version: framework.version, item }, rank: 1 + i % 3 })) };
  const each = (f) => [framework, catalogue, goal].map((x) => map(x, f)), words = (w) => each((s, k) => kept.has(k) ? s : k === "code" ? s + w : w);
  const cases = {
    "scripts in every word": words(script),
    "addresses that run": each((s, k) => /^https?:/.test(s) && !["framework", "uri"].includes(k) ? (k.length % 2 ? "javascript:window.ran=1" : "java\tscript:window.ran=1") : s),
    "one word of 300 letters": words("W".repeat(300)),
    "names of JavaScript and of the page": each((s) => ids.includes(s) ? names[ids.indexOf(s)] : s),
    "one identifier for two": each((s) => s === ids[1] ? ids[0] : s),
  };
  for (const [name, [f, c, goal]] of Object.entries(cases)) {
    site.pages.set("/mal/r.json", { html: JSON.stringify(f), headers: { "content-type": "application/json" } });
    site.pages.set("/mal/c.json", { html: JSON.stringify(c), headers: { "content-type": "application/json" } });
    site.pages.set("/mal/p.json", { html: JSON.stringify(goal), headers: { "content-type": "application/json" } });
    site.pages.set("/mal", { html: `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>P</title><script type="module" src="/eafc/loader.js"></script><eafc-auto-positionnement id="w" chargement="immediat" referentiel="/mal/r.json" profil="/mal/p.json" catalogue="/mal/c.json"></eafc-auto-positionnement><eafc-catalogue chargement="immediat" catalogue="/mal/c.json"></eafc-catalogue><eafc-parcours chargement="immediat" catalogue="/mal/c.json"></eafc-parcours><eafc-referentiel chargement="immediat" referentiel="/mal/r.json"></eafc-referentiel></html>` });
    const p = await (await browser.newContext({ viewport: { width: 400, height: 800 } })).newPage(), errors = [];
    p.on("pageerror", (e) => errors.push(e.message));
    await p.goto(site.url + "/mal");
    await p.locator("#w #commencer").waitFor({ timeout: 20000 });
    await p.locator("eafc-parcours .brique").first().waitFor({ timeout: 20000 });
    const wide = async () => {
      let most = 0;
      for (const width of [320, 400]) { await p.setViewportSize({ width, height: 800 }); most = Math.max(most, await p.evaluate(() => document.documentElement.scrollWidth - innerWidth)); }
      return most;
    };
    const before = await wide();
    await p.locator("#w #commencer").click();
    const beside = await wide();
    const got = await p.evaluate(() => {
      const w = document.querySelector("#w"), r = w.shadowRoot, n = w.etat().total - 2, roots = [...document.querySelectorAll("eafc-auto-positionnement,eafc-catalogue,eafc-parcours,eafc-referentiel")].map((e) => e.shadowRoot);
      for (let i = 1; i <= n; i++) { r.querySelectorAll(`section[data-etape="${i}"] input[type=radio]`)[2].click(); r.querySelector("#suivant").click(); }
      const all = roots.flatMap((x) => [...x.querySelectorAll("*")]);
      return { n, answered: w.etat().answered, done: !!r.querySelector(".bilan"), ran: window.ran, live: all.filter((x) => /^(script|img|iframe|object)$/.test(x.localName) || [...x.attributes].some((a) => /^on/.test(a.name) || /script:/i.test(a.value.replace(/\s/g, "")) && /href|src/.test(a.name))).map((x) => x.outerHTML.slice(0, 80)),
        twice: roots.flatMap((x) => { const l = [...x.querySelectorAll("[id]")].map((e) => e.id); return l.filter((e, i) => l.indexOf(e) !== i); }) };
    });
    await p.waitForTimeout(50);
    check(`${name}: nothing runs`, (await p.evaluate(() => window.ran)) === undefined && got.live.length === 0 && errors.length === 0, [got.live, errors]);
    check(`${name}: answered to the end`, got.answered === got.n && got.done && got.n >= 11, got);
    check(`${name}: no element has the name of another`, got.twice.length === 0, got.twice);
    check(`${name}: stays in its width`, before <= 0 && beside <= 0, [before, beside]);
    for (const width of [1280, 400, 360, 320]) {
      await p.setViewportSize({ width, height: 800 });
      const over = await p.evaluate(() => [document.documentElement.scrollWidth - innerWidth, ...[...document.querySelector("#w").shadowRoot.querySelectorAll(".bilan *,.parcours *")].filter((e) => !e.closest(".sr,thead,svg") && e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 60))]);
      check(`${name}: results at ${width} px`, over[0] <= 0 && over.length === 1, over);
    }
    await p.context().close();
  }
}
