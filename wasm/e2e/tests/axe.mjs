// 0 violations and 0 unlisted incompletes on every screen × width × theme;
// no horizontal overflow; nothing clipped under the WCAG 1.4.12 spacing.
import { page, ready, answer, ranks, dsfr } from "../lib/walk.mjs";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549", "RGAAv4"];
// What axe cannot decide, and why a person has: rule, selector, reason.
const allowed = [
  ["color-contrast", /svg|text|tspan|axis|radar/, "text over the drawing of the radar: the labels lie outside its fill"],
];

export default async function ({ browser, site, axeSource, check }) {
  const themes = [["light", "auto", ""], ["dark", "auto", ""], ["dsfr", "hote", dsfr.light], ["forced", "auto", ""]];
  let states = 0;
  const used = new Set();
  const run = async (width, [name, theme, vars]) => {
    const url = page(site, `/axe-${name}`, { head: `<style>:root{color-scheme:light dark;${vars}}body{margin:8px;background:Canvas;color:CanvasText}</style>`, attrs: `theme="${theme}" niveau-titre="2" envoi="evenement" referentiel="/data/encadrement.json" profil="direction" catalogue="/data/catalogue.json"` });
    const context = await browser.newContext({ locale: "fr-FR", reducedMotion: "reduce", colorScheme: name === "dark" ? "dark" : "light", forcedColors: name === "forced" ? "active" : "none", viewport: { width, height: 900 } });
    const p = await context.newPage();
    await p.goto(url);
    await ready(p);
    await p.evaluate(axeSource);
    const look = async (screen) => {
      states++;
      const r = await p.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"] }), tags);
      const where = `${screen} ${width} ${name}`;
      for (const v of r.violations) check(where, false, `${v.id}: ${v.nodes.map((n) => n.target.flat().join(" ") + " " + (n.any[0]?.message || n.failureSummary || "")).slice(0, 3).join(" | ")}`);
      for (const v of r.incomplete) for (const n of v.nodes) {
        const ok = allowed.find(([rule, sel]) => rule === v.id && sel.test(n.target.flat().join(" ")));
        if (ok) used.add(ok); else check(where, false, `incomplete ${v.id} ${n.target.flat().join(" ")} ${n.any[0]?.message || ""}`);
      }
      const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(where, r.violations.length === 0 && over <= 0, over > 0 ? `overflow ${over} px` : "");
    };
    await look("s1");
    await p.locator("#w #commencer").click();
    await answer(p, 0, 2);
    await look("s2");
    await p.locator("#w #suivant").click();
    await p.locator("#w #suivant").click();
    await look("s3");
    for (let i = 1; i < ranks.length; i++) { await answer(p, i, ranks[i]); await p.locator("#w #suivant").click(); }
    await look("s4");
    await p.setViewportSize({ width, height: 256 });
    check(`s4 ${width}x256 ${name}`, (await p.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
    await p.setViewportSize({ width, height: 900 });
    await p.locator("#w #envoyer").click();
    await p.locator("#w #envoye").waitFor();
    await p.locator("#w #b-donnees").click();
    await look("s5-sent");
    if (name === "light") {
      await p.addStyleTag({ content: "*{}" });
      const clipped = await p.evaluate(() => {
        const s = new CSSStyleSheet();
        s.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}");
        const r = document.querySelector("#w").shadowRoot;
        r.adoptedStyleSheets = [...r.adoptedStyleSheets, s];
        const bad = [];
        for (const e of r.querySelectorAll("p,button,a,label,th,td,li,h2,h3,h4,h5,summary")) if (!e.closest(".sr,thead") && e.getClientRects().length && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline") bad.push(e.outerHTML.slice(0, 80));
        return { bad, over: document.documentElement.scrollWidth - innerWidth };
      });
      check(`text spacing ${width}`, clipped.bad.length === 0 && clipped.over <= 0, clipped);
    }
    await context.close();
  };
  // Three pages at once: axe waits for the page, the others work meanwhile.
  const todo = [320, 360, 1280].flatMap((width) => themes.map((t) => [width, t]));
  await Promise.all([1, 2, 3].map(async () => { for (let next; (next = todo.shift()); ) await run(...next); }));
  for (const a of allowed) check(`allow-list line in use: ${a[0]}`, used.has(a));
  console.log(`  axe: ${states} states`);
}
