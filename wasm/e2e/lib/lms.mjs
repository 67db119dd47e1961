// A SCORM 1.2 platform as Moodle shows it to a package, and its misbehaviours.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

// unpack makes the package of the example and serves it under /scorm/.
export function unpack({ bin, root, dir, site }, name = "scorm") {
  const zip = path.join(dir, name + ".zip"), out = path.join(dir, name);
  execFileSync(bin, ["widgets", "pack", "auto-positionnement", "--to", "scorm12", "--referentiel", path.join(root, "competency/frameworks/encadrement-exemple-1.0.0.json"), "-o", zip], { cwd: root, stdio: "ignore" });
  mkdirSync(out, { recursive: true });
  execFileSync("python3", ["-m", "zipfile", "-e", zip, out]);
  const rule = { match: /^\/scorm\//, answer: (req, res, url) => {
    try { const b = readFileSync(path.join(out, url.pathname.slice(7))); res.writeHead(200, { "content-type": types[path.extname(url.pathname)] || "application/octet-stream" }); res.end(b); } catch { res.writeHead(404); res.end(); }
    return true;
  } };
  site.rules.push(rule);
  return { zip, out, rule };
}

// What the platform holds outlives the page, once it is committed.
const api = `
const held = JSON.parse(localStorage.getItem("lms") || "{}"), store = () => localStorage.setItem("lms", JSON.stringify(cmi));
const cmi = { "cmi.core.lesson_status": "not attempted", "cmi.core.lesson_mode": "normal", "cmi.core.entry": "", "cmi.suspend_data": "", "cmi.core.exit": "", "cmi.core.score.raw": "", ...held, ...start };
let on = false, error = "0";
const calls = window.calls = [], answer = (code, value) => { error = code; return value; };
const lms = {
  LMSInitialize() { calls.push("LMSInitialize"); if (on) return answer("101", "false"); on = true; return answer("0", "true"); },
  LMSGetValue(k) { calls.push("get " + k); if (!on) return answer("301", ""); return k in cmi ? answer("0", cmi[k]) : answer("401", ""); },
  LMSSetValue(k, v) { calls.push("set " + k + " " + v); if (!on) return answer("301", "false"); if (/lesson_mode|entry/.test(k)) return answer("403", "false"); if (k === "cmi.suspend_data" && v.length > 4096) return answer("405", "false"); cmi[k] = v; return answer("0", "true"); },
  LMSCommit() { calls.push("LMSCommit"); if (!on) return answer("301", "false"); store(); return answer("0", "true"); },
  LMSFinish() { calls.push("LMSFinish"); if (!on) return answer("301", "false"); on = false; store(); return answer("0", "true"); },
  LMSGetLastError: () => error, LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
};`;

// player is the page around a package. fault is JavaScript that spoils lms;
// start what the platform holds; inside the address that is framed.
export const player = ({ fault = "", start = {}, inside = "/scorm/index.html", show = "window.API = lms;" }) => `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Cours</title><link rel="icon" href="data:,">
<script>const start = ${JSON.stringify(start)};${api}${fault}
${show}</script><iframe id="f" title="Activité" src="${inside}" width="900" height="900"></iframe></html>`;

// frame is a page with nothing but a frame: a parent more.
export const frame = (inside) => `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Cadre</title><iframe title="Cadre" src="${inside}" width="900" height="900"></iframe></html>`;
