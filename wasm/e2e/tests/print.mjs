// Results on at most two A4 pages; both languages; the page's own language
// for what has no English.
import { page, ready, toResults } from "../lib/walk.mjs";
import { pages, paper, seen, silent } from "../lib/paper.mjs";
import { dashboard, serve } from "../lib/panels.mjs";
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const golden = path.join(path.dirname(fileURLToPath(import.meta.url)), "../golden");

export default async function ({ browser, site, root, check }) {
  const url = page(site, "/imprimer", { headers: { "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types eafc" } });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const p = await context.newPage();
  const problems = [];
  p.on("console", (m) => m.type() === "error" && !/favicon/.test(m.text()) && problems.push(m.text()));
  await silent(p);
  await p.goto(url);
  await ready(p);
  // but for what is being said just then: spoken.mjs holds that
  const snapshot = async (name) => {
    const text = (await p.locator("#w").ariaSnapshot()).replace(/^(\s*- status).*/gm, "$1") + "\n", file = path.join(golden, name + ".txt");
    if (process.env.UPDATE || !existsSync(file)) writeFileSync(file, text);
    check(`aria ${name}`, readFileSync(file, "utf8") === text, "differs from golden/" + name + ".txt (UPDATE=1 to accept)");
  };
  await snapshot("s1-fr");
  await toResults(p);
  await snapshot("s4-fr");
  const sheet = await paper(p), n = await pages(context, sheet);
  check("printed under a strict policy", sheet.html.includes("papier") && sheet.css.length > 500 && problems.length === 0, problems.slice(0, 2));
  check("at most two A4 pages", n >= 1 && n <= 2, `${n} pages`);
  console.log(`  print: ${n} A4 page(s)`);
  const sizes = await seen(context, sheet, () => ["body", "table", "tbody th[scope=row]"].map((s) => getComputedStyle(document.querySelector(s)).fontSize));
  check("tables are printed in the size of the text", new Set(sizes).size === 1, sizes);
  await p.locator("#w #langue").click();
  await p.locator("#w h3:has-text('Your profile')").waitFor();
  await snapshot("s4-en");
  check("language is marked", (await p.locator("#w .cadre").getAttribute("lang")) === "en");

  // On paper a column is named once, in its head.
  serve(site, root);
  const d = await context.newPage();
  await silent(d);
  await d.goto(page(site, "/imprimer-indicateurs", { tag: "eafc-indicateurs", attrs: dashboard }));
  await d.locator("#w .barres").first().waitFor();
  const cells = await seen(context, await paper(d), () => [...document.querySelectorAll("td")].map((x) => x.innerText.trim()));
  check("cells of the dashboard hold their value alone", cells.length > 4 && !cells.some((x) => /^(Prévues|Inscrites|Réalisées|Stagiaires|Valeur)/.test(x)), cells.slice(0, 4));
  await context.close();
}
