// mode="page": all questions at once, below the introduction. By keyboard from
// the box to the profile, questions outside the window included; what is
// clicked before the module has come is done when it has.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { page, ranks } from "../lib/walk.mjs";

export default async function ({ browser, site, bin, root, check }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const p = await context.newPage();
  const focused = () => p.evaluate(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e?.id || e?.getAttribute("data-m") || e?.localName || ""; });
  await p.goto(page(site, "/une-page", { attrs: 'referentiel="/data/encadrement.json" mode="page" stockage="choix"' }));
  await p.locator("#w .intro").waitFor();
  check("nothing to start", (await p.locator("#w #commencer").count()) === 0);
  check("every question is there", (await p.locator("#w fieldset").count()) === 12);
  await p.locator("#w #titre-1").focus();
  const order = [];
  for (let i = 0; i < 28; i++) { await p.keyboard.press("Tab"); order.push(await focused()); if (order.at(-1) === "quitter") break; }
  const want = ["memoriser", "ouvrir", ...ranks.flatMap((_, i) => [`r-${i + 1}-0`, `n-${i + 1}`]), "suivant", "quitter"].join(" ");
  check("the focus goes through every question", order.join(" ") === want, order.join(" "));
  await p.keyboard.press("Shift+Tab");
  await p.keyboard.press("Enter");
  check("focus on the list of what is missing", (await focused()) === "erreur-1", await focused());
  check("12 answers are missing", (await p.locator("#w #erreur-1 li").count()) === 12);
  check("questions are as wide as what stands above them", await p.evaluate(() => new Set(["#erreur-1", "#f-1", "#f-2", ".memo"].map((s) => Math.round(document.querySelector("#w").shadowRoot.querySelector(s).getBoundingClientRect().right))).size === 1));
  await p.locator("#w #erreur-1 a").last().click();
  await p.waitForTimeout(300); // what comes near is laid out in the next frames
  const where = await p.locator("#w #r-12-0").evaluate((e) => { const r = e.getBoundingClientRect(); return { top: r.top, bottom: r.bottom, height: innerHeight }; });
  check("a link leads to a question outside the window", (await focused()) === "r-12-0" && where.top >= 0 && where.bottom <= where.height, { focused: await focused(), where });
  for (let i = 0; i < 12; i++) await p.locator(`#w #f-${i + 1} input[value="${ranks[i]}"]`).check();
  await p.locator("#w #suivant").focus();
  await p.keyboard.press("Enter");
  await p.locator("#w .bilan").waitFor();
  check("focus on the profile", (await focused()) === "titre-13", await focused());
  check("the introduction has gone", !(await p.locator("#w .intro").isVisible()));

  // drawn beforehand, the module a second late
  const element = execFileSync(bin, ["widgets", "prerender", "auto-positionnement", "--attribut", "mode=page", "--referentiel", path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json")], { cwd: root, encoding: "utf8" })
    .replace("<eafc-auto-positionnement ", '<eafc-auto-positionnement id="w" ').replace('"donnees/referentiel.json"', '"/data/encadrement.json"').replace('href="eafc.css"', 'href="/eafc/eafc.css"');
  check("the element says its mode", element.includes('mode="page"'), element.slice(0, 200));
  await p.route("**/eafc.wasm", async (r) => { await new Promise((ok) => setTimeout(ok, 1000)); r.continue(); });
  await p.goto(page(site, "/une-page-pre", { body: element }));
  await p.locator("#w #r-1-2").check();
  await p.locator("#w #suivant").click();
  check("before the module, no question is hidden", await p.locator("#w #r-5-1").isVisible());
  await p.locator("#w #erreur-1 li").first().waitFor({ timeout: 10000 });
  check("the click is done when the module has come, the answer kept", (await p.locator("#w #erreur-1 li").count()) === 11 && await p.locator("#w #r-1-2").isChecked());
  await context.close();
}
