// What a contributor pasted, as it stands before the widgets come to life.
const loader = document.querySelector('script[src*="/loader.js"]');
const widgets = [...document.querySelectorAll("main *")].filter((e) => e.localName.startsWith("eafc-"));
const pasted = document.querySelector(".coller");
if (loader && widgets.length) {
  pasted.querySelector("pre").textContent = [loader, ...widgets].map((e) => e.outerHTML.replaceAll('=""', "")).join("\n");
  pasted.hidden = false;
}

// The button that gives invented files to a widget, as a person would.
const button = document.querySelector("#exemples");
if (button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const target = document.getElementById(button.dataset.pour);
    const list = await (await fetch(button.dataset.source)).json();
    for (const one of list) target.importer(one);
    button.textContent = `${list.length} auto-positionnements ajoutés`;
    target.aller("besoins");
  });
}

// Examples that a click gives to a widget; without it they are downloads.
for (const a of document.querySelectorAll("a[data-donner]")) {
  a.addEventListener("click", async (e) => {
    const target = document.getElementById(a.dataset.donner);
    if (!target.importer) return;
    e.preventDefault();
    target.importer(await (await fetch(a.href)).text());
  });
}

// A widget on its way, and one that did not arrive: said under it, with a
// button to try again; the network coming back tries by itself.
const missing = new Map(); // how to try again
const drawn = (e) => e.shadowRoot?.querySelector(".cadre");
const word = (e, text, button, again) => {
  let p = e.nextElementSibling;
  if (!p?.matches(".attente")) {
    p = document.createElement("div");
    p.className = "attente";
    p.setAttribute("role", "status");
    e.after(p);
  }
  p.textContent = text;
  p.hidden = !text;
  if (!button) return;
  const b = document.createElement("button");
  b.type = "button";
  b.textContent = button;
  b.addEventListener("click", again);
  p.append(b);
};
const lost = (e, button, again) => {
  if (missing.has(e)) return;
  missing.set(e, again);
  word(e, drawn(e) ? "La suite de ce questionnaire n’est pas arrivée : le réseau a manqué. Ce que vous avez rempli reste à l’écran." : "Cette partie de la page n’est pas arrivée : le réseau a manqué.", button, again);
};
for (const e of loader ? widgets : []) {
  let here = false;
  e.addEventListener("eafc:pret", () => { here = true; word(e, ""); });
  e.addEventListener("eafc:erreur", (ev) => {
    // Put back in the page, it begins again: what was filled in is in its fields.
    if (ev.detail.code === "WIDGET-000") lost(e, "Réessayer", () => { missing.delete(e); word(e, "Nouvel essai…"); e.parentNode.insertBefore(e, e.nextSibling); });
  });
  setTimeout(() => { if (!here && !missing.has(e)) word(e, drawn(e) ? "La suite de ce questionnaire arrive. Vous pouvez déjà commencer." : "Cette partie de la page arrive…"); }, 4000);
}
addEventListener("online", () => [...missing.values()].forEach((again) => again()));
// Without the loader no widget says anything.
addEventListener("load", () => setTimeout(() => widgets.forEach((e) => loader && !customElements.get(e.localName) && lost(e, "Recharger la page", () => location.reload())), 500));
