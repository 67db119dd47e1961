// The prerendered element: usable before the module, nothing lost when it
// arrives, and the very markup of the first paint. The packages stand alone.
import { execFileSync } from "node:child_process";
import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { page, ready, answer } from "../lib/walk.mjs";
import { signer } from "../lib/badges.mjs";

export default async function ({ browser, site, bin, root, dir, built, check }) {
  const docs = ["--referentiel", path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json"), "--catalogue", path.join(root, "catalogue/demo/catalogue.json")];
  const profile = path.join(dir, "profil.json");
  writeFileSync(profile, await (await fetch(site.url + "/data/profil-direction.json")).text());
  docs.push("--profil", profile);
  let element = execFileSync(bin, ["widgets", "prerender", "auto-positionnement", ...docs], { cwd: root, encoding: "utf8" });
  element = element.replace("<eafc-auto-positionnement ", '<eafc-auto-positionnement id="w" ').replace('"donnees/referentiel.json"', '"/data/encadrement.json"').replace('"donnees/profil.json"', '"/data/profil-direction.json"').replace('"donnees/catalogue.json"', '"/data/catalogue.json"').replace('href="eafc.css"', 'href="/eafc/eafc.css"');
  const csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types eafc";
  const pre = page(site, "/pre", { body: element, headers: { "content-security-policy": csp } }), plain = page(site, "/simple", { attrs: 'referentiel="/data/encadrement.json" profil="/data/profil-direction.json" catalogue="/data/catalogue.json"' });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const p = await context.newPage();
  // byte for byte the first paint
  await p.goto(plain); await ready(p);
  const paint = await p.evaluate(() => document.querySelector("#w").shadowRoot.querySelector(".cadre").outerHTML);
  await p.route("**/eafc.wasm", (r) => r.abort());
  await p.goto(pre);
  const drawn = await p.evaluate(() => document.querySelector("#w").shadowRoot.querySelector(".cadre").outerHTML);
  check("prerender = first paint", drawn === paint, diff(drawn, paint));
  await p.unroute("**/eafc.wasm");
  // three seconds without the module
  await p.route("**/eafc.wasm", async (r) => { await new Promise((ok) => setTimeout(ok, 3000)); r.continue(); });
  let adopted = false;
  await p.exposeFunction("__pret", () => (adopted = true));
  await p.addInitScript(() => { window.__reponses = []; addEventListener("eafc:pret", () => window.__pret()); addEventListener("eafc:reponse", (e) => window.__reponses.push(e.detail)); });
  await p.goto(pre);
  await p.locator("#w #commencer").click();
  await p.locator("#w #suivant").click();
  check("the error shows before the module", await p.locator("#w #erreur-1").isVisible());
  await answer(p, 0, 2);
  await p.locator("#w #suivant").click();
  await answer(p, 1, "passe");
  await p.locator("#w #n-2").fill("un texte");
  check("still without the module", !adopted);
  const said = await p.evaluate(() => window.__reponses), item = async (n) => p.locator(`#w section[data-etape='${n}'] input`).first().getAttribute("data-a");
  check("answers are told before the module", JSON.stringify(said) === JSON.stringify([{ item: await item(1), level: 2, skipped: false }, { item: await item(2), level: null, skipped: true }]), said);
  for (let i = 0; i < 80 && !adopted; i++) await p.waitForTimeout(100);
  await p.waitForTimeout(200);
  check("adopted", adopted);
  check("step kept", await p.locator("#w section[data-etape='2']").isVisible());
  check("radio kept", await p.locator("#w section[data-etape='2'] input[value=passe]").isChecked());
  check("text kept", (await p.locator("#w #n-2").inputValue()) === "un texte");
  await p.locator("#w #suivant").click();
  await p.locator("#w #titre-3").waitFor();
  await p.locator("#w #precedent").click(); await p.locator("#w #precedent").click();
  check("adopting tells no answer twice", (await p.evaluate(() => window.__reponses.length)) === 2, await p.evaluate(() => window.__reponses));
  check("first answer kept", await p.locator("#w #r-1-2").isChecked());
  // other widgets: what was written, chosen and clicked before the module holds
  const grid = path.join(root, "catalogue/label/profiles/rnq-2019-565.json");
  site.pages.set("/donnees/grille.json", { html: readFileSync(grid, "utf8"), headers: { "content-type": "application/json" } });
  site.pages.set("/donnees/catalogue.json", { html: readFileSync(docs[3], "utf8"), headers: { "content-type": "application/json" } });
  const drawnElement = (name, ...args) => execFileSync(bin, ["widgets", "prerender", name, ...args], { cwd: root, encoding: "utf8" }).replace(`<eafc-${name} `, `<eafc-${name} id="w" `).replaceAll('"donnees/', '"/donnees/').replace('href="eafc.css"', 'href="/eafc/eafc.css"');
  await p.unroute("**/eafc.wasm");
  await p.route("**/eafc*.wasm", async (r) => { await new Promise((ok) => setTimeout(ok, 1500)); r.continue(); });
  adopted = false;
  await p.goto(page(site, "/pre-qualite", { body: drawnElement("auto-evaluation", "--document", "grille=" + grid), headers: { "content-security-policy": csp } }));
  await p.locator("#w #objet").fill("Le service");
  await p.locator("#w #k-1").check();
  await p.locator("#w #commencer").click();
  check("review: still without the module", !adopted);
  await p.locator("#w #titre-1").waitFor({ timeout: 15000 });
  check("review: the click of before opens the first rule", true);
  await p.locator("#w #precedent").click();
  check("review: the subject and its kind are kept", (await p.locator("#w #objet").inputValue()) === "Le service" && await p.locator("#w #k-1").isChecked() && !(await p.locator("#w #k-0").isChecked()));
  adopted = false;
  await p.goto(page(site, "/pre-catalogue", { body: drawnElement("catalogue", "--catalogue", docs[3]), headers: { "content-security-policy": csp } }));
  check("catalogue: the first list is drawn", (await p.locator("#w .liste .brique").count()) === 24 && !adopted);
  await p.locator("#w #q").fill("harcelement");
  for (let i = 0; i < 80 && !adopted; i++) await p.waitForTimeout(100);
  await p.waitForTimeout(100);
  check("catalogue: what was typed filters", (await p.locator("#w #q").inputValue()) === "harcelement" && (await p.locator("#w .liste .brique").count()) < 5, await p.locator("#w .liste .brique").count());
  await context.close();
  // single file, from the disk
  const html = path.join(dir, "seul.html");
  execFileSync(bin, ["widgets", "pack", "auto-positionnement", "--to", "html", ...docs, "-o", html], { cwd: root, stdio: "ignore" });
  const size = readFileSync(html).length;
  const c2 = await browser.newContext();
  const q = await c2.newPage();
  const out = [];
  q.on("request", (r) => !/^(file|data|blob):/.test(r.url()) && out.push(r.url()));
  q.on("console", (m) => m.type() === "error" && out.push(m.text()));
  await q.goto("file://" + html);
  await q.waitForFunction(() => document.querySelector("eafc-auto-positionnement")?.etat?.(), null, { timeout: 20000 }).catch(() => {});
  await q.locator("#commencer").click();
  await q.locator("#r-1-1").check();
  check("single file answers from the disk", (await q.evaluate(() => document.querySelector("eafc-auto-positionnement").etat()?.answered)) === 1);
  check("single file asks nobody", out.length === 0, out.slice(0, 3));
  check("single file, with a catalogue, of 900,000 bytes at most", size <= 900000, size);
  console.log(`  html file: ${size} bytes`);
  // another one, with documents of its own, one of them no JSON
  const s = signer("https://label.exemple.fr/jwks.json#1"), put = (name, text) => { writeFileSync(path.join(dir, name), text); return path.join(dir, name); };
  const badge = path.join(dir, "badge.html");
  execFileSync(bin, ["widgets", "pack", "badge", "--to", "html", "--document", `cles=${put("cles.json", s.jwks)},badge=${put("b.jwt", s.badge("Animer", "2099-01-01T00:00:00Z"))},retraits=${put("r.jwt", s.revocations())}`, "-o", badge], { cwd: root, stdio: "ignore" });
  await q.goto("file://" + badge);
  await q.locator("eafc-badge #titre-verdict").waitFor({ timeout: 20000 });
  check("a badge packed with its keys is verified from the disk", (await q.locator("eafc-badge #titre-verdict").innerText()).includes("Badge valide"), await q.locator("eafc-badge #titre-verdict").innerText());
  await c2.close();
}

function diff(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return `at ${i}: …${a.slice(i - 60, i + 80)}… against …${b.slice(i - 60, i + 80)}…`;
}
