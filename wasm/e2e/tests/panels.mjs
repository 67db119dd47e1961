// Dashboard and self-assessment: axe has nothing to say in any state, the
// keyboard leads from the first control to the exports, nothing leaves and
// nothing stays unasked.
import { readFileSync } from "node:fs";
import path from "node:path";
import { page, dsfr } from "../lib/walk.mjs";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549", "RGAAv4"];

// report is one year as `briques indicators report --format json` writes it.
function report(y, n) {
  const plan = "https://exemple.example/plan", base = { plan, version: "1.0.0", kind: "computed", unit: "traineeHours" };
  const hours = (p) => ({ planned: p, enrolled: Math.round(p * 0.9), attended: Math.round(p * 0.8) });
  const cell = (p, l) => ({ learners: l, hours: hours(p) });
  return { plan, version: "1.0.0", site: "EAFC de Valmont", period: { from: `${y}-01-01`, until: `${y}-12-31` }, k: 5, engine: "briques-indicator 1.0.0",
    values: [{ ...base, indicator: "I01", hours: hours(n * 60), learners: 240 }, { ...base, indicator: "I03", suppressed: true }, { ...base, indicator: "I04", hours: hours(0), learners: 0 },
      { ...base, indicator: "I05", unit: "count", count: 73 }, { ...base, indicator: "I12", kind: "declared", unit: "count", declared: { value: "4", source: "registre", on: `${y}-12-01`, byRole: "chargé de mission" } }],
    tables: [{ indicator: "I01", rowKind: "academy", columnKind: "category", k: 5, columns: ["direction", "inspection"],
      rows: [{ name: "Valmont", cells: [cell(n * 30, 80), { suppressed: true }], total: cell(n * 40, 90) }, { name: "", cells: [{ suppressed: true }, { suppressed: true }], total: cell(n * 20, 40) }],
      columnTotals: [cell(n * 50, 120), cell(n * 10, 20)], total: cell(n * 60, 140) }] };
}

// position is what one person saved; her note must never be seen again.
const position = (i) => ({ eafc: 1, kind: "portfolio", framework: "https://exemple.example/r", version: "1.0.0", savedOn: `2026-10-${10 + (i % 18)}`, profile: i % 3 ? "Direction" : "Inspection",
  answers: ["Piloter", "Coopérer", "Évaluer"].map((label, j) => ({ item: `i${j}`, label, target: 3, note: `secret ${i}`, ...((i + j) % 11 ? { rank: (i + j) % 5 } : { skipped: true }) })) });
const file = (name, x) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(x)) });

export default async function ({ browser, site, root, axeSource, check }) {
  const docs = { "r28.json": report(2028, 900), "r27.json": report(2027, 700), "plan.json": { id: "https://exemple.example/plan", title: { fr: "Plan d’exemple" }, indicators: [{ id: "I01", text: { fr: "Heures dans une approche par compétences" } }, { id: "I05", text: { fr: "Briques vivantes" } }] } };
  site.rules.push({ match: /^\/panneaux\//, answer: (req, res, url) => {
    const name = path.basename(url.pathname);
    const text = docs[name] ? JSON.stringify(docs[name]) : readFileSync(path.join(root, "catalogue/label/profiles", name));
    res.writeHead(200, { "content-type": "application/json" });
    res.end(text);
    return true;
  } });
  const dash = { tag: "eafc-indicateurs", attrs: 'rapport="/panneaux/r28.json" comparer="/panneaux/r27.json" plan="/panneaux/plan.json"' };
  const review = (grid, more = "") => ({ tag: "eafc-auto-evaluation", attrs: `grille="/panneaux/${grid}.json" ${more}` });
  const files = Array.from({ length: 60 }, (_, i) => file(`p${i}.json`, position(i)));
  let states = 0;
  const themes = [["light", "auto", ""], ["dark", "auto", ""], ["dsfr", "hote", dsfr.light], ["forced", "auto", ""]];
  const run = async (width, [name, theme, vars]) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: "reduce", colorScheme: name === "dark" ? "dark" : "light", forcedColors: name === "forced" ? "active" : "none" });
    const p = await context.newPage();
    const open = (where, o) => p.goto(page(site, `/${where}-${width}-${name}`, { tag: o.tag, attrs: `${o.attrs} theme="${theme}"`, head: `<style>:root{color-scheme:light dark;${vars}}body{margin:8px;background:Canvas;color:CanvasText}</style>` }));
    const look = async (screen) => {
      states++;
      await p.evaluate(axeSource);
      const r = await p.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"] }), tags);
      const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(`${screen} ${width} ${name}`, r.violations.length + r.incomplete.length === 0 && over <= 0, [over, ...[...r.violations, ...r.incomplete].map((v) => v.id + " " + v.nodes.slice(0, 2).map((n) => n.target.flat().join(" ") + " " + (n.any[0]?.message ?? "")).join(" | "))].join(" "));
    };
    await open("vide", { tag: "eafc-indicateurs", attrs: "" });
    await p.locator("#w #fichiers").waitFor({ state: "attached", timeout: 15000 });
    await look("dashboard empty");
    await p.locator("#w #fichiers").setInputFiles(files.slice(0, 3));
    await p.locator("#w #titre-besoins").waitFor();
    await look("dashboard too few");
    await open("tableau", dash);
    await p.locator("#w .barres").first().waitFor({ timeout: 15000 });
    await p.locator("#w #fichiers").setInputFiles([...files, file("x.json", { x: 1 })]);
    await p.locator("#w #titre-besoins").waitFor();
    for (const s of await p.locator("#w summary").all()) await s.click();
    await look("dashboard full");
    await open("erreur", { tag: "eafc-indicateurs", attrs: 'rapport="/panneaux/plan.json"' });
    await p.locator("#w .alerte").waitFor();
    await look("dashboard error");
    await open("qualite", review(width === 1280 ? "rnq-2019-565" : "igesr-qualite-interne", 'envoi="evenement"'));
    await p.locator("#w #commencer").waitFor({ timeout: 15000 });
    await look("review start");
    await p.locator("#w #commencer").click();
    await p.locator("#w #c-2").check();
    await look("review without a reason");
    await p.locator("#w #motif").fill("Rien n’est écrit.");
    await p.locator("#w #piece").setInputFiles({ name: "note.pdf", mimeType: "application/pdf", buffer: Buffer.from([1, 2, 3]) });
    await p.locator("#w .pieces li").waitFor();
    await p.locator("#w [data-s='q/ajout'] summary").click();
    await look("review rule");
    await p.locator("#w #voir-bilan").click();
    await p.locator("#w #titre-plan").waitFor();
    for (const s of await p.locator("#w [data-s=bilan] summary, #w [data-s=plan] summary").all()) await s.click();
    await look("review results");
    if (width === 1280) { await p.locator("#w #langue").click(); await p.locator("#w .cadre[lang=en]").waitFor(); await look("review english"); }
    await context.close();
  };
  const todo = [320, 360, 1280].flatMap((width) => themes.map((t) => [width, t]));
  await Promise.all([1, 2].map(async () => { for (let next; (next = todo.shift()); ) await run(...next); }));

  // The keyboard, and what leaves.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  const p = await context.newPage(), seen = [];
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
  console.log(`  panels: ${states} states`);
}
