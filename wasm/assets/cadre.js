// Child's half of the frame protocol, in the widget's own page: the query
// becomes attributes, the parent is greeted if the deployment lists it.
(async () => {
  const query = new URLSearchParams(location.search), host = document.querySelector("[data-cadre]");
  const allowed = ["langue", "niveau-titre", "theme", "referentiel", "profil", "catalogue", "stockage", "envoi", "endpoint-xapi", "campagne", "pseudonyme", "afficher-attendu", "mode", "max-briques", ...host.dataset.cadre.split(" ")];
  for (const k of allowed) if (query.has(k)) host.setAttribute(k, query.get(k));
  if (query.get("langue") === "en") { document.documentElement.lang = "en"; document.title = host.dataset.title; }
  host.setAttribute("chargement", "immediat");
  if (parent === window) return;
  const id = crypto.randomUUID(), LIMIT = 262144;
  let port, timer, last = 0, wanted = 0;
  let origin = "", asked = "";
  try {
    // Not named, the parent is a page of this site: nobody else gets a word.
    asked = new URL(query.get("parent") ?? location.href).origin;
    const list = await (await fetch("../parents.json", { credentials: "omit" })).json();
    if (asked && Array.isArray(list) && list.includes(asked)) origin = asked;
  } catch { /* no list: height only */ }
  const small = (m) => { try { return JSON.stringify(m).length <= LIMIT; } catch { return false; } };
  const say = (type, detail) => { const m = { eafc: 1, id, type, detail }; if (port && small(m)) port.postMessage(m); };
  // Ten a second at most, and the last one is the height of that moment.
  const height = () => {
    timer ||= setTimeout(() => {
      timer = 0;
      // Not scrollHeight, which is never less than the frame: it could not shrink.
      const h = Math.min(20000, Math.ceil(document.documentElement.getBoundingClientRect().height));
      if (h === last) return;
      last = h; wanted = Date.now();
      if (port) say("hauteur", { height: h }); else if (asked) parent.postMessage({ eafc: 1, id, type: "hauteur", height: h }, asked);
    }, Math.max(0, wanted + 100 - Date.now()));
  };
  new ResizeObserver(height).observe(host);
  for (const t of ["pret", "etape", "reponse", "resultat", "controle", "envoi", "efface", "erreur"]) host.addEventListener("eafc:" + t, (e) => say(t, e.detail));
  if (!origin) return;
  addEventListener("message", (e) => {
    const d = e.data;
    if (e.source !== parent || e.origin !== origin || !d || d.eafc !== 1 || d.id !== id || d.type !== "accueil" || port || !e.ports[0]) return;
    port = e.ports[0];
    port.onmessage = ({ data: m }) => {
      if (!m || m.eafc !== 1 || m.id !== id || !small(m)) return;
      if (m.type === "exporter") say("resultat", host.etat());
      else if (["importer", "effacer", "aller"].includes(m.type)) host[m.type](m.value);
    };
    last = 0; height();
  });
  parent.postMessage({ eafc: 1, id, type: "bonjour" }, origin);
})();
