// Files that a person opens or drops: they reach the widget, a bad one is
// said, none leaves the page.
import { page } from "../lib/walk.mjs";

export default async function ({ browser, site, check }) {
  const read = async (name) => (await fetch(site.url + "/data/" + name)).text();
  const file = async (name) => ({ name, mimeType: "application/json", buffer: Buffer.from(await read(name)) });
  const context = await browser.newContext(), before = site.log.length;
  const p = await context.newPage();
  await p.goto(page(site, "/fichiers-portfolio", { tag: "eafc-portfolio", attrs: 'referentiel="/data/encadrement.json"' }));
  await p.locator("#w #ouvrir").setInputFiles(await file("portfolio.json"));
  await p.locator("#w #titre-positions").waitFor();
  check("a portfolio opens from a file", (await p.locator("#w .tableau tbody tr").count()) > 5);
  await p.locator("#w #ouvrir").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"owner":1,') });
  await p.locator("#w .alerte").waitFor();
  check("a broken file is said", (await p.locator("#w .alerte").innerText()).includes("WIDGET-001"));
  await p.goto(page(site, "/fichiers-comparaison", { tag: "eafc-comparaison", attrs: 'referentiel="/data/encadrement.json"' }));
  await p.locator("#w #f-avant").setInputFiles(await file("avant.json"));
  await p.locator("#w #f-apres").setInputFiles(await file("apres.json"));
  await p.locator("#w .tableau").waitFor();
  check("two files compare", (await p.locator("#w .tableau tbody tr").count()) > 5);
  check("nothing was posted", site.log.slice(before).every((r) => r.method === "GET"));
  await context.close();
}
