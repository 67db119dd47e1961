// Nothing leaves, nothing stays, unless it was asked for.
import { page, ready, answer, toResults } from "../lib/walk.mjs";

export default async function ({ browser, site, check }) {
  const url = page(site, "/vie-privee", { attrs: 'envoi="evenement" referentiel="/data/encadrement.json" profil="direction" catalogue="/data/catalogue.json"' });
  const context = await browser.newContext({ locale: "fr-FR" });
  const p = await context.newPage();
  const seen = [];
  p.on("request", (r) => seen.push(r.method() + " " + r.url()));
  await p.goto(url);
  await ready(p);
  await toResults(p);
  const own = [/\/vie-privee$/, /\/eafc\/loader\.js$/, /\/eafc\/eafc\.wasm$/, /\/data\/(encadrement|profil-direction|catalogue)\.json$/, /favicon/];
  check("only own static files before the send", seen.every((s) => s.startsWith("GET " + site.url) && own.some((o) => o.test(s))), seen);
  const kept = () => p.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length);
  check("no key without the tick", (await kept()) === 0);
  check("no cookie", (await context.cookies()).length === 0);
  await p.locator("#w #effacer").click();
  await p.locator("#w #effacer-oui").click();
  check("erase leads back", await p.locator("#w .intro").isVisible());
  // with the tick
  await p.locator("#w #memoriser").check();
  await p.locator("#w #commencer").click();
  await answer(p, 0, 3);
  const keys = await p.evaluate(() => Object.keys(localStorage));
  check("one key, ours", keys.length === 1 && keys[0].startsWith("eafc/1/auto-positionnement/"), keys);
  await p.reload();
  await ready(p);
  check("resumes", (await p.locator("#w #commencer").innerText()) === "Reprendre", await p.locator("#w #commencer").innerText());
  await p.locator("#w #effacer").click();
  await p.locator("#w #effacer-oui").click();
  check("nothing left after erasing", (await kept()) === 0);
  // older than 90 days: purged
  await p.evaluate(() => localStorage.setItem("eafc/1/ancien", Date.now() - 91 * 864e5 + " {}"));
  await p.reload();
  await ready(p);
  check("purged after 90 days", (await kept()) === 0);
  await context.close();
  // storage refused: the widget goes on and offers the file
  const blocked = await browser.newContext();
  const q = await blocked.newPage();
  await q.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } }));
  await q.goto(url);
  await ready(q);
  await q.locator("#w #memoriser").click();
  check("storage refused: said and disabled", await q.locator("#w #memoriser").isDisabled());
  const [download] = await Promise.all([q.waitForEvent("download"), (async () => { await q.locator("#w #commencer").click(); await answer(q, 0, 2); await q.locator("#w #quitter").click(); })()]);
  const file = await download.path();
  check("resume file offered", download.suggestedFilename().endsWith(".reprise.json"));
  await q.reload();
  await ready(q);
  await q.locator("#w #ouvrir").setInputFiles(file);
  await q.locator("#w #titre-2").waitFor();
  check("resume file taken over", await q.locator("#w section[data-etape='2']").isVisible());
  await q.locator("#w #precedent").click();
  check("its answer is ticked", await q.locator("#w #r-1-2").isChecked());
  await blocked.close();
}
