// Takes a picture of every screen of every widget, for people to look at:
// node pictures.mjs FOLDER [PATTERN…]. 320, 768 and 1280 px, light, dark and in
// a DSFR host.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { setUp } from "./lib/stage.mjs";
import { page, answer, ranks, dsfr } from "./lib/walk.mjs";
import { widgets, serve } from "./lib/states.mjs";

const [folder, ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const stage = await setUp();
serve(stage.site);
const first = { tag: "eafc-auto-positionnement", attrs: 'envoi="evenement" referentiel="/data/encadrement.json" profil="direction" catalogue="/data/catalogue.json"', shown: ".intro", states: [
  ["s1", async () => {}],
  ["s2", async (p) => { await p.locator("#w #commencer").click(); await answer(p, 0, 2); }],
  ["s3", async (p) => { await p.locator("#w #suivant").click(); await p.locator("#w #suivant").click(); }],
  ["s4", async (p) => { for (let i = 1; i < ranks.length; i++) { await answer(p, i, ranks[i]); await p.locator("#w #suivant").click(); } await p.locator("#w .bilan").waitFor(); }],
  ["s5", async (p) => { await p.locator("#w #envoyer").click(); await p.locator("#w #envoye").waitFor(); }] ] };
try {
  for (const { tag, name = tag, attrs, shown, states } of [first, ...widgets]) for (const schemes of [["light", "dark"], ["dsfr"]]) {
    if (wanted.length && !wanted.some((x) => name.includes(x))) continue;
    const host = schemes[0] === "dsfr", context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fr-FR", reducedMotion: "reduce" });
    const p = await context.newPage();
    await p.goto(page(stage.site, `/image-${name}-${host}`, { tag, attrs: attrs + (host ? ' theme="hote"' : ""), head: `<style>:root{color-scheme:light dark;${host ? dsfr.light : ""}}body{margin:16px;background:light-dark(#eef1f4,#0a0e12);font-family:system-ui,sans-serif}h1{display:none}</style>` }));
    await p.locator("#w").locator(shown).first().waitFor({ state: "attached", timeout: 20000 });
    for (const [state, go] of states) {
      await p.setViewportSize({ width: 1280, height: 900 });
      await go(p, stage.site);
      await p.mouse.move(1, 1);
      for (const width of [1280, 768, 320]) for (const scheme of schemes) {
        await p.setViewportSize({ width, height: 900 });
        await p.emulateMedia({ colorScheme: scheme === "dark" ? "dark" : "light" });
        await p.screenshot({ path: path.join(folder, `${name}-${state}-${width}-${scheme}.png`), fullPage: true });
      }
      await p.emulateMedia({ colorScheme: "light" });
    }
    await context.close();
  }
} finally { await stage.close(); }
