// Two elements share one module; the page around them is left alone; many
// mounts leave nothing behind.
import { page } from "../lib/walk.mjs";

export default async function ({ browser, site, check }) {
  const el = (id) => `<eafc-auto-positionnement id="${id}" referentiel="/data/encadrement.json" profil="direction"><a href="/x">lien</a></eafc-auto-positionnement>`;
  const url = page(site, "/deux", { body: el("a") + "<p id=entre>texte</p>" + el("b") });
  const context = await browser.newContext({ viewport: { width: 1280, height: 1600 } });
  const p = await context.newPage();
  await p.addInitScript(() => { window.__before = null; addEventListener("DOMContentLoaded", () => {}); window.__before = new Set(Object.getOwnPropertyNames(window)); });
  const modules = [];
  p.on("request", (r) => r.url().endsWith(".wasm") && modules.push(r.url()));
  await p.goto(url);
  await p.locator("#a .intro").waitFor();
  await p.locator("#b .intro").waitFor();
  check("one module request for two elements", modules.length === 1, modules);
  await p.locator("#a #commencer").click();
  await p.locator("#a #r-1-3").check();
  check("separate answers", await p.locator("#b .intro").isVisible());
  const host = await p.evaluate(() => { const c = document.documentElement.cloneNode(true); for (const e of c.querySelectorAll("eafc-auto-positionnement")) e.replaceChildren(); return c.outerHTML; });
  check("host document unchanged", host.includes('<p id="entre">texte</p>') && !/<style|<link/.test(host) && (host.match(/<script/g) || []).length === 1, host.slice(0, 400));
  const keys = await p.evaluate(() => Object.getOwnPropertyNames(window).filter((k) => !window.__before.has(k) && k !== "__before" && !/^\d+$/.test(k)));
  check("window has no new name", keys.filter((k) => !/^__pw|^__playwright|^[ab]$|^entre$/.test(k)).length === 0, keys);
  // moving keeps the state
  await p.evaluate(() => document.querySelector("main").append(document.querySelector("#a")));
  check("moving keeps the answer", await p.locator("#a #r-1-3").isChecked());
  const r = await p.evaluate(async () => {
    const live = () => Object.values(globalThis[Symbol.for("eafc/1")].modules)[0].then((m) => m.live());
    const before = await live();
    for (let i = 0; i < 1000; i++) {
      const e = document.createElement("eafc-auto-positionnement");
      e.setAttribute("referentiel", "/data/encadrement.json"); e.setAttribute("chargement", "immediat");
      document.body.append(e);
      if (i % 50 === 0) await new Promise((ok) => setTimeout(ok, 0));
      e.remove();
    }
    await new Promise((ok) => setTimeout(ok, 1500));
    return { before, after: await live() };
  });
  check("1,000 mounts leave nothing", r.before === 2 && r.after === 2, r);
  await context.close();
}
