// The results on a phone: six competencies take less height than the design
// did (2,632 px at 360), with links to each part at the top, and nothing to
// press is lower than 44 px.
import { readFileSync } from "node:fs";
import path from "node:path";
import { page, ready, toResults } from "../lib/walk.mjs";

export default async function ({ browser, site, root, check }) {
  const whole = JSON.parse(readFileSync(path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json")));
  const gone = whole.items.filter((i) => i.type === "competency").slice(6).map((i) => i.id);
  const left = (list) => (list ?? []).filter((x) => !gone.some((id) => JSON.stringify(x).includes(id)));
  site.pages.set("/telephone/referentiel.json", { html: JSON.stringify({ ...whole, items: left(whole.items), associations: left(whole.associations) }), headers: { "content-type": "application/json" } });
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "fr-FR" });
  const p = await context.newPage();
  await p.goto(page(site, "/telephone", { attrs: 'envoi="evenement" referentiel="/telephone/referentiel.json" profil="/data/profil-direction.json" catalogue="/data/catalogue.json"', head: "<style>body{margin:0}h1{display:none}</style>" }));
  await ready(p);
  await p.setViewportSize({ width: 320, height: 800 });
  await p.locator("#w #commencer").click();
  const squares = await p.evaluate(() => [...document.querySelector("#w").shadowRoot.querySelectorAll("section:not([hidden]) .rang")].map((e) => { const s = e.querySelector(".sq").getBoundingClientRect(), w = e.querySelector("strong").getBoundingClientRect(); return [Math.round(s.right), w.height < 30 && s.top >= w.top && s.bottom <= w.bottom]; }));
  check("at 320 px, squares stand in one column beside their words", squares.length === 5 && squares.every(([right, beside]) => right === squares[0][0] && beside), squares);
  await p.locator("#w #precedent").click();
  await toResults(p, [2, 3, 3, 2, 2, "passe"]);
  for (const [width, most] of [[320, 2420], [360, 2330]]) {
    await p.setViewportSize({ width, height: 800 });
    const seen = await p.evaluate(() => ({ height: document.documentElement.scrollHeight, width: document.documentElement.scrollWidth,
      low: [...document.querySelector("#w").shadowRoot.querySelectorAll("button,a,summary")].filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44).map((e) => e.textContent) }));
    check(`six competencies at ${width} px`, seen.height <= most && seen.width === width && seen.low.length === 0, seen);
    console.log(`  phone: ${width} × ${seen.height} px`);
  }
  await p.setViewportSize({ width: 768, height: 900 });
  check("on a tablet, squares and what they say are on one line", await p.evaluate(() => [...document.querySelector("#w").shadowRoot.querySelectorAll("td.val")].every((e) => { const [s, w] = ["svg", "span"].map((x) => e.querySelector(x).getBoundingClientRect()); return w.left > s.right && w.top < s.bottom; })));
  await p.setViewportSize({ width: 360, height: 800 });
  const links = p.locator("#w .sauts a");
  check("links to the parts stand above the radar", (await links.count()) >= 3 && (await links.first().boundingBox()).y < (await p.locator("#w .radar").boundingBox()).y);
  for (let i = 0; i < (await links.count()); i++) {
    await links.nth(i).click();
    const to = (await links.nth(i).getAttribute("href")).slice(1);
    check(`a link leads to ${to}`, await p.evaluate((id) => document.querySelector("#w").shadowRoot.activeElement?.id === id, to));
  }
  await context.close();
}
