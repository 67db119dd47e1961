// Between the widget and a SCORM 1.2 player: finds the API in at most seven
// parents, then in the opener; resumes, saves, reports completion. The name
// and the number of the learner are never read. A platform may refuse, forget,
// throw or come late: answers are kept when they have been read back and
// committed, and the widget says so when they are not (stockage="refuse").
(() => {
  const SCORE = %SCORE%, LIMIT = 4096, DATA = "cmi.suspend_data", STATUS = "cmi.core.lesson_status";
  let api, open = false, normal = true, element, resumed = false, done = false, marked = false, erased = false, ended = false, left = false, timer;
  // last is what the platform held when this window last read or wrote it;
  // seen, what it held of this window at any time, and what was joined.
  let last, posted;
  const seen = [], learn = (code) => { if (!blank(code) && seen.at(-1) !== code) seen.push(code); };
  // A platform such as Moodle answers from the page itself and cannot tell that
  // another window has written: windows of one package in one browser tell each
  // other what was saved. It is held by no storage and reaches no server.
  const channel = globalThis.BroadcastChannel && new BroadcastChannel("eafc/1/" + new URL(".", location).pathname);

  const find = (w) => {
    for (let i = 0; w && i < 8; i++) {
      try { if (typeof w.API?.LMSSetValue === "function") return w.API; } catch { /* another origin: its parent may be ours */ }
      if (w.parent === w) return;
      w = w.parent;
    }
  };
  const told = new Set();
  const call = (name, ...a) => {
    try { const v = api[name](...a); return v == null ? "" : String(v); } catch (e) {
      if (!told.has(name)) console.warn("SCORM: " + name, e);
      told.add(name);
    }
  };
  const set = (k, v) => call("LMSSetValue", k, v) === "true";
  const commit = () => call("LMSCommit", "") === "true";
  // undefined: it could not be read, which is not the same as empty.
  const get = (k) => {
    const v = call("LMSGetValue", k);
    return v !== "" || /^(0|403)?$/.test(call("LMSGetLastError") ?? "") ? v : undefined;
  };

  function connect() {
    api ||= find(window) || find(window.opener) || find(window.top.opener);
    if (!api || open) return;
    // "false" may mean that another window has done it: what follows will tell.
    open = call("LMSInitialize", "") === "true";
    normal = !/^(browse|review)$/.test(get("cmi.core.lesson_mode"));
    if (get(STATUS) === "not attempted") set(STATUS, "incomplete");
  }

  const blank = (code) => code.split("~")[3] === "_";
  // same reports whether two codes give the same answers; the fourth part is
  // where one stands.
  const same = (a, b) => a.split("~").toSpliced(3, 1).join() === b.split("~").toSpliced(3, 1).join();
  const tell = (how, code, base) => element.importer({ eafc: 1, kind: "cours", how, code, base });

  // keep reports whether the platform has every answer of the page; undefined
  // as long as there is nothing to say. What another window or another device
  // has left there since last is told to the widget, which joins the two.
  function keep(again) {
    connect();
    let code = element.exporter("code");
    if (!code) return;
    if (!api || left && !open) return false; // a session that has ended is not written to
    const there = get(DATA);
    if (there === undefined) return false; // nothing is written over what could not be read
    // What this window had already is a platform that went back, not news.
    if (there && !erased && there !== last && !same(there, code) && !seen.includes(there)) {
      tell(resumed ? "ailleurs" : "reprise", there, last);
      code = element.exporter("code");
      learn(there);
    }
    resumed = true;
    if (there && !erased && blank(code) && !same(there, code)) { last = there; return; } // unreadable: the first answer takes its place
    let now = there;
    if (again || !same(there, code)) {
      const written = code.length <= LIMIT && set(DATA, code);
      now = get(DATA);
      if (!written) now &&= "";
    }
    last = now ?? last;
    set("cmi.core.exit", "suspend");
    if (done && !marked) mark();
    const all = commit() && now !== undefined && same(now, code) && normal;
    if (all) {
      erased = false;
      if (code !== posted) { learn(posted = code); channel?.postMessage({ code, seen }); }
    }
    return all;
  }

  function mark() {
    marked = /^(passed|completed)$/.test(get(STATUS)) || set(STATUS, "completed");
    if (!SCORE) return;
    const s = element.etat(), n = s.result.levels.length;
    set("cmi.core.score.min", "0"); set("cmi.core.score.max", "100"); set("cmi.core.score.raw", String(Math.round((100 * n) / (s.total - 2))));
  }

  function say(stockage) {
    if (!element.matches("[stockage=plateforme],[stockage=refuse]")) return; // the page says otherwise
    element.setAttribute("stockage", stockage); // for a widget mounted anew
    element.importer({ eafc: 1, kind: "stockage", stockage });
  }

  function save(again) {
    clearTimeout(timer);
    if (!element || ended) return;
    let kept = false;
    try { kept = keep(again === true); } catch (e) { console.warn("SCORM", e); }
    if (kept !== undefined) say(kept ? "plateforme" : "refuse");
    if (kept === false && normal) timer = setTimeout(save, api ? 5000 : 1000);
  }

  // Another window has saved, or left. Its answers are taken only if both have
  // had one code of the platform, which makes them of one account; otherwise
  // they are offered.
  function hear({ data }) {
    if (!element || !api || ended || !normal) return;
    if (data?.left) setTimeout(save, 2000, true); // what it wrote on leaving may be older
    const { code, seen: theirs } = data ?? {};
    if (typeof code !== "string" || code.length > LIMIT || !Array.isArray(theirs)) return;
    if (get(DATA) !== last) save(); // the platform itself tells
    if (seen.includes(code) || same(code, element.exporter("code"))) return;
    const base = seen.findLast((c) => theirs.includes(c));
    tell(base ? "ailleurs" : "offre", code, base);
    if (base) { learn(code); save(); }
  }

  // Before the module, or without it, what was drawn may not promise anything.
  const silence = () => {
    for (const e of document.querySelectorAll("[stockage=plateforme]")) for (const x of e.shadowRoot?.querySelectorAll(".local,.faits li:first-child") || []) x.hidden = true;
  };
  connect();
  if (!open || !normal) addEventListener("DOMContentLoaded", silence);
  addEventListener("eafc:erreur", () => element || silence());
  addEventListener("eafc:pret", (e) => { element = e.target; save(); });
  addEventListener("eafc:reponse", save);
  addEventListener("eafc:efface", () => { erased = true; done = false; save(); });
  addEventListener("eafc:resultat", () => { done = true; marked &&= !SCORE; save(); });
  addEventListener("pagehide", () => {
    if (ended || !api) return;
    save();
    ended = true;
    clearTimeout(timer);
    commit();
    if (open) call("LMSFinish", "");
    if (posted) channel?.postMessage({ left: true });
  });
  addEventListener("pageshow", (e) => { if (e.persisted) { left = true; ended = open = false; save(); } });
  channel?.addEventListener("message", hear);
})();
