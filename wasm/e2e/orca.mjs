// Prints what the screen reader Orca says, in Firefox, of a self-positioning:
// a question without an answer, twelve answers, the results, the sending, and
// of a badge and a document that are refused. Not a part of `make test`: its
// words change with its version, it lets some go when the machine is busy, and a
// person is the judge.
//
//	node orca.mjs      # Debian: orca at-spi2-core dbus-daemon openbox xdotool xvfb xauth firefox-esr
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import os from "node:os";
import path from "node:path";
import { eventually, firefox } from "./lib/engines.mjs";

const needs = { orca: "/usr/bin/orca", xdotool: "/usr/bin/xdotool", openbox: "/usr/bin/openbox", "xvfb-run": "/usr/bin/xvfb-run", "dbus-run-session": "/usr/bin/dbus-run-session", "at-spi2-core": "/usr/libexec/at-spi-bus-launcher" };
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const pause = (ms) => new Promise((ok) => setTimeout(ok, ms));

if (process.argv[2] !== "--inside") {
  const missing = Object.entries(needs).filter(([, file]) => spawnSync("test", ["-x", file]).status !== 0).map(([name]) => name);
  if (missing.length) { console.log("NOT RUN: not installed: " + missing.join(", ")); process.exit(0); }
  const home = mkdtempSync(path.join(os.tmpdir(), "briques-orca-")); // the settings of the session, away from one's own
  try {
    const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, XDG_CACHE_HOME: path.join(home, "cache"), GOCACHE: execFileSync("go", ["env", "GOCACHE"], { encoding: "utf8" }).trim(), GOMODCACHE: execFileSync("go", ["env", "GOMODCACHE"], { encoding: "utf8" }).trim() };
    process.exitCode = spawnSync("xvfb-run", ["-a", "-s", "-screen 0 1280x1000x24", "dbus-run-session", "--", process.execPath, fileURLToPath(import.meta.url), "--inside", home], { env, stdio: ["ignore", "inherit", "ignore"] }).status ?? 1;
  } finally { rmSync(home, { recursive: true, force: true }); }
} else await listen(process.argv[3]);

async function listen(home) {
  const children = [], run = (command, ...args) => children.push(spawn(command, args, { stdio: "ignore" }));
  const log = path.join(home, "orca.txt"), binary = path.join(home, "briques");
  let browser;
  try {
    execFileSync("go", ["build", "-o", binary, "./cmd/briques"], { cwd: root });
    const demo = spawn(binary, ["demo", "--addr", "127.0.0.1:0", "--db", path.join(home, "demo.db")], { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
    children.push(demo);
    const url = await new Promise((ok) => demo.stdout.once("data", (d) => ok(String(d).trim())));
    run(needs["at-spi2-core"], "--launch-immediately");
    run("openbox");
    await pause(2000);
    run("orca", "--debug-file=" + log);
    await pause(4000);
    browser = await firefox(home, { screen: true });
    await pause(3000);
    await visit(browser, url, log);
  } finally {
    browser?.close();
    for (const c of children) c.kill("SIGKILL");
  }
}

// visit prints each action, then what was said until the next.
async function visit(browser, url, log) {
  let heard = 0;
  const said = () => {
    const all = [...readFileSync(log, "utf8").matchAll(/SPEECH OUTPUT: '(.*?)'(?:\{.*)?$/gm)].map((m) => m[1].trim());
    const fresh = all.slice(heard).filter((s) => s && !/^(tab|return|space)$/.test(s));
    heard = all.length;
    return fresh.join(" | ");
  };
  // silence is when Orca has had nothing to do for a second and a half.
  const silence = async () => { for (let size = -1, since = 0, at = 0; since < 1500 && at < 20000; at += 250) { await pause(250); const now = statSync(log).size; since = now === size ? since + 250 : 0; size = now; } };
  const step = async (name, action) => { await silence(); said(); await action(); await silence(); console.log(`${name}\n    ${said()}`); };
  const key = (k) => execFileSync("xdotool", ["key", k]);
  const focus = () => browser.run(() => { let a = document.activeElement; while (a?.shadowRoot?.activeElement) a = a.shadowRoot.activeElement; return { id: a.id, type: a.type || "", text: a.textContent.trim().slice(0, 60) }; });
  const tabTo = async (wanted) => {
    for (let i = 0; i < 40; i++) { key("Tab"); await pause(250); if (wanted(await focus())) return; }
    throw new Error("not reached by Tab: " + wanted);
  };
  const open = async (at) => { await browser.open(url + at); await pause(4000); key("Control_L"); };

  console.log(browser.name);
  await open("");
  await tabTo((f) => f.id === "commencer");
  await step("Commencer", () => key("Return"));
  await tabTo((f) => f.id === "suivant");
  await step("Suivant, sans réponse", () => key("Return"));
  await tabTo((f) => f.type === "radio");
  for (let i = 1; i <= 12; i++) {
    if (i > 1) await tabTo((f) => f.type === "radio");
    await step(`Réponse ${i}`, () => key("space"));
    await tabTo((f) => f.id === "suivant");
    await step("Suivant", () => key("Return"));
  }
  await tabTo((f) => /^Envoyer/.test(f.text));
  await step("Envoyer", () => key("Return"));
  for (const [at, words] of [["badge", "Vérifier ce texte"], ["verifier", "Contrôler ce texte"]]) {
    await open(at);
    await tabTo((f) => /^Coller un texte/.test(f.text));
    key("Return");
    await pause(500);
    await tabTo((f) => f.type === "textarea");
    execFileSync("xdotool", ["type", "abc"]);
    await tabTo((f) => f.text === words);
    await step(`${words} : abc`, () => key("Return"));
  }
}
