// The SCORM 1.2 package in a player: complete, suspended, resumed; nothing of
// the learner read; the module served without its type, as Moodle does.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { ranks } from "../lib/walk.mjs";


export default async function ({ browser, site, bin, root, dir, check }) {
  const zip = path.join(dir, "scorm.zip"), out = path.join(dir, "scorm");
  execFileSync(bin, ["widgets", "pack", "auto-positionnement", "--to", "scorm12", "--referentiel", path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json"), "-o", zip], { cwd: root, stdio: "ignore" });
  mkdirSync(out, { recursive: true });
  execFileSync("python3", ["-m", "zipfile", "-e", zip, out]);
  const manifest = readFileSync(path.join(out, "imsmanifest.xml"), "utf8");
  check("one SCO, no schema files", (manifest.match(/scormtype="sco"/g) || []).length === 1 && !readdirSync(out).some((f) => f.endsWith(".xsd")));
  const size = readFileSync(zip).length;
  check("a package of 750,000 bytes at most", size <= 750000, size);
  console.log(`  scorm: ${size} bytes`);
  const scormAgain = readFileSync(path.join(root, "wasm/e2e/node_modules/scorm-again/dist/scorm12.js"), "utf8");
  site.rules = [{ match: /^\/scorm\//, answer: (req, res, url) => { const f = path.join(out, url.pathname.slice(7)); const known = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" }[path.extname(f)] || "application/octet-stream"; try { const b = readFileSync(f); res.writeHead(200, { "content-type": known }); res.end(b); } catch { res.writeHead(404); res.end(); } return true; } },
    { match: /^\/scorm-again\.js$/, answer: (req, res) => { res.writeHead(200, { "content-type": "text/javascript" }); res.end(scormAgain); return true; } }];
  site.pages.set("/lecteur", { html: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Lecteur</title><script src="/scorm-again.js"></script><script>window.API=new Scorm12API({autocommit:false,logLevel:5});window.__read=[];const get=API.LMSGetValue.bind(API);API.LMSGetValue=(k)=>{__read.push(k);return get(k)};const s=sessionStorage.getItem("cmi");if(s)API.loadFromJSON(JSON.parse(s),"");document.write('<iframe id="f" title="SCO" src="/scorm/index.html" width="900" height="900"></iframe>')</script></html>` });
  const context = await browser.newContext();
  const p = await context.newPage();
  await p.goto(site.url + "/lecteur");
  const f = p.frameLocator("#f");
  const value = (k) => p.evaluate((key) => window.API.LMSGetValue(key), k);
  await f.locator("#commencer").waitFor({ timeout: 15000 });
  await p.waitForFunction(() => document.querySelector("#f").contentDocument.querySelector("eafc-auto-positionnement")?.etat?.(), null, { timeout: 20000 });
  await f.locator("#commencer").click();
  for (let i = 0; i < 3; i++) { await f.locator(`section[data-etape="${i + 1}"] input[value="${ranks[i]}"]`).check(); await f.locator("#suivant").click(); }
  const code = await value("cmi.suspend_data");
  check("suspended as a short code", /^E1~/.test(code) && code.length < 120, code);
  check("incomplete", (await value("cmi.core.lesson_status")) === "incomplete", await value("cmi.core.lesson_status"));
  await p.evaluate(() => sessionStorage.setItem("cmi", JSON.stringify({ cmi: { suspend_data: window.API.LMSGetValue("cmi.suspend_data"), core: { lesson_status: "incomplete", entry: "resume" } } })));
  await p.goto(site.url + "/lecteur");
  await p.waitForFunction(() => document.querySelector("#f").contentDocument.querySelector("eafc-auto-positionnement")?.etat?.()?.answered === 3, null, { timeout: 20000 }).catch(() => {});
  check("resumed", (await p.evaluate(() => document.querySelector("#f").contentDocument.querySelector("eafc-auto-positionnement").etat().answered)) === 3);
  for (let i = 3; i < 12; i++) { await f.locator(`section[data-etape="${i + 1}"] input[value="${ranks[i]}"]`).check(); await f.locator("#suivant").click(); }
  await f.locator(".bilan").waitFor();
  check("completed", (await value("cmi.core.lesson_status")) === "completed");
  // The platform keeps every answer under the account: the element says so, and nothing else.
  const said = await f.locator("eafc-auto-positionnement").evaluate((e) => e.shadowRoot.textContent);
  check("it says that the platform keeps the answers", said.includes("Gardé par votre plateforme de formation") && !/Reste sur cet appareil|Vos réponses restent ici|ne quittent pas cet appareil/.test(said), said.slice(0, 400));
  check("no score", (await value("cmi.core.score.raw")) === "");
  await f.locator("#effacer").first().click();
  await f.locator("#effacer-oui, #confirmer-effacer, [data-m='effacer-oui']").first().click();
  await p.waitForFunction(() => !/~[0-9a-z]+!?~.*[0-9]/.test(window.API.LMSGetValue("cmi.suspend_data")), null, { timeout: 5000 }).catch(() => {});
  const empty = (await value("cmi.suspend_data")).split("~").slice(4).join("~");
  check("erasing empties what the platform keeps", /^\.+$/.test(empty), empty);
  const read = await p.evaluate(() => window.__read.filter((k) => /student/.test(k)));
  check("the learner's name is never read", read.length === 0, read);
  site.rules = [];
  await context.close();
}
