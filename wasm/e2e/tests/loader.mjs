// The loader where things go wrong, and the policies that the README prints:
// each case ends in a usable page.
import { readFileSync } from "node:fs";
import path from "node:path";
import { page, ready, answer, ranks, toResults } from "../lib/walk.mjs";

export default async function ({ browser, site, root, check }) {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const [element, frame] = [...readme.matchAll(/^Content-Security-Policy: (.*)$/gm)].map((m) => m[1]);
  check("README prints two policies", !!element && !!frame, readme.match(/Content-Security-Policy.*/g));
  const watch = async (options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const p = await context.newPage();
    const log = { context, p, violations: [], thrown: [], requests: [] };
    p.on("console", (m) => /Content Security Policy|Trusted/.test(m.text()) && log.violations.push(m.text().slice(0, 200)));
    p.on("pageerror", (e) => log.thrown.push(e.message));
    p.on("request", (r) => log.requests.push(r));
    await p.addInitScript(() => { window.__erreurs = []; addEventListener("eafc:erreur", (e) => window.__erreurs.push(e.detail), true); addEventListener("securitypolicyviolation", (e) => window.__erreurs.push({ csp: e.violatedDirective })); });
    return log;
  };
  // the printed policy, element: a whole walk, print and export included
  {
    const { context, p, violations, thrown, requests } = await watch({ acceptDownloads: true });
    await p.addInitScript(() => { window.print = () => {}; });
    await p.goto(page(site, "/readme", { headers: { "content-security-policy": element.replaceAll("HOTE", site.url) } }));
    await ready(p);
    await toResults(p);
    await p.locator("#w #imprimer").click();
    const [d] = await Promise.all([p.waitForEvent("download"), p.locator("#w #t-json").click()]);
    await p.locator("#w #langue").click();
    await p.locator("#w .cadre[lang=en]").waitFor();
    check("README, element: 0 violations, Trusted Types on", violations.length === 0 && thrown.length === 0 && (await p.evaluate(() => window.__erreurs.length)) === 0 && /require-trusted-types-for 'script'/.test(element), [violations, thrown]);
    check("README, element: everything works", !!(await d.path()));
    check("no request to another origin", requests.every((r) => r.url().startsWith(site.url) || r.url().startsWith("blob:") || r.url() === "about:blank"), requests.map((r) => r.url()).filter((u) => !u.startsWith(site.url)));
    await context.close();
  }
  // the printed policy, frame: the host allows the frame alone
  {
    const { context, p, violations } = await watch();
    site.frameCSP = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types eafc`;
    site.pages.set("/readme-cadre", { headers: { "content-security-policy": "default-src 'none'; " + frame.replaceAll("https://HOTE", site.url) }, html: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Hôte</title><h1>Hôte</h1><iframe id="f" title="Vérificateur" width="900" height="800" src="${site.url}/eafc/verificateur/?genre=brick&langue=en" sandbox="allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups"></iframe></html>` });
    await p.goto(site.other + "/readme-cadre");
    const f = p.frameLocator("#f");
    await f.locator(".depot").waitFor({ timeout: 15000 });
    await f.locator("#ouvrir").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"id":1}') });
    await f.locator(".document .verdict").waitFor({ timeout: 30000 });
    check("README, frame: 0 violations", violations.length === 0, violations);
    check("a frame takes the attributes of its widget", (await f.locator(".document").innerText()).includes("SHAPE-"), await f.locator(".document").innerText());
    site.frameCSP = "";
    await context.close();
  }
  // compiled while it arrives when the type is right, whole when it is not; a
  // module with one byte changed never runs, with WebCrypto or without
  const names = ["compile", "compileStreaming", "instantiate", "instantiateStreaming"];
  for (const [type, name] of [["application/wasm", "compileStreaming"], ["application/octet-stream", "compile"]]) for (const how of ["as built", "changed", "changed, no WebCrypto"]) {
    const wasm = readFileSync(path.join(site.built, "eafc.wasm"));
    if (how !== "as built") wasm[wasm.length - 9] ^= 1; // in the data, so that it still compiles
    site.rules = [{ match: /eafc\.wasm$/, answer: (req, res) => { res.writeHead(200, { "content-type": type }); res.end(wasm); return true; } }];
    const { context, p, thrown } = await watch();
    await p.addInitScript(([names, bare]) => { window.__calls = []; for (const n of names) { const f = WebAssembly[n].bind(WebAssembly); WebAssembly[n] = (...a) => { window.__calls.push(n); return f(...a); }; } if (bare) Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined }); }, [names, how.endsWith("WebCrypto")]);
    await p.goto(page(site, "/type"));
    if (how === "as built") {
      await ready(p);
      check(`${type}: ${name}`, (await p.evaluate(() => window.__calls.join())) === name + ",instantiate", await p.evaluate(() => window.__calls));
    } else {
      await p.waitForFunction(() => window.__erreurs.length > 0, null, { timeout: 15000 }).catch(() => {});
      const [calls, errors] = await p.evaluate(() => [window.__calls, window.__erreurs]);
      check(`${type}, ${how}: refused, the link stays`, errors.length === 1 && errors[0].code === "WIDGET-000" && !calls.includes("instantiate") && thrown.length === 0 && (await p.locator("#w a").isVisible()), [calls, errors, thrown]);
    }
    await context.close();
  }
  // the documents leave with the module, once each
  {
    const asked = [];
    let answered = 0;
    site.rules = [{ match: /^\/data\//, answer: (req, res, url) => void asked.push([url.pathname, answered]) }, { match: /eafc\.wasm$/, answer: async () => { await new Promise((ok) => setTimeout(ok, 1000)); answered = 1; } }];
    const { context, p } = await watch();
    await p.goto(page(site, "/ensemble", { attrs: 'referentiel="/data/encadrement.json" profil="/data/profil-direction.json" catalogue="/data/catalogue.json"' }));
    await ready(p);
    check("documents fetched beside the module, once", asked.length === 3 && asked.every(([, late]) => !late), asked);
    await context.close();
  }
  site.rules = [];
  // the network goes once the widget is there: the journey ends, the file is saved
  {
    const { context, p, thrown } = await watch({ acceptDownloads: true });
    await p.goto(page(site, "/hors-ligne"));
    await ready(p);
    await p.waitForFunction(() => document.querySelector("#w").etat());
    await context.setOffline(true);
    await p.locator("#w #commencer").click();
    for (let i = 0; i < ranks.length; i++) { await answer(p, i, ranks[i]); await p.locator("#w #suivant").click(); }
    await p.locator("#w .bilan").waitFor();
    const [d] = await Promise.all([p.waitForEvent("download"), p.locator("#w #t-reprise").click()]);
    check("network gone: results and file", d.suggestedFilename().endsWith(".reprise.json") && thrown.length === 0, thrown);
    await p.locator("#w #langue").click();
    await p.waitForTimeout(300);
    check("network gone: the language stays, the page too", (await p.locator("#w .cadre").getAttribute("lang")) === "fr" && (await p.locator("#w .bilan").isVisible()));
    await context.setOffline(false);
    await p.locator("#w #langue").click();
    await p.locator("#w .cadre[lang=en]").waitFor();
    check("network back: English", true);
    await context.close();
  }
  // the send fails: said, kept, sent again
  {
    const { context, p } = await watch();
    let down = true;
    const got = [];
    site.rules = [{ match: /^\/relais\/statements$/, answer: (req, res) => { let b = ""; req.on("data", (d) => (b += d)); req.on("end", () => { got.push(b); res.writeHead(down ? 503 : 200); res.end("[]"); }); return true; } }];
    await p.goto(page(site, "/envoi", { attrs: 'endpoint-xapi="/relais" referentiel="/data/encadrement.json" profil="direction"' }));
    await ready(p);
    await toResults(p);
    const shown = await p.locator("#w #octets").textContent();
    await p.locator("#w #envoyer").click();
    await p.locator("#w #echec").waitFor();
    check("a refused send is said", (await p.locator("#w #echec").innerText()).includes("WIDGET-006"), await p.locator("#w #echec").innerText());
    down = false;
    await p.locator("#w #envoyer").click();
    await p.locator("#w #envoye").waitFor();
    check("sent again, the shown bytes both times", got.length === 2 && got.every((b) => b === shown), got.map((b) => b.length));
    site.rules = [];
    await context.close();
  }
  // two versions on one page: the first runs, the second gives way and says so
  {
    const other = readFileSync(path.join(site.built, "loader.js"), "utf8").replace(/VERSION = "[^"]*"/, 'VERSION = "9.9.9"');
    site.pages.set("/eafc-9/loader.js", { html: other, headers: { "content-type": "text/javascript" } });
    const { context, p, thrown } = await watch();
    const said = [];
    p.on("console", (m) => m.type() === "warning" && said.push(m.text()));
    await p.goto(page(site, "/versions", { head: '<script type="module" src="/eafc/loader.js"></script>', loader: "/eafc-9/loader.js" }));
    await ready(p);
    check("two versions: one runs, one gives way", thrown.length === 0 && said.some((s) => /9\.9\.9.*gives way/.test(s)) && (await p.evaluate(() => document.querySelector("#w").version)) !== "9.9.9", said);
    await context.close();
  }
}
