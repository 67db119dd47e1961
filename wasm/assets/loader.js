// Loader of the Briques widgets. The build puts four things in: the version,
// the module's file and hash, the styles, and the toolchain's wasm_exec.js.
const VERSION = "%VERSION%", MODULES = %MODULES%, TAGS = %TAGS%, CSS = %CSS%, PAPER = %PAPER%;
const KEY = Symbol.for("eafc/1"), modules = {};
const here = typeof EAFC_BASE === "string" ? EAFC_BASE : new URL(".", import.meta.url).href;

if (globalThis[KEY]) {
  if (globalThis[KEY].version !== VERSION) console.warn(`eafc: version ${globalThis[KEY].version} runs on this page, ${VERSION} gives way`);
} else {
  Object.defineProperty(globalThis, KEY, { value: { version: VERSION, modules } });
  define();
}

function define() {
  let policy, sheet;
  const html = (s) => (policy ||= globalThis.trustedTypes ? trustedTypes.createPolicy("eafc", { createHTML: (x) => x }) : { createHTML: (x) => x }).createHTML(s);
  const style = () => { if (!sheet) { sheet = new CSSStyleSheet(); sheet.replaceSync(CSS); } return sheet; };

  // One instance per module file and page.
  const start = (name) => (modules[name] ||= boot(name).catch((e) => { delete modules[name]; throw e; }));

  // Files opened as bytes wait here for the engine, which comes with the first.
  const held = new Map();
  let opened = 0;
  const hold = (bytes) => { const key = "\0" + ++opened; held.set(key, bytes); return key; };
  async function check(name, source) {
    const b = held.get(source) || new TextEncoder().encode(source);
    held.delete(source);
    return name ? (await start("verificateur")).check(name, b) : "";
  }

  // Documents named by attributes are fetched beside the module, not after it.
  const early = new Map();
  // What a single file holds (data:) is compressed.
  const whole = async (r) => { const b = await bytes(await r.arrayBuffer()); r.arrayBuffer = async () => b; return r; };
  const get = (u, o) => {
    const p = early.get(u) || fetch(u, o);
    early.delete(u);
    return /^data:/.test(u) ? p.then(whole) : p;
  };

  async function boot(name) {
    const compiled = compile(MODULES[name]);
    // What fails first is told once, by this function.
    compiled.catch(() => {});
    html("");
    let ready;
    const api = new Promise((r) => (ready = r));
    const scope = { eafc: { base: here, version: VERSION, paper: PAPER, lang: typeof EAFC_LANG === "object" ? EAFC_LANG : {}, html, ready, store, check, fetch: get, later: (f, ms) => (ms || !globalThis.scheduler?.postTask ? setTimeout(f, ms) : scheduler.postTask(f)) } };
    let fs;
    const G = new Proxy(globalThis, {
      get: (t, k) => (k in scope ? scope[k] : t[k]),
      set: (t, k, v) => { scope[k] = v; if (k === "fs") fs = v; return true; },
    });
    %EXEC%
    const go = new scope.Go();
    // No collection before 16 MiB: none while a widget starts.
    go.env = { GOGC: "400" };
    const instance = await WebAssembly.instantiate(await compiled, go.importObject);
    const ended = go.run(instance).then(() => { throw new Error("module ended"); });
    return Promise.race([api, ended]);
  }

  // With "integrity" a browser reads a module to its end before it compiles the
  // first byte; where there is WebCrypto, the hash is taken meanwhile, and
  // nothing runs before it is right.
  async function compile(m) {
    const subtle = globalThis.crypto?.subtle;
    const r = await fetch(m.inline ? document.getElementById(m.inline).textContent : new URL(m.file, here), { integrity: subtle ? "" : m.integrity, credentials: "omit" });
    if (!r.ok) throw new Error(m.file + ": " + r.status);
    const first = r.headers.get("content-type")?.startsWith("application/wasm") && WebAssembly.compileStreaming(r.clone());
    first?.catch?.(() => {});
    const b = await r.arrayBuffer();
    if (subtle && m.integrity && "sha384-" + btoa(String.fromCharCode(...new Uint8Array(await subtle.digest("SHA-384", b)))) !== m.integrity) throw new Error(m.file + ": integrity");
    return first || WebAssembly.compile(await bytes(b));
  }

  // A packed module may reach us still compressed (no type known to the host).
  async function bytes(buffer) {
    const b = new Uint8Array(buffer);
    return b[0] === 0x1f && b[1] === 0x8b ? new Response(new Response(b).body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer() : buffer;
  }

  // kind as widget.EffectKind: 5 store, 6 recall, 7 forget. Never a key
  // without being asked; what is older than 90 days goes.
  function store(kind, key, value) {
    try {
      const s = localStorage;
      if (kind === 7) { s.removeItem(key); return true; }
      if (kind === 5) { s.setItem(key, Date.now() + " " + value); return true; }
      for (const k of Object.keys(s)) if (k.startsWith("eafc/1/") && !(Date.now() - parseInt(s.getItem(k)) < 7776e6)) s.removeItem(k);
      const v = s.getItem(key);
      return v === null ? true : v.slice(v.indexOf(" ") + 1);
    } catch { return kind !== 5; }
  }

  class Widget extends HTMLElement {
    #id = 0; #api; #root; #kept; #height; #late;
    get version() { return VERSION; }
    connectedCallback() {
      if (this.#root) { if (!this.#api) this.#begin(); return; }
      const now = this.getAttribute("chargement") === "immediat";
      if (now) this.#ask().catch(() => {});
      try {
        this.#root = this.shadowRoot || this.attachShadow({ mode: "open" });
        this.#root.adoptedStyleSheets = [style()];
        if (!this.#root.childNodes.length) this.#root.append(document.createElement("slot"));
      } catch (e) { return this.#fail(e); }
      this.#listen();
      new ResizeObserver(() => {
        const height = this.offsetHeight;
        if (height && height !== this.#height) this.#emit("hauteur", { height: (this.#height = height) });
      }).observe(this);
      if (now) return this.#begin();
      const o = new IntersectionObserver((es) => { if (es.some((e) => e.isIntersecting)) { o.disconnect(); this.#begin(); } }, { rootMargin: "400px" });
      o.observe(this);
    }
    disconnectedCallback() {
      queueMicrotask(() => {
        if (this.isConnected || !this.#api) return;
        this.#kept = this.#api.call(this.#id, "exporter", "reprise");
        this.#api.unmount(this.#id);
        this.#id = 0; this.#api = null; this.#begun = false;
        this.#root.replaceChildren(document.createElement("slot"));
      });
    }
    // The requests leave first.
    #ask() {
      for (const k of ["referentiel", "profil", "catalogue", "rapport", "grille"]) {
        const u = this.getAttribute(k);
        if (early.has(u) || !/\.json$/i.test(u)) continue;
        // Read to its end as well: the module then paints in one go.
        early.set(u, fetch(u, { credentials: "omit" }).then(whole));
        early.get(u).catch(() => early.delete(u));
      }
      return start(TAGS[this.localName]);
    }
    #begun = false;
    async #begin() {
      if (this.#begun) return;
      this.#begun = true;
      try {
        const api = await this.#ask();
        if (!(this.#begun = this.isConnected)) return;
        this.#api = api;
        this.addEventListener("eafc:pret", async () => {
          await 0; // a widget without documents is ready while it is mounted
          if (this.#kept) this.importer(this.#kept);
          this.#root.getElementById(this.#late)?.click();
          this.#kept = this.#late = null;
        }, { once: true });
        this.#id = api.mount(this, this.#root, this.#root.querySelector(".cadre") ? () => this.#snapshot() : null);
        if (this.#id < 0) throw "not in this module";
      } catch (e) { this.#begun = this.#fail(e); }
    }
    #fail(e) {
      console.warn(`<${this.localName}>`, e);
      if (this.#root && !this.#root.querySelector(".cadre")) this.#root.replaceChildren(document.createElement("slot"));
      this.#emit("erreur", { code: "WIDGET-000", message: String(e?.message || e) });
    }
    #emit(type, detail) { this.dispatchEvent(new CustomEvent("eafc:" + type, { bubbles: true, composed: true, detail })); }
    #listen() {
      const r = this.#root;
      const send = (e, value, parse) => { if (this.#api) this.#api.send(this.#id, e.dataset.m, e.dataset.a || "", value, parse); else this.#move(e); };
      r.addEventListener("click", (ev) => {
        const e = ev.target.closest("button[data-m],a[data-m]");
        if (!e || e.ariaDisabled === "true") return;
        ev.preventDefault();
        send(e, e.value || "");
      });
      r.addEventListener("submit", (ev) => {
        const e = ev.target.closest("form[data-m]");
        if (!e) return;
        ev.preventDefault();
        send(e, JSON.stringify(Object.fromEntries(new FormData(e))), true);
      });
      r.addEventListener("change", async (ev) => {
        const e = ev.target.closest("input[data-m],select[data-m],textarea[data-m]");
        if (e?.type === "radio" && !this.#api) this.#answer(e);
        if (!e || e.type !== "file" && !this.#api) return;
        if (e.type === "file") {
          await this.#files(e, [...e.files]);
          e.value = "";
        } else send(e, e.type === "checkbox" ? (e.checked ? e.value === "on" ? "1" : e.value : "") : e.value);
      });
      const zone = (ev) => ev.target.closest?.("[data-depot]");
      r.addEventListener("dragover", (ev) => { const z = zone(ev); if (z) { ev.preventDefault(); z.dataset.survol = ""; } });
      r.addEventListener("dragleave", (ev) => { delete zone(ev)?.dataset.survol; });
      r.addEventListener("drop", (ev) => {
        const z = zone(ev);
        if (!z) return;
        delete z.dataset.survol;
        ev.preventDefault();
        this.#files(r.getElementById(z.dataset.depot), [...ev.dataTransfer.files]);
      });
      r.addEventListener("input", (ev) => {
        const e = ev.target.closest("input[data-i],textarea[data-i]");
        if (e && this.#api) this.#api.send(this.#id, e.dataset.i, e.dataset.a || "", e.value);
      });
    }
    // Files are read here and stay here. data-brut: text, not JSON;
    // data-empreinte: only the SHA-256 of the bytes is taken; data-octets: the
    // bytes wait for the engine.
    async #files(e, list) {
      if (!this.#api) await new Promise((ok) => this.addEventListener("eafc:pret", ok, { once: true }));
      const m = e.dataset.m, send = (name, value, parse, file) => this.#api.send(this.#id, name, m, value, parse, file);
      for (const f of list) {
        if ("empreinte" in e.dataset) {
          if (!globalThis.crypto?.subtle) { send("file-refused", `${f.name} : empreinte impossible hors https`); continue; }
          const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await f.arrayBuffer()));
          send("file", [...sum].map((b) => b.toString(16).padStart(2, "0")).join(""), false, f.name);
          continue;
        }
        const bytes = "octets" in e.dataset, mib = bytes ? 10 : 2;
        if (f.size > mib * 1048576) send("file-refused", `${f.name} : plus de ${mib} Mio`);
        else if (bytes) send("file", hold(new Uint8Array(await f.arrayBuffer())), false, f.name);
        else send("file", await f.text(), !("brut" in e.dataset), f.name);
      }
      if (e.multiple) send("files", String(list.length));
    }
    // Before the module: a prerendered page can already be walked through.
    #step = 0; #failed = false;
    #move(e) {
      const steps = [...this.#root.querySelectorAll("[data-etape]")], n = steps.length - 1;
      const m = e.dataset.m, now = steps[this.#step];
      let to = this.#step;
      if (m === "commencer") to = 1; else if (m === "precedent") to--; else if (m === "suivant") {
        const error = now.querySelector("[data-erreur]");
        this.#failed = !now.querySelector("input:checked");
        if (error) error.hidden = !this.#failed;
        if (this.#failed) { error?.focus(); return; }
        to++;
      } else return void (this.#late = e.id); // until the module is there
      if (to < 0 || to >= n) return;
      now.hidden = true; steps[to].hidden = false; this.#step = to;
      for (const x of this.#root.querySelectorAll(".avance,.boutons")) x.hidden = to === 0;
      steps[to].querySelector("[tabindex='-1']")?.focus();
    }
    // An answer given before the module is told at once: adopting it is not.
    #answer(e) {
      const skipped = e.value === "passe";
      this.#emit("reponse", { item: e.dataset.a, level: skipped ? null : +e.value, skipped });
    }
    #snapshot() {
      const fields = [];
      for (const e of this.#root.querySelectorAll(":is(:checked,textarea,select,[type=text],[type=search])[name]")) if (e.value) fields.push([e.name, e.value]);
      return { step: String(this.#step), failed: this.#failed, fields };
    }
    #call(m, a = "") { return this.#api ? this.#api.call(this.#id, m, a) : undefined; }
    etat() { const s = this.#call("exporter", "etat"); return s ? JSON.parse(s) : null; }
    importer(x) { return this.#call("importer", typeof x === "string" ? x : JSON.stringify(x)) === true; }
    exporter(k = "json") { return this.#call("exporter", k) ?? null; }
    effacer() { this.#call("effacer"); }
    aller(id) { this.#call("aller", String(id)); }
  }
  for (const tag of Object.keys(TAGS)) if (!customElements.get(tag)) customElements.define(tag, class extends Widget {});
}
