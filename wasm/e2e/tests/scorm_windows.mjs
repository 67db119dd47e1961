// Two windows of one course, a page that comes back from the browser's cache,
// a platform that cuts what it is given: nothing is lost, and it is said.
import { chromium } from "playwright-core";
import { flags } from "../lib/stage.mjs";
import { player, unpack } from "../lib/lms.mjs";

const tag = "eafc-auto-positionnement";

export default async function ({ browser, site, bin, root, dir, check }) {
  const { rule } = unpack({ bin, root, dir, site }, "scorm-windows");
  site.rules = [rule];
  const errors = [];
  const until = async (p, f, ms = 6000) => { for (const end = Date.now() + ms; Date.now() < end; await p.waitForTimeout(50)) if (await f()) return true; return false; };
  // sco is the widget in a page: in its frame, or the page itself.
  const sco = async (p) => { let f; await until(p, async () => { f = p.frames().find((x) => x.url().includes("/scorm/index.html")); return f && f.evaluate((t) => document.querySelector(t)?.etat?.() != null, tag).catch(() => false); }, 20000); return f; };
  const answer = async (f, i, value) => {
    await f.evaluate(([t, k]) => { const e = document.querySelector(t); e.aller(e.shadowRoot.querySelector(`section[data-etape="${k + 1}"] input[type=radio]`).dataset.a); }, [tag, i]);
    await f.locator(`section[data-etape="${i + 1}"] input[value="${value}"]`).check();
  };
  const given = (f) => f.evaluate((t) => document.querySelector(t).exporter("code").split("~")[4], tag);
  const text = (f) => f.evaluate((t) => [...document.querySelector(t).shadowRoot.querySelectorAll(".local, .avis")].map((e) => e.textContent).join(" ").replace(/[\u00a0\u202f]/g, " "), tag);
  const held = (p) => p.evaluate(() => (JSON.parse(localStorage.getItem("lms") || "{}")["cmi.suspend_data"] || "").split("~")[4]);
  const notice = (f) => f.locator("#ailleurs");
  const is = async (p, name, f, want) => { let got; check(name, await until(p, async () => (got = await f()) === want), got); };
  const open = async (context, where) => { const p = await context.newPage(); p.on("pageerror", (e) => errors.push(e.message)); await p.goto(site.url + where); return [p, await sco(p)]; };

  // Each window has an API of its own, which answers from the page: Moodle.
  site.pages.set("/lms/moodle", { html: player({}) });
  let context = await browser.newContext();
  let [p, one] = await open(context, "/lms/moodle"), [q, two] = await open(context, "/lms/moodle");
  await answer(one, 0, 2); await answer(one, 1, 3);
  // Neither has had a code of the other: they may be of two accounts.
  await is(q, "new course, two windows: the other's answers are offered", () => notice(two).count(), 1);
  check("and not taken", (await given(two)) === "............" && /Rien n’est changé ici/.test(await text(two)) && /2 réponses diffèrent/.test(await text(two)), await text(two));
  await answer(two, 5, 1);
  await is(p, "said in both", () => notice(one).count(), 1);
  await two.locator("#autres-prendre").click();
  await is(q, "taken: both are there", () => given(two), "23...1......");
  await is(q, "and held", () => held(q), "23...1......");
  await two.locator("#langue").click();
  check("English too", await until(q, async () => /This course has other answers/.test(await text(two))));
  // The first has now had a code in common with nobody; it takes them as well.
  await one.locator("#autres-prendre").click();
  await is(p, "the first has them too", () => given(one), "23...1......");
  // From now on the two have codes in common: what one saves reaches the other.
  await answer(two, 7, 4);
  await is(p, "what is added in one comes to the other", () => given(one), "23...1.4....");
  await answer(one, 0, 4);
  await is(q, "what is changed too", () => given(two), "43...1.4....");
  check("with the answer before offered", await until(q, async () => /here: level 4; elsewhere: level 2/.test(await text(two))), await text(two));
  // The older window leaves last: what it writes is put right.
  await p.evaluate(() => { lms.LMSFinish = () => { cmi["cmi.suspend_data"] = ""; store(); return "true"; }; document.querySelector("#f").src = "about:blank"; });
  check("a window leaves with older answers", await until(q, async () => !(await held(q))));
  await is(q, "a window that leaves with older answers is corrected", () => held(q), "43...1.4....");
  await p.close();
  // and a window opened later has all
  let [r, three] = await open(context, "/lms/moodle");
  await is(r, "another resumes", () => given(three), "43...1.4....");
  await answer(three, 8, 1);
  await is(q, "one that was resumed is of the same account", () => given(two), "43...1.41...");
  await two.evaluate((t) => document.querySelector(t).effacer(), tag);
  await is(r, "erased in one window: in the other too, and said", async () => (await given(three)) + (await notice(three).count()), "............1");
  await r.waitForTimeout(300);
  check("and not written again", /^\.*$/.test(await held(q)), await held(q));
  await context.close();

  // A platform that lets the other's writing be read: two devices, or one API
  // for all windows. No channel is needed.
  site.pages.set("/lms/read", { html: player({ fault: "lms.LMSGetValue = (k) => { calls.push('get ' + k); const now = JSON.parse(localStorage.getItem('lms') || '{}'); return answer('0', now[k] ?? cmi[k] ?? ''); }; lms.LMSSetValue = (k, v) => { localStorage.setItem('lms', JSON.stringify({ ...JSON.parse(localStorage.getItem('lms') || '{}'), [k]: v })); return answer('0', 'true'); }; lms.LMSCommit = () => answer('0', 'true');", show: "window.API = lms;" }) });
  context = await browser.newContext();
  await context.addInitScript(() => { delete window.BroadcastChannel; });
  [p, one] = await open(context, "/lms/read");
  await answer(one, 0, 2);
  await p.evaluate(() => { window.older = JSON.parse(localStorage.getItem("lms"))["cmi.suspend_data"]; });
  [q, two] = await open(context, "/lms/read");
  await is(q, "read through: resumed", () => given(two), "2...........");
  await answer(two, 0, 3); await answer(two, 1, 1);
  await answer(one, 4, 4);
  await is(p, "read through: the newer answer is not overwritten by the older", () => given(one), "31..4.......");
  await is(p, "and held", () => held(p), "31..4.......");
  check("and said, with both", /1 réponse est ajoutée ici/.test(await text(one)) && /ici : niveau 3 ; ailleurs : niveau 2/.test(await text(one)), await text(one));
  await answer(one, 1, 4); await answer(two, 1, 2);
  await is(q, "changed in both: what is on the screen counts", () => given(two), "32..4.......");
  check("and the other is offered", await until(q, async () => /ici : niveau 2 ; ailleurs : niveau 4/.test(await text(two))), await text(two));
  // A platform that goes back to an older code of this window: no news.
  const back = await p.evaluate(() => { const was = JSON.parse(localStorage.getItem("lms")); was["cmi.suspend_data"] = window.older; localStorage.setItem("lms", JSON.stringify(was)); return window.older; });
  check("there is an older code", /~2\.{11}$/.test(back), back);
  await answer(one, 6, 1);
  await is(p, "a platform that goes back to an older code takes nothing away", () => given(one), "34..4.1.....");
  await context.close();

  // A platform that cuts at 63 characters: what can be read is taken.
  site.pages.set("/lms/cut", { html: player({ fault: "const set0 = lms.LMSSetValue; lms.LMSSetValue = (k, v) => set0(k, v.slice(0, 63));" }) });
  context = await browser.newContext();
  [p, one] = await open(context, "/lms/cut");
  for (const [i, v] of [2, 3, "passe", 1, 2, 4, 1, 3].entries()) await answer(one, i, v);
  check("cut: said while it is so", await until(p, async () => /n’enregistre pas vos réponses/.test(await text(one))));
  const left = await held(p);
  check("cut: the platform has a part", left.length > 1 && left.length < 8 && "23-12413".startsWith(left), left);
  await p.evaluate(() => { document.querySelector("#f").src = "about:blank"; });
  [q, two] = await open(context, "/lms/cut");
  await is(q, "cut: what is certain is taken, and nothing else", () => given(two), left.padEnd(12, "."));
  check("cut: it is said how much is not", (await text(two)).includes(`de ${12 - left.length} compétences, à la fin, rien n’a pu être relu`), await text(two));
  await context.close();

  // The page comes back from the browser's cache, after the end of its session.
  const own = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  site.pages.set("/lms/ailleurs", { html: "<!doctype html><title>Ailleurs</title><p>Ailleurs." });
  for (const [name, fault, dead] of [["back, the session opens again", "", false], // one that still says true, as a platform may whose session is gone
    ["back, the session is dead", "const init0 = lms.LMSInitialize; let n0 = 0; lms.LMSInitialize = () => { calls.push('LMSInitialize'); if (n0++) return answer('101', 'false'); on = true; return answer('0', 'true'); }; lms.LMSFinish = () => { calls.push('LMSFinish'); return answer('0', 'true'); };", true]]) {
    context = await own.newContext();
    site.pages.set("/lms/cache", { html: player({ fault: fault + "addEventListener('pageshow', (e) => { window.back = e.persisted; });" }) });
    [p, one] = await open(context, "/lms/cache");
    await answer(one, 0, 2);
    await p.evaluate(() => { window.mark = 1; });
    await p.goto(site.url + "/lms/ailleurs");
    // what the platform holds is changed meanwhile, on another device
    if (!dead) await p.evaluate(() => { const was = JSON.parse(localStorage.getItem("lms")); was["cmi.suspend_data"] = was["cmi.suspend_data"].replace(/~2\.{11}$/, "~23.........."); localStorage.setItem("lms", JSON.stringify(was)); });
    await p.goBack({ waitUntil: "commit" });
    const cached = await p.evaluate(() => window.mark === 1 && window.back === true);
    check(`${name}: the browser's cache was used`, cached, await p.evaluate(() => JSON.stringify(performance.getEntriesByType("navigation")[0]?.notRestoredReasons)));
    // the frames of such a page are not driven as others are
    one = { evaluate: (f, a) => p.evaluate(([f, a]) => { const d = document.querySelector("#f").contentDocument; return new Function("document", "return (" + f + ")")(d)(a); }, [String(f), a]) };
    await one.evaluate((t) => { calls.length = 0; document.querySelector(t).shadowRoot.querySelector('section[data-etape="6"] input[value="3"]').click(); }, tag);
    const calls = await p.evaluate(() => window.calls);
    if (dead) {
      check(`${name}: said`, await until(p, async () => /n’enregistre pas vos réponses/.test(await text(one))), await text(one));
      check(`${name}: nothing is written to it`, calls.includes("LMSInitialize") && !calls.some((c) => /^(set|LMSCommit|LMSFinish)/.test(c)), calls);
      check(`${name}: the answers are still there`, (await given(one)) === "2....3......", await given(one));
    } else {
      await is(p, `${name}: goes on, and is held`, () => held(p), "2....3......");
      check(`${name}: says that it is kept`, /Gardé par votre plateforme/.test(await text(one)) && !/n’enregistre pas/.test(await text(one)), await text(one));
    }
    await context.close();
  }
  await own.close();
  check("nothing thrown", errors.length === 0, errors);
  site.rules = [];
}
