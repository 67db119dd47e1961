// Parent's half of the frame protocol: gives each <iframe data-eafc> its
// height and passes its events on. Include it once, from the same folder.
(() => {
  const LIMIT = 262144, opened = new WeakMap();
  const types = ["etape", "resultat", "envoi", "controle", "efface", "erreur", "pret", "reponse"];
  const small = (d) => { try { return JSON.stringify(d).length <= LIMIT; } catch { return false; } };
  const height = (f, h) => { if (typeof h === "number" && h > 0 && h <= 20000) f.style.height = Math.ceil(h) + "px"; };
  addEventListener("message", (e) => {
    const d = e.data;
    if (!d || d.eafc !== 1 || typeof d.id !== "string" || !small(d)) return;
    for (const f of document.querySelectorAll("iframe[data-eafc]")) {
      if (e.source !== f.contentWindow) continue;
      if (d.type === "hauteur") return height(f, d.height);
      if (d.type !== "bonjour" || e.origin !== new URL(f.src, location.href).origin || opened.get(f) === d.id) return;
      opened.set(f, d.id);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: m }) => {
        if (!m || m.eafc !== 1 || m.id !== d.id || !small(m)) return;
        if (m.type === "hauteur") height(f, m.detail && m.detail.height);
        else if (types.includes(m.type)) f.dispatchEvent(new CustomEvent("eafc:" + m.type, { bubbles: true, detail: m.detail }));
      };
      for (const k of ["importer", "exporter", "effacer", "aller"]) f[k] = (value) => port1.postMessage({ eafc: 1, id: d.id, type: k, value });
      e.source.postMessage({ eafc: 1, id: d.id, type: "accueil" }, e.origin, [port2]);
    }
  });
})();
