// The iframe form: height, exact origins, MessagePort; a hundred forged
// messages change nothing. Print, languages and the fallback follow.
import { page, ready, toResults } from "../lib/walk.mjs";
import { writeFileSync } from "node:fs";
import path from "node:path";

export default async function ({ browser, site, built, check }) {
  writeFileSync(path.join(built, "parents.json"), JSON.stringify([site.other]));
  site.frameCSP = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors ${site.other}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types eafc`;
  const src = `${site.url}/eafc/auto-positionnement/?referentiel=/data/encadrement.json&profil=direction&envoi=evenement&parent=${encodeURIComponent(site.other)}`;
  site.pages.set("/hote", { headers: { "content-security-policy": `default-src 'self'; frame-src ${site.url}` }, html: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Hôte</title><script src="/eafc/host.js"></script><h1>Hôte</h1><iframe data-eafc id="f" title="Auto-positionnement" width="800" height="200" src="${src}" sandbox="allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups"></iframe></html>` });
  const context = await browser.newContext({ viewport: { width: 1000, height: 1200 } });
  const p = await context.newPage();
  const violations = [];
  p.on("console", (m) => /Content Security Policy|Trusted/.test(m.text()) && violations.push(m.text()));
  await p.addInitScript(() => { window.__events = []; for (const t of ["etape", "resultat", "pret"]) addEventListener("eafc:" + t, (e) => window.__events.push(e.type), true); });
  await p.goto(site.other + "/hote");
  const f = p.frameLocator("#f");
  await f.locator(".intro").waitFor({ timeout: 15000 });
  const tall = () => p.evaluate(() => parseInt(document.querySelector("#f").style.height) > 300);
  for (let i = 0; i < 50 && !(await tall()); i++) await p.waitForTimeout(100); // the policy of the page forbids waitForFunction
  check("the frame takes its height", await tall());
  await f.locator("#commencer").click();
  await f.locator("#titre-1").waitFor();
  const stepped = () => p.evaluate(() => window.__events.includes("eafc:etape"));
  for (let i = 0; i < 30 && !(await stepped()); i++) await p.waitForTimeout(100);
  check("events reach the parent", (await p.evaluate(() => window.__events)).includes("eafc:etape"), await p.evaluate(() => window.__events));
  check("policy of our pages: no violation", violations.length === 0, violations.slice(0, 3));
  const h = await p.evaluate(() => document.querySelector("#f").style.height);
  await p.evaluate(() => {
    const types = ["hauteur", "bonjour", "accueil", "effacer", "importer", "resultat", "x", null, 7, ""];
    for (let i = 0; i < 100; i++) {
      const m = { eafc: i % 3, id: "faux" + i, type: types[i % 10], height: 5, detail: { height: 9 }, value: "x" };
      window.postMessage(i % 7 ? m : JSON.stringify(m), "*");
      document.querySelector("#f").contentWindow.postMessage(m, "*");
    }
  });
  await p.waitForTimeout(300);
  check("a hundred forged messages change nothing", (await p.evaluate(() => document.querySelector("#f").style.height)) === h && await f.locator("#titre-1").isVisible());
  // the same from another frame of the page, of another origin, with ports of its own
  site.pages.set("/espion", { html: `<!doctype html><meta charset="utf-8"><title>e</title><script>
    let heard = 0; const types = ["hauteur", "bonjour", "accueil", "effacer", "importer", "resultat", "envoi", "controle", "x", null];
    for (let i = 0; i < 100; i++) { const c = new MessageChannel(); c.port1.onmessage = () => heard++; const m = { eafc: 1, id: "faux" + i, type: types[i % 10], height: 7, detail: { height: 7 }, value: "x" };
      parent.postMessage(m, "*", [c.port2]); for (let k = 0; k < parent.length; k++) if (parent[k] !== window) { const d = new MessageChannel(); d.port1.onmessage = () => heard++; parent[k].postMessage(m, "*", [d.port2]); } }
    setTimeout(() => { document.title = "entendu " + heard; parent.postMessage({ espion: heard }, "*"); }, 500);
  <\/script>` });
  const before = await p.evaluate(() => window.__events.length);
  const heard = await p.evaluate((url) => new Promise((ok) => { addEventListener("message", (e) => e.data && "espion" in e.data && ok(e.data.espion)); const s = document.createElement("iframe"); s.title = "espion"; s.src = url; document.body.append(s); }), site.url + "/espion");
  check("a hundred from a foreign frame: no answer, no event, no change", heard === 0 && (await p.evaluate(() => window.__events.length)) === before && (await p.evaluate(() => document.querySelector("#f").style.height)) === h && await f.locator("#titre-1").isVisible(), heard);
  await p.evaluate(() => document.querySelector("#f").effacer());
  await f.locator("#avis").waitFor({ timeout: 3000 }).catch(() => {});
  check("a method through the port works", await f.locator("#avis").isVisible());
  // an origin that is not listed gets nothing but the height
  site.frameCSP = "";
  const alone = await context.newPage();
  site.pages.set("/autre", { html: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>A</title><script>window.got=[];addEventListener("message",e=>got.push(e.data.type))</script><iframe id="f" title="t" width="800" height="600" src="${src.replace(encodeURIComponent(site.other), encodeURIComponent(site.url))}"></iframe></html>` });
  await alone.goto(site.url + "/autre");
  await alone.frameLocator("#f").locator(".intro").waitFor();
  await alone.waitForTimeout(400);
  const got = await alone.evaluate(() => [...new Set(window.got)]);
  check("unlisted parent: height only", got.every((t) => t === "hauteur"), got);
  await context.close();
  // as the guides say it: a page of the same site, which names no parent
  const same = await (await browser.newContext({ viewport: { width: 1000, height: 900 } })).newPage(), tag = "eafc-auto-positionnement";
  site.pages.set("/guide", { html: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>G</title><script src="/eafc/host.js"></script><iframe id="f" data-eafc title="t" width="100%" height="600" sandbox="allow-scripts allow-same-origin allow-forms allow-downloads allow-modals" src="/eafc/auto-positionnement/?referentiel=/data/encadrement.json"></iframe></html>` });
  await same.goto(site.url + "/guide");
  await same.frameLocator("#f").locator("#commencer").click();
  const size = () => same.evaluate((t) => { const f = document.querySelector("#f"); return [f.clientHeight, f.contentDocument.querySelector(t).offsetHeight]; }, tag);
  const fits = async () => { for (let i = 0; i < 40; i++) { const [a, b] = await size(); if (a >= b && a < b + 80) return true; await same.waitForTimeout(100); } };
  check("the frame of the guides grows with its content", await fits() && (await size())[0] > 650, await size());
  await same.evaluate((t) => document.querySelector("#f").contentDocument.querySelector(t).effacer(), tag);
  for (let i = 0; i < 30 && (await size())[1] > 650; i++) await same.waitForTimeout(100);
  check("and shrinks with it", await fits(), await size());
  await same.context().close();
  // alone in a tab, in English: the document says so
  const english = await (await browser.newContext()).newPage();
  await english.goto(`${site.url}/eafc/catalogue/?catalogue=/data/catalogue.json&langue=en`);
  await english.locator(".cadre[lang=en] .brique").first().waitFor();
  check("title and language of an English page", (await english.evaluate(() => document.title + document.documentElement.lang)) === "Brick catalogueen", await english.evaluate(() => document.title + document.documentElement.lang));
  await english.context().close();
}
