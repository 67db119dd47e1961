// The SCORM package in platforms that refuse, forget, throw, come late or stand
// far away: it stays usable, never says that answers are kept when they are
// not, keeps what was given in the page, and throws nothing.
import { readFileSync } from "node:fs";
import { frame, player, unpack } from "../lib/lms.mjs";

export default async function ({ browser, site, bin, root, dir, check }) {
  const { rule } = unpack({ bin, root, dir, site }, "scorm-lms");
  site.rules = [rule];
  let n = 0;
  // sit opens a platform and waits for the package in it.
  const sit = async (name, options = {}, { html, at = site.url, context, popups = 0 } = {}) => {
    const own = context || await browser.newContext(), p = await own.newPage(), errors = [], where = `/lms/${++n}`;
    own.on("page", (q) => q.on("pageerror", (e) => errors.push(e.message)));
    p.on("pageerror", (e) => errors.push(e.message));
    site.pages.set(where, { html: html || player(options) });
    await p.goto(at + where);
    const sco = async (page = p) => { for (let i = 0; i < 400; i++) { const f = page.frames().find((x) => x.url().includes("/scorm/index.html")); if (f && await f.evaluate(() => document.querySelector("eafc-auto-positionnement")?.etat?.() != null).catch(() => false)) return f; await page.waitForTimeout(50); } throw new Error(name + ": no widget"); };
    const s = {
      p, errors, sco, context: own, f: popups ? null : await sco(),
      answer: async (i, value, f = s.f) => { await f.evaluate((id) => document.querySelector("eafc-auto-positionnement").aller(id), await item(f, i)); await f.locator(`section[data-etape="${i + 1}"] input[value="${value}"]`).check(); },
      answered: (f = s.f) => f.evaluate(() => document.querySelector("eafc-auto-positionnement").etat().answered),
      text: (f = s.f) => f.evaluate(() => document.querySelector("eafc-auto-positionnement").shadowRoot.textContent),
      held: () => p.evaluate(() => JSON.parse(localStorage.getItem("lms") || "{}")),
      until: async (f, ms = 4000) => { for (const end = Date.now() + ms; Date.now() < end; await p.waitForTimeout(50)) if (await f()) return true; return false; },
      // kept and lost say what the widget says, and that it says nothing else.
      kept: async (what, f) => { await s.until(async () => { const t = await s.text(f); return /Gardé par votre plateforme/.test(t) && !/n’enregistre pas/.test(t); }); const t = await s.text(f); check(`${name}: ${what || "says that it is kept"}`, /Gardé par votre plateforme/.test(t) && !/n’enregistre pas/.test(t), t.slice(0, 300)); },
      lost: async (what, f) => { await s.until(async () => { const t = await s.text(f); return /n’enregistre pas/.test(t) && !/Gardé par/.test(t); }); const t = await s.text(f); check(`${name}: ${what || "says that it is not kept"}`, /n’enregistre pas vos réponses/.test(t) && !/Gardé par|garde vos réponses/.test(t), t.slice(0, 300)); },
      end: async () => { check(`${name}: nothing thrown`, errors.length === 0, errors); if (!context) await own.close(); },
    };
    return s;
  };
  const item = (f, i) => f.evaluate((k) => document.querySelector("eafc-auto-positionnement").shadowRoot.querySelector(`section[data-etape="${k + 1}"] input[type=radio]`).dataset.a, i);
  const code = (held) => (held["cmi.suspend_data"] || "").split("~")[4] || "";

  // a platform that does what it should
  let s = await sit("sound");
  await s.kept("says so at once");
  await s.answer(0, 2); await s.answer(1, "passe");
  check("sound: held after each answer, without any end", code(await s.held()) === "2-..........", await s.held());
  const full = (await s.held())["cmi.suspend_data"];
  // nothing that is called on leaving arrives, as when a browser dies; another page goes on
  await s.p.evaluate(() => { lms.LMSSetValue = lms.LMSCommit = lms.LMSFinish = () => "false"; });
  await s.p.close();
  let again = await sit("after a crash", {}, { context: s.context });
  check("after a crash: resumed", await again.until(async () => (await again.answered()) === 2), await again.answered());
  await again.p.evaluate(() => { document.querySelector("#f").src = "about:blank"; });
  await again.p.waitForFunction(() => calls.includes("LMSFinish"));
  const calls = await again.p.evaluate(() => calls);
  check("left: committed, then ended, once", calls.filter((c) => c === "LMSFinish").length === 1 && calls.at(-1) === "LMSFinish" && calls.at(-2) === "LMSCommit", calls.slice(-4));
  await again.end();
  await s.context.close();

  // what never keeps anything
  const deaf = {
    "initialize: false": "lms.LMSInitialize = () => answer('101', 'false');",
    "initialize: throws": "lms.LMSInitialize = () => { throw new Error('no'); };",
    "get: throws": "lms.LMSGetValue = () => { throw new Error('no'); };",
    "get: undefined": "lms.LMSGetValue = () => undefined;",
    "get: null": "lms.LMSGetValue = () => null;",
    "get: a number": "lms.LMSGetValue = () => 7;",
    "set: too long, 405": "lms.LMSSetValue = () => answer('405', 'false');",
    "set: throws": "lms.LMSSetValue = () => { throw new Error('no'); };",
    "set: says true, holds nothing": "lms.LMSSetValue = () => 'true';",
    "set: cuts at 40": "const set0 = lms.LMSSetValue; lms.LMSSetValue = (k, v) => set0(k, v.slice(0, 40));",
    "commit: false": "lms.LMSCommit = () => answer('391', 'false');",
    "commit: throws": "lms.LMSCommit = () => { throw new Error('no'); };",
    "last error: throws": "lms.LMSGetLastError = () => { throw new Error('no'); }; lms.LMSCommit = () => 'false';",
    "everything throws": "for (const k in lms) lms[k] = () => { throw new Error('no'); };",
    "browse mode": "cmi['cmi.core.lesson_mode'] = 'browse'; store = () => {};",
    "no API": "", "an API that is something else": "",
  };
  for (const [name, fault] of Object.entries(deaf)) {
    s = await sit(name, { fault: fault.replace("store = ", "lms.LMSCommit = () => 'true'; lms.LMSFinish = "), ...(name === "no API" ? { show: "" } : name.startsWith("an API") ? { show: "window.API = { version: 3 };" } : {}) });
    await s.answer(0, 2); await s.answer(1, 3);
    await s.lost();
    check(`${name}: usable`, (await s.answered()) === 2);
    if (name === "no API") {
      const [file] = await Promise.all([s.p.waitForEvent("download"), s.f.locator("#garder").click()]);
      check("the resume file has what was answered", (readFileSync(await file.path(), "utf8").match(/"rank"/g) || []).length === 2);
      await s.f.locator("#langue").click();
      check("English too", await s.until(async () => /is not saving your answers/.test(await s.text())));
    }
    await s.end();
  }

  // read errors must not empty what is held
  s = await sit("a first reading that fails", { start: { "cmi.suspend_data": full }, fault: "const get0 = lms.LMSGetValue; let k0 = 0; lms.LMSGetValue = (k) => { if (k === 'cmi.suspend_data' && !k0++) throw new Error('once'); return get0(k); };" });
  await s.lost();
  await s.answer(4, 1);
  await s.kept("then kept");
  check("a first reading that fails: nothing lost on either side", code(await s.held()) === "2-..1.......", await s.held());
  await s.end();

  // commit fails now and then
  s = await sit("commit: now and then", { fault: "const commit0 = lms.LMSCommit; let down = false; lms.LMSCommit = () => (window.down ? answer('391', 'false') : commit0());" });
  await s.kept();
  await s.p.evaluate(() => { window.down = true; });
  await s.answer(0, 2);
  await s.lost("says it when it fails");
  await s.p.evaluate(() => { window.down = false; });
  await s.until(async () => /Gardé par/.test(await s.text()), 9000);
  await s.kept("tries again by itself");
  check("commit: now and then: held", code(await s.held()).startsWith("2."), await s.held());
  // erased while it is down: what was erased does not come back
  await s.p.evaluate(() => { window.down = true; });
  await s.f.evaluate(() => document.querySelector("eafc-auto-positionnement").effacer());
  await s.lost("erasing is not confirmed either");
  await s.answer(3, 1);
  await s.p.evaluate(() => { window.down = false; });
  await s.answer(3, 2);
  await s.kept();
  check("commit: now and then: erased for good", code(await s.held()) === "...2........", await s.held());
  await s.end();

  // what is held cannot be resumed
  const strange = { "cut in its head": full.slice(0, 50), foreign: "bookmark=12;score=4", "of an older version": full.replace("@1.0.0", "@0.9.0"), "10 kB long": "x".repeat(10240), "damaged inside": full.replace(/2-/, "é?"), "a script": "<img src=x onerror=alert(1)>~~~~" };
  for (const [what, data] of Object.entries(strange)) {
    s = await sit(what, { start: { "cmi.suspend_data": data } });
    check(`${what}: told in words`, await s.until(async () => /avait gardé n’a pas pu être repris/.test(await s.text())), (await s.text()).slice(0, 300));
    check(`${what}: left alone until there is an answer`, (await s.p.evaluate(() => cmi["cmi.suspend_data"])) === data);
    await s.answer(0, 3);
    await s.kept();
    check(`${what}: the answer is held`, code(await s.held()) === "3...........", await s.held());
    await s.end();
  }
  s = await sit("null where nothing is held", { fault: "const get0 = lms.LMSGetValue; lms.LMSGetValue = (k) => get0(k) || null;" });
  await s.answer(0, 2);
  await s.kept();
  await s.end();
  s = await sit("truth as a boolean", { fault: "for (const k of ['LMSInitialize', 'LMSSetValue', 'LMSCommit']) { const was = lms[k]; lms[k] = (...a) => was(...a) === 'true'; }" });
  await s.answer(0, 2);
  await s.kept();
  await s.end();

  // the API comes late: what was answered meanwhile and what was held are one
  s = await sit("late API", { start: { "cmi.suspend_data": full }, show: "window.come = () => { window.API = lms; };" });
  await s.lost("says so meanwhile");
  await s.answer(5, 1); await s.answer(0, 3);
  await s.p.evaluate(() => come());
  await s.kept("found");
  check("late API: both sides joined, the page wins", code(await s.held()) === "3-...1......", await s.held());
  check("late API: and shown", (await s.answered()) === 3, await s.answered());
  await s.end();

  // answers given before the module, and others held by the platform
  const wasm = { match: /eafc\.wasm/, answer: async () => { await new Promise((ok) => setTimeout(ok, 1500)); return false; } };
  site.rules = [wasm, rule];
  const context = await browser.newContext(), early = await context.newPage();
  site.pages.set("/lms/early", { html: player({ start: { "cmi.suspend_data": full } }) });
  await early.goto(site.url + "/lms/early");
  const ef = early.frameLocator("#f");
  await ef.locator("#commencer").click();
  await ef.locator('section[data-etape="1"] input[value="4"]').check();
  await early.waitForFunction(() => JSON.parse(localStorage.getItem("lms") || "{}")["cmi.suspend_data"]?.split("~")[4] === "4-..........", null, { timeout: 10000 }).catch(() => {});
  check("before the module: what was answered stays, what was held comes", (await early.evaluate(() => JSON.parse(localStorage.getItem("lms"))["cmi.suspend_data"])).split("~")[4] === "4-..........");
  // and nothing is promised in a page that has no platform
  site.pages.set("/lms/alone", { html: player({ show: "" }) });
  await early.goto(site.url + "/lms/alone");
  await ef.locator("#commencer").waitFor();
  check("before the module, without a platform: nothing is promised", !/Gardé par|garde vos réponses/.test(await ef.locator("main").evaluate((m) => m.querySelector("eafc-auto-positionnement").shadowRoot.querySelector(".cadre").innerText)));
  await context.close();
  site.rules = [rule];

  // where it stands
  const nest = (deep, top) => { let at = "/scorm/index.html"; for (let i = 0; i < deep; i++) { site.pages.set(`/lms/cadre/${deep}/${i}`, { html: frame(at) }); at = `/lms/cadre/${deep}/${i}`; } return player({ inside: (top || "") + at }); };
  s = await sit("seven parents", {}, { html: nest(6) });
  await s.answer(0, 2);
  await s.kept();
  await s.end();
  s = await sit("eight parents", {}, { html: nest(7) });
  await s.answer(0, 2);
  await s.lost();
  await s.end();
  s = await sit("a parent of another origin", {}, { html: frame(site.url + "/scorm/index.html"), at: site.other });
  await s.answer(0, 2);
  await s.lost();
  await s.end();
  site.pages.set("/lms/entre", { html: frame(site.url + "/scorm/index.html") });
  s = await sit("our platform above another origin", { inside: site.other + "/lms/entre" });
  await s.answer(0, 2);
  await s.kept();
  await s.end();
  // in the opener, twice: two windows of one platform
  s = await sit("two windows", { inside: "about:blank", start: { "cmi.suspend_data": full } }, { popups: 2 });
  const pop = async () => { const [q] = await Promise.all([s.context.waitForEvent("page"), s.p.evaluate(() => { window.open("/scorm/index.html"); })]); return s.sco(q); };
  const one = await pop(), two = await pop();
  await s.answer(3, 1, one); await s.answer(4, 2, two); await s.answer(5, 3, one);
  await s.kept("the first says that it is kept", one);
  await s.kept("the second too", two);
  check("two windows: no answer of either is lost", code(await s.held()) === "2-.123......", await s.held());
  await s.end();

  // a status that the platform has locked
  s = await sit("status locked", { start: { "cmi.core.lesson_status": "passed" }, fault: "const set0 = lms.LMSSetValue; lms.LMSSetValue = (k, v) => (/status/.test(k) ? answer('403', 'false') : set0(k, v));" });
  for (let i = 0; i < 12; i++) await s.answer(i, 2);
  await s.f.locator("#suivant").click();
  await s.f.locator(".bilan").waitFor();
  await s.kept();
  check("status locked: passed it stays, and nobody tries", (await s.held())["cmi.core.lesson_status"] === "passed" && !(await s.p.evaluate(() => calls)).some((c) => /set cmi.core.lesson_status/.test(c)));
  await s.end();
  site.rules = [];
}
