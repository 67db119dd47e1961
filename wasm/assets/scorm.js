// Between the widget and a SCORM 1.2 player: finds the API in at most seven
// parents, then in the opener; resumes, saves, reports completion. The name
// and the number of the learner are never read. A platform may refuse, forget,
// throw or come late: answers are kept when they have been read back and
// committed, and the widget says so when they are not (stockage="refuse").
(() => {
  const SCORE = %SCORE%, LIMIT = 4096, DATA = "cmi.suspend_data", STATUS = "cmi.core.lesson_status";
  let api, open = false, normal = true, element, resumed = false, refused, done = false, marked = false, erased = false, ended = false, timer;

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

  // join adds to the answers of the page those of the platform that it does
  // not have: given elsewhere, or before. Of another framework: undefined.
  function join(there, code) {
    const a = there.split("~"), b = code.split("~");
    if (there === refused || a.length !== 5 || b.length !== 5 || a[4].length !== b[4].length || a.slice(0, 3).join() !== b.slice(0, 3).join()) return;
    if (b[3] === "_") return there;
    b[4] = b[4].replace(/\./g, (c, i) => a[4][i]);
    return b.join("~");
  }

  // keep reports whether the platform has every answer of the page; undefined
  // as long as there is nothing to say.
  function keep() {
    connect();
    const code = element.exporter("code");
    if (!code) return;
    if (!api) return false;
    const there = get(DATA);
    if (there === undefined) return false; // nothing is written over what could not be read
    let next = erased || !there ? code : join(there, code);
    if (!resumed && there && next !== code) {
      resumed = true;
      element.importer({ eafc: 1, kind: "code", code: next || there });
      const joined = next;
      next = element.exporter("code");
      if (next !== joined) refused = there;
      if (next.split("~")[3] === "_") return; // unreadable: the first answer takes its place
    }
    resumed = true;
    next ||= code;
    const kept = next.length <= LIMIT && set(DATA, next) && get(DATA) === next;
    set("cmi.core.exit", "suspend");
    if (done && !marked) mark();
    const all = commit() && kept && normal;
    if (all) erased = false;
    return all;
  }

  function mark() {
    marked = /^(passed|completed)$/.test(get(STATUS)) || set(STATUS, "completed");
    if (!SCORE) return;
    const s = element.etat(), n = s.result.levels.length;
    set("cmi.core.score.min", "0"); set("cmi.core.score.max", "100"); set("cmi.core.score.raw", String(Math.round((100 * n) / (s.total - 2))));
  }

  function tell(stockage) {
    if (!element.matches("[stockage=plateforme],[stockage=refuse]")) return; // the page says otherwise
    element.setAttribute("stockage", stockage); // for a widget mounted anew
    element.importer({ eafc: 1, kind: "stockage", stockage });
  }

  function save() {
    clearTimeout(timer);
    if (!element || ended) return;
    let kept = false;
    try { kept = keep(); } catch (e) { console.warn("SCORM", e); }
    if (kept !== undefined) tell(kept ? "plateforme" : "refuse");
    if (kept === false && normal) timer = setTimeout(save, api ? 5000 : 1000);
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
  });
  addEventListener("pageshow", (e) => { if (e.persisted) { ended = open = false; save(); } });
})();
