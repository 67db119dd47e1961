// Dashboard and self-assessment: the keyboard leads from the first control to
// the exports, what is printed is complete, nothing leaves and nothing stays
// unasked. (Their screens are judged with the others: others.mjs.)
import { readFileSync } from "node:fs";
import { page } from "../lib/walk.mjs";
import { dashboard, file, position, positions, serve } from "../lib/panels.mjs";
import { pages, paper, silent } from "../lib/paper.mjs";

export default async function ({ browser, site, root, check }) {
  serve(site, root);
  const dash = { tag: "eafc-indicateurs", attrs: dashboard };
  const review = (grid, more = "") => ({ tag: "eafc-auto-evaluation", attrs: `grille="/panneaux/${grid}.json" ${more}` });
  const files = positions(60);

  // The keyboard, and what leaves.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  const p = await context.newPage(), seen = [];
  await silent(p);
  p.on("request", (r) => seen.push(`${r.method()} ${new URL(r.url()).pathname}`));
  const focused = () => p.evaluate(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e ? e.id || e.dataset?.a || e.localName : ""; });
  const order = async (n) => { const out = []; for (let i = 0; i < n; i++) { await p.keyboard.press("Tab"); out.push(await focused()); } return out.join(" "); };
  await p.goto(page(site, "/clavier-tableau", dash));
  await p.locator("#w .barres").first().waitFor();
  await p.locator("#w #fichiers").setInputFiles(files);
  await p.locator("#w #titre-besoins").waitFor();
  await p.locator("#w #titre-0").focus();
  const path1 = await order(14);
  check("dashboard: order of the focus", path1 === "fichiers effacer titre-heures titre-annees titre-autres titre-ventilation titre-besoins titre-garder nature summary cohorte summary summary imprimer", path1);
  await p.locator("#w #cohorte").focus();
  await p.locator("#w #cohorte").selectOption("annee");
  check("the choice of cohorts keeps the focus", (await focused()) === "cohorte", await focused());
  const sheetOfPaper = await paper(p), ofPages = await pages(context, sheetOfPaper);
  check("dashboard on paper: hours and needs, no note", sheetOfPaper.html.includes("Valmont") && sheetOfPaper.html.includes("Piloter") && !sheetOfPaper.html.includes("secret") && !/<(button|input|select)/.test(sheetOfPaper.html) && ofPages >= 1 && ofPages <= 3, [ofPages, sheetOfPaper.html.slice(0, 200)]);
  const [csv] = await Promise.all([p.waitForEvent("download"), p.locator("#w #t-csv").click()]);
  const sheet = readFileSync(await csv.path(), "utf8");
  check("sheet without notes", sheet.startsWith("\ufeff") && sheet.includes("Piloter") && !sheet.includes("secret"), [sheet.charCodeAt(0), sheet.includes("Piloter"), sheet.includes("secret"), sheet.length]);
  check("no note in the page", !(await p.evaluate(() => document.querySelector("#w").shadowRoot.innerHTML)).includes("secret"));
  const started = Date.now();
  await p.locator("#w #fichiers").setInputFiles(Array.from({ length: 2100 }, (_, i) => file(`n${i}.json`, position(1000 + i))));
  await p.waitForFunction(() => /2.?000 auto/.test(document.querySelector("#w").shadowRoot.querySelector("[data-s=avancement]").textContent) && !!document.querySelector("#w").shadowRoot.querySelector("#titre-besoins"), null, { timeout: 60000 });
  console.log(`  panels: 2,000 files counted in ${((Date.now() - started) / 1000).toFixed(1)} s, browser's own reading included`);
  check("at most 2,000 files", (await p.locator("#w [data-s=avancement]").innerText()).includes("WIDGET-002"));

  await p.goto(page(site, "/clavier-qualite", review("qualeduc-cycle", 'envoi="evenement"')));
  await p.locator("#w #titre-0").waitFor();
  await p.locator("#w #titre-0").focus();
  check("review: order of the start", (await order(4)) === "objet memoriser commencer ouvrir");
  await p.keyboard.press("Shift+Tab");
  await p.keyboard.press("Enter");
  check("focus on the heading of the rule", (await focused()) === "titre-1", await focused());
  const path2 = await order(9);
  check("review: order of a rule", path2 === "summary c-0 motif piece summary suivant voir-bilan quitter P1", path2);
  await p.locator("#w #c-0").focus();
  await p.keyboard.press("ArrowDown");
  await p.keyboard.press("ArrowDown");
  check("radios by arrows", await p.locator("#w #c-2").isChecked());
  await p.locator("#w #motif").fill("Vu");
  check("the finding follows", (await p.locator("#w .retenu").innerText()).includes("non satisfait"));
  await p.locator("#w #suivant").focus();
  await p.keyboard.press("Enter");
  check("next rule", (await focused()) === "titre-2");
  await p.locator("#w #voir-bilan").click();
  const printedReview = await paper(p), reviewPages = await pages(context, printedReview);
  check("review on paper: every rule, the reason given", printedReview.html.includes("Vu") && !/<(button|input|select|textarea)/.test(printedReview.html) && reviewPages >= 1, [reviewPages, printedReview.html.slice(0, 200)]);
  console.log(`  panels: dashboard ${ofPages}, review ${reviewPages} A4 page(s)`);
  const shown = await p.locator("#w #octets").textContent();
  const payload = p.evaluate(() => new Promise((ok) => document.querySelector("#w").addEventListener("eafc:envoi", (e) => ok(e.detail.payload))));
  await p.locator("#w #envoyer").click();
  check("payload shown = payload given", (await payload) === shown, shown);
  await p.locator("#w #envoye").waitFor();
  check("only reads", seen.every((s) => s.startsWith("GET ")), seen.filter((s) => !s.startsWith("GET ")));
  const kept = () => p.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length);
  check("no key without the tick", (await kept()) === 0);
  await p.locator("#w [data-a=introduction]").click();
  await p.locator("#w #memoriser").check();
  check("one key with the tick", (await kept()) === 1);
  await p.reload();
  await p.locator("#w #titre-0").waitFor();
  await p.locator("#w [data-a=resultats]").click();
  check("resumes", (await p.locator("#w [data-s=bilan]").innerText()).includes("Vu") || (await p.locator("#w .tuiles").innerText()).includes("1"));
  await p.locator("#w #effacer").click();
  await p.locator("#w #effacer-oui").click();
  check("nothing left after erasing", (await kept()) === 0);
  check("no cookie", (await context.cookies()).length === 0);
  await context.close();
}
