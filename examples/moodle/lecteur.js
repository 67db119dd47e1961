// SPDX-License-Identifier: Apache-2.0
// The SCORM 1.2 API as a learning platform offers it to an activity in a
// frame: a window property named API, eight functions, strings only, the data
// model checked element by element, errors by number. What is committed stays
// in the session, as a platform keeps it in its database.
(() => {
  const vocabulary = { "cmi.core.lesson_status": ["passed", "completed", "failed", "incomplete", "browsed", "not attempted"], "cmi.core.exit": ["time-out", "suspend", "logout", ""] };
  const readOnly = ["cmi.core.student_id", "cmi.core.student_name", "cmi.core.credit", "cmi.core.entry", "cmi.core.total_time", "cmi.core.lesson_mode", "cmi.launch_data"];
  const writeOnly = ["cmi.core.session_time", "cmi.core.exit"];
  const score = /^cmi\.core\.score\.(raw|min|max)$/;
  const saved = JSON.parse(sessionStorage.getItem("cmi") || "{}");
  const cmi = { "cmi.core.student_id": "4711", "cmi.core.student_name": "Exemple, Camille", "cmi.core.credit": "credit", "cmi.core.lesson_mode": "normal", "cmi.core.total_time": "00:00:00.00", "cmi.launch_data": "",
    "cmi.core.lesson_status": "not attempted", "cmi.suspend_data": "", "cmi.core.lesson_location": "", "cmi.core.score.raw": "", "cmi.core.score.min": "", "cmi.core.score.max": "", "cmi.core.session_time": "", "cmi.core.exit": "", ...saved };
  cmi["cmi.core.entry"] = saved["cmi.core.exit"] === "suspend" ? "resume" : Object.keys(saved).length ? "" : "ab-initio";
  let error = "0", open = false, done = false;
  const log = (window.journal = { calls: [], errors: [], commits: 0 });
  const answer = (name, code, value) => { error = code; if (code !== "0") log.errors.push(`${name}: ${code}`); return value; };
  const call = (name, f) => (...a) => { log.calls.push([name, ...a]); return f(...a); };
  const ready = (name) => open || answer(name, done ? "101" : "301", false);
  const commit = () => { log.commits++; const kept = {}; for (const k of ["cmi.core.lesson_status", "cmi.suspend_data", "cmi.core.lesson_location", "cmi.core.score.raw", "cmi.core.score.min", "cmi.core.score.max", "cmi.core.exit"]) kept[k] = cmi[k]; sessionStorage.setItem("cmi", JSON.stringify(kept)); const o = document.querySelector("#etat"); if (o) o.textContent = cmi["cmi.core.lesson_status"]; };
  window.API = {
    LMSInitialize: call("LMSInitialize", (p) => (p !== "" ? answer("LMSInitialize", "201", "false") : open ? answer("LMSInitialize", "101", "false") : ((open = true), answer("LMSInitialize", "0", "true")))),
    LMSFinish: call("LMSFinish", (p) => { if (!ready("LMSFinish")) return "false"; if (p !== "") return answer("LMSFinish", "201", "false"); commit(); open = false; done = true; return answer("LMSFinish", "0", "true"); }),
    LMSGetValue: call("LMSGetValue", (k) => { if (!ready("LMSGetValue " + k)) return ""; if (writeOnly.includes(k)) return answer(k, "404", ""); if (!(k in cmi)) return answer(k, "401", ""); return answer(k, "0", String(cmi[k])); }),
    LMSSetValue: call("LMSSetValue", (k, v) => {
      if (!ready("LMSSetValue " + k)) return "false";
      if (readOnly.includes(k)) return answer(k, "403", "false");
      if (!(k in cmi)) return answer(k, "401", "false");
      if (typeof v !== "string" || vocabulary[k] && !vocabulary[k].includes(v) || k === "cmi.suspend_data" && v.length > 4096 || score.test(k) && !(v === "" || Number(v) >= 0 && Number(v) <= 100)) return answer(k, "405", "false");
      cmi[k] = v;
      return answer(k, "0", "true");
    }),
    LMSCommit: call("LMSCommit", (p) => { if (!ready("LMSCommit")) return "false"; if (p !== "") return answer("LMSCommit", "201", "false"); commit(); return answer("LMSCommit", "0", "true"); }),
    LMSGetLastError: () => error,
    LMSGetErrorString: (code) => ({ 0: "No error", 101: "General exception", 201: "Invalid argument error", 301: "Not initialized", 401: "Not implemented error", 403: "Element is read only", 404: "Element is write only", 405: "Incorrect data type" })[code] || "",
    LMSGetDiagnostic: () => error,
  };
})();
