// Between the widget and a SCORM 1.2 player: finds the API in at most seven
// parents, then in the opener; resumes, saves, reports completion. The name
// and the number of the learner are never read.
(() => {
  const SCORE = %SCORE%, LIMIT = 4096;
  const find = (w) => { for (let i = 0; w && i < 8; i++) { try { if (w.API) return w.API; } catch { return null; } if (w.parent === w) return null; w = w.parent; } return null; };
  let api = null;
  try { api = find(window) || (window.opener ? find(window.opener) : null); } catch { api = null; }
  if (!api || api.LMSInitialize("") === "false") return;
  let ended = false;
  const set = (k, v) => api.LMSSetValue(k, v);
  const commit = () => api.LMSCommit("");
  const end = () => { if (!ended) { ended = true; commit(); api.LMSFinish(""); } };
  if (api.LMSGetValue("cmi.core.lesson_status") === "not attempted") set("cmi.core.lesson_status", "incomplete");
  const saved = api.LMSGetValue("cmi.suspend_data");
  addEventListener("eafc:pret", (e) => { if (saved) e.target.importer({ eafc: 1, kind: "code", code: saved }); else save(e); });
  const save = (e) => { // null before the module: what was answered is saved when it is there
    const code = e.target.exporter("code");
    if (code && code.length <= LIMIT) { set("cmi.suspend_data", code); set("cmi.core.exit", "suspend"); commit(); }
  };
  addEventListener("eafc:reponse", save);
  addEventListener("eafc:efface", save);
  addEventListener("eafc:resultat", (e) => {
    save(e);
    set("cmi.core.lesson_status", "completed");
    if (SCORE) {
      const s = e.target.etat(), n = s.result.levels.length;
      set("cmi.core.score.min", "0"); set("cmi.core.score.max", "100"); set("cmi.core.score.raw", String(Math.round((100 * n) / (s.total - 2))));
    }
    commit();
  });
  addEventListener("pagehide", end);
})();
