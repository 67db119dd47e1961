// The document widgets: they show, they answer, axe has nothing to say.
import { page } from "../lib/walk.mjs";
import { dsfr } from "../lib/walk.mjs";

const list = [
  ["eafc-catalogue", 'catalogue="/data/catalogue.json" referentiel="/data/encadrement.json"', ".liste .brique"],
  ["eafc-parcours", 'catalogue="/data/catalogue.json"', ".brique"],
  ["eafc-referentiel", 'referentiel="/data/encadrement.json" comparer="/data/encadrement.json"', ".item"],
  ["eafc-label", 'rapport="/data/rapport.json" grille="/data/grille.json"', ".item"],
  ["eafc-comparaison", 'referentiel="/data/encadrement.json" avant="/data/avant.json" apres="/data/apres.json"', ".tableau"],
  ["eafc-second-regard", 'referentiel="/data/encadrement.json" sien="/data/avant.json" autre="/data/apres.json"', ".tableau"],
  ["eafc-portfolio", 'referentiel="/data/encadrement.json" portfolio="/data/portfolio.json"', ".tableau"],
];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549", "RGAAv4"];

export default async function ({ browser, site, axeSource, check }) {
  let states = 0;
  for (const [width, scheme, theme] of [[320, "light", "auto"], [320, "dark", "auto"], [1280, "light", "auto"], [1280, "dark", "auto"], [768, "light", "hote"]]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: "reduce" });
    for (const [tag, attrs, shown] of list) {
      const p = await context.newPage();
      await p.goto(page(site, `/${tag}`, { tag, attrs: `${attrs} theme="${theme}"`, head: `<style>:root{color-scheme:light dark;${theme === "hote" ? dsfr.light : ""}}body{margin:8px;background:Canvas;color:CanvasText}</style>` }));
      await p.locator("#w").locator(shown).first().waitFor({ timeout: 15000 });
      await p.evaluate(axeSource);
      const look = async (state) => {
        states++;
        const r = await p.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"] }), tags);
        const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        check(`${tag} ${state} ${width} ${scheme}`, r.violations.length + r.incomplete.length === 0 && over <= 0, [over, ...[...r.violations, ...r.incomplete].map((v) => v.id + " " + v.nodes[0].target.flat().join(" "))].join(" "));
      };
      await look("first");
      if (tag === "eafc-catalogue") {
        await p.locator("#w #q").fill("donées");
        await p.waitForTimeout(50);
        check("search forgives a missing letter", (await p.locator("#w .liste .brique").count()) > 0);
        check("focus stays in the field", (await p.evaluate(() => document.querySelector("#w").shadowRoot.activeElement?.id)) === "q");
        await p.locator("#w #b-0").click();
        await p.locator("#w #fiche").waitFor();
        await look("sheet");
        await p.locator("#w #fermer").click();
        check("focus comes back to the brick", (await p.evaluate(() => document.querySelector("#w").shadowRoot.activeElement?.id)) === "b-0");
      }
      if (tag === "eafc-referentiel" || tag === "eafc-label") { await p.locator("#w .item summary").first().click(); await look("item"); }
      if (width === 1280) { await p.locator("#w #langue").click(); await p.locator("#w .cadre[lang=en]").waitFor(); await look("english"); }
      await p.close();
    }
    await context.close();
  }
  console.log(`  others: ${states} states`);
}
