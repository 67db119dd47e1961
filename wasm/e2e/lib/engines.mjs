// Firefox and WebKit behind one small interface: Firefox speaks WebDriver BiDi
// by itself, WebKit the classic WebDriver of WebKitWebDriver. An engine opens a
// page, calls a function in it, presses keys, and says what the console said
// (Firefox alone).
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import WebSocket from "ws";

const keys = { Tab: "\uE004", Enter: "\uE006", ArrowDown: "\uE015", Space: " " };
const pause = (ms) => new Promise((ok) => setTimeout(ok, ms));
const freePort = () => new Promise((ok) => { const s = net.createServer().listen(0, "127.0.0.1", () => { const { port } = s.address(); s.close(() => ok(port)); }); });
const typing = (key) => [{ type: "key", id: "k", actions: [{ type: "keyDown", value: keys[key] }, { type: "keyUp", value: keys[key] }] }];

// start runs a program in a group of its own, so that all of it can be ended.
function start(command, args, env) {
  const child = spawn(command, args, { detached: true, stdio: "ignore", env: { ...process.env, ...env } });
  return () => { try { process.kill(-child.pid, "SIGKILL"); } catch { /* it has ended */ } };
}

// eventually asks again until it is given something, for 10 seconds.
export async function eventually(ask) {
  for (let at = 0; ; at += 100) {
    const got = await ask();
    if (got || at >= 10000) return got;
    await pause(100);
  }
}

// firefox is null where Firefox is not installed. On a screen it has a window
// that accessibility tools see.
export async function firefox(dir, { screen = false } = {}) {
  const program = [process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((f) => f && existsSync(f));
  if (!program) return null;
  const port = await freePort(), profile = mkdtempSync(path.join(dir, "firefox-"));
  writeFileSync(path.join(profile, "user.js"), 'user_pref("focusmanager.testmode", true);\n'); // a window that nobody looks at has the focus
  const stop = start(program, [screen ? "--kiosk" : "--headless", "--no-remote", "--profile", profile, `--remote-debugging-port=${port}`, "about:blank"], { HOME: profile });
  const socket = await eventually(() => new Promise((ok) => { const s = new WebSocket(`ws://127.0.0.1:${port}/session`); s.once("open", () => ok(s)); s.once("error", () => ok(null)); }));
  if (!socket) { stop(); throw new Error("Firefox does not answer"); }
  const waiting = new Map();
  let id = 0, said = [];
  socket.on("message", (data) => {
    const m = JSON.parse(data);
    if (m.method === "log.entryAdded" && m.params.level === "error") said.push(m.params.text);
    if (!waiting.has(m.id)) return;
    const { ok, no } = waiting.get(m.id);
    waiting.delete(m.id);
    m.type === "error" ? no(new Error(`${m.error}: ${m.message}`)) : ok(m.result);
  });
  const call = (method, params) => new Promise((ok, no) => { waiting.set(++id, { ok, no }); socket.send(JSON.stringify({ id, method, params })); });
  const { capabilities } = await call("session.new", { capabilities: {} });
  await call("session.subscribe", { events: ["log.entryAdded"] });
  const { context } = await call("browsingContext.create", { type: "tab" }); // the first tab may lie under a welcome
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    async open(url) { said = []; await call("browsingContext.navigate", { context, url, wait: "complete" }); },
    size: (width, height) => call("browsingContext.setViewport", { context, viewport: { width, height } }),
    async run(f, ...args) {
      const r = await call("script.evaluate", { target: { context }, awaitPromise: true, resultOwnership: "none", expression: `Promise.resolve((${f})(...${JSON.stringify(args)})).then((x) => JSON.stringify(x ?? null))` });
      if (r.type === "exception") throw new Error(r.exceptionDetails.text);
      return JSON.parse(r.result.value);
    },
    press: (key) => call("input.performActions", { context, actions: typing(key) }),
    said: () => said,
    close() { socket.close(); stop(); },
  };
}

// webkit is null where WebKitWebDriver, its browser or a virtual screen is missing.
export async function webkit() {
  const folder = "/usr/lib/x86_64-linux-gnu";
  const browser = existsSync(folder) && readdirSync(folder).filter((f) => /^webkit(2)?gtk-/.test(f)).map((f) => path.join(folder, f, "MiniBrowser")).find(existsSync);
  if (!browser || !["/usr/bin/WebKitWebDriver", "/usr/bin/xvfb-run"].every(existsSync)) return null;
  const port = await freePort();
  // Its sandbox wants name spaces that a container has not; nothing but our own pages is opened.
  const stop = start("/usr/bin/xvfb-run", ["-a", "-s", "-screen 0 1400x1000x24", "/usr/bin/WebKitWebDriver", `--port=${port}`, "--host=127.0.0.1"],
    { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1", LIBGL_ALWAYS_SOFTWARE: "1" });
  const call = async (method, at, body) => {
    const { value } = await (await fetch(`http://127.0.0.1:${port}${at}`, { method, body: body && JSON.stringify(body), headers: { "content-type": "application/json" } })).json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  try {
    await eventually(() => call("GET", "/status").catch(() => null));
    const { sessionId, capabilities } = await call("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } } } });
    const at = `/session/${sessionId}`;
    return {
      name: `WebKitGTK ${capabilities.browserVersion}`,
      open: (url) => call("POST", at + "/url", { url }),
      size: (width, height) => call("POST", at + "/window/rect", { width, height }),
      run: async (f, ...args) => JSON.parse(await call("POST", at + "/execute/async", { script: `const done = arguments[0]; Promise.resolve((${f})(...${JSON.stringify(args)})).then((x) => done(JSON.stringify(x ?? null)), (e) => done(JSON.stringify("THROWN " + e)))`, args: [] })),
      press: (key) => call("POST", at + "/actions", { actions: typing(key) }),
      said: () => [],
      close: () => stop(),
    };
  } catch (e) { stop(); throw e; }
}
