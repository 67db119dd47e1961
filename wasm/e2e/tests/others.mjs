// The accessibility matrix of every widget but the first (see axe.mjs): each
// state × 320, 360, 1280 px × light, dark, DSFR host, forced colours: no
// violation, no incomplete, no overflow, also 256 px high; text spacing;
// reduced motion; order of Tab and what a screen reader gets, in French and
// English (golden files: UPDATE=1 accepts; WIDGET=label: these only).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { page, dsfr } from "../lib/walk.mjs";
import { widgets, serve } from "../lib/states.mjs";

const golden = path.join(path.dirname(fileURLToPath(import.meta.url)), "../golden");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549", "RGAAv4"];

export default async function ({ browser, site, axeSource, check }) {
  serve(site);
  let states = 0;
  const judge = async (p, where) => {
    states++;
    const r = await p.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"] }), tags);
    const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(where, r.violations.length + r.incomplete.length === 0 && over <= 0, [`overflow ${over}`, ...[...r.violations, ...r.incomplete].map((v) => v.id + " " + v.nodes[0].target.flat().join(" ") + " " + (v.nodes[0].any[0]?.message || ""))].join(" | "));
  };
  // what changes from one day or one run to the next: today, the digest of a
  // report whose subject has an identifier of its own, and what is being said
  // just then (spoken.mjs holds that)
  const today = new Date().toLocaleDateString("sv-SE");
  const same = (file, seen) => {
    const text = seen.replaceAll(today, "AUJOURD’HUI").replace(/(report\\?":\\?")sha256:[0-9a-f]{64}/g, "$1EMPREINTE").replace(/^(\s*- status).*/gm, "$1");
    const at = path.join(golden, file + ".txt");
    if (process.env.UPDATE || !existsSync(at)) writeFileSync(at, text + "\n");
    check(file, readFileSync(at, "utf8") === text + "\n", `differs from golden/${file}.txt`);
  };
  const tabs = async (p) => {
    const order = [];
    await p.evaluate(() => { document.activeElement?.blur?.(); const h = document.querySelector("h1"); h.tabIndex = -1; h.focus(); });
    for (let i = 0; i < 60; i++) {
      await p.keyboard.press("Tab");
      const at = await p.evaluate(() => { const e = document.querySelector("#w").shadowRoot.activeElement; return e ? e.localName + (e.id ? "#" + e.id : "") + (e.type ? ":" + e.type : "") : ""; });
      if (!at) break;
      order.push(at);
    }
    return order.join("\n");
  };
  const spacing = (p) => p.evaluate(() => {
    const s = new CSSStyleSheet(), r = document.querySelector("#w").shadowRoot, old = [...r.adoptedStyleSheets];
    s.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}");
    r.adoptedStyleSheets = [...old, s];
    const bad = [...r.querySelectorAll("p,button,a,label,th,td,li,h2,h3,h4,h5,summary,dt,dd")].filter((e) => !e.closest(".sr,thead,pre") && e.getClientRects().length && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline").map((e) => e.outerHTML.slice(0, 80));
    const over = document.documentElement.scrollWidth - innerWidth;
    r.adoptedStyleSheets = old;
    return { bad, over };
  });
  const walk = async ({ tag, name = tag, attrs, shown, states: list }, host) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fr-FR", reducedMotion: "reduce" });
    const p = await context.newPage();
    await p.goto(page(site, `/${name}-${host}`, { tag, attrs: `${attrs} theme="${host ? "hote" : "auto"}"`, head: `<style>:root{color-scheme:light dark;${host ? dsfr.light : ""}}body{margin:8px;background:Canvas;color:CanvasText}</style>` }));
    await p.locator("#w").locator(shown).first().waitFor({ state: "attached", timeout: 20000 });
    await p.evaluate(axeSource);
    for (const [state, go] of list) {
      await p.setViewportSize({ width: 1280, height: 900 });
      await go(p, site);
      if (!host) same(`${name}-${state}-fr`, await p.locator("#w").ariaSnapshot());
      for (const width of [1280, 360, 320]) {
        await p.setViewportSize({ width, height: 900 });
        for (const scheme of host ? ["dsfr"] : ["light", "dark", "forced"]) {
          await p.emulateMedia({ colorScheme: scheme === "dark" ? "dark" : "light", forcedColors: scheme === "forced" ? "active" : "none", reducedMotion: "reduce" });
          await judge(p, `${name} ${state} ${width} ${scheme}`);
        }
      }
      await p.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
      if (host) continue;
      await p.setViewportSize({ width: 320, height: 256 });
      check(`${name} ${state} 400 %`, (await p.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
      const s = await spacing(p);
      check(`${name} ${state} text spacing`, s.bad.length === 0 && s.over <= 0, s);
      check(`${name} ${state} reduced motion`, await p.evaluate(() => [...document.querySelector("#w").shadowRoot.querySelectorAll("*")].every((e) => getComputedStyle(e).transitionDuration.split(",").every((d) => parseFloat(d) === 0) && getComputedStyle(e).animationName === "none")));
    }
    if (!host) {
      await p.setViewportSize({ width: 1280, height: 900 });
      same(`${name}-tab`, await tabs(p));
      await p.locator("#w #langue").click();
      await p.locator("#w .cadre[lang=en]").waitFor();
      same(`${name}-${list.at(-1)[0]}-en`, await p.locator("#w").ariaSnapshot());
    }
    await context.close();
  };
  const todo = widgets.filter((x) => !process.env.WIDGET || (x.name || x.tag).includes(process.env.WIDGET)).flatMap((x) => [[x, ""], [x, "dsfr"]]);
  await Promise.all([1, 2].map(async () => { for (let next; (next = todo.shift()); ) await walk(...next).catch((e) => check(`${next[0].name || next[0].tag} ${next[1]}`, false, e.message.slice(0, 400))); }));
  // the catalogue answers as one types
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const p = await context.newPage();
  await p.goto(page(site, "/eafc-catalogue-clavier", { tag: "eafc-catalogue", attrs: widgets[0].attrs }));
  await p.locator("#w .liste .brique").first().waitFor();
  await p.locator("#w #q").fill("donées");
  await p.waitForTimeout(50);
  check("search forgives a missing letter", (await p.locator("#w .liste .brique").count()) > 0);
  check("focus stays in the field", (await p.evaluate(() => document.querySelector("#w").shadowRoot.activeElement?.id)) === "q");
  await p.locator("#w #b-0").click();
  await p.locator("#w #fiche").waitFor();
  await p.locator("#w #fermer").click();
  check("focus comes back to the brick", (await p.evaluate(() => document.querySelector("#w").shadowRoot.activeElement?.id)) === "b-0");
  await context.close();
  console.log(`  others: ${states} states`);
}
