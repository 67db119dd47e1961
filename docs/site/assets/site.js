// SPDX-License-Identifier: Apache-2.0
// What the pages do beyond being read: copy a block of code, fold the menu of
// a small screen, search. Everything is there without this file but the search.
const en = document.documentElement.lang === "en";
const said = document.createElement("p");
said.className = "sr";
said.setAttribute("role", "status");
document.body.append(said);

for (const block of document.querySelectorAll(".code")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = en ? "Copy" : "Copier";
  button.setAttribute("aria-label", en ? "Copy this block" : "Copier cet extrait");
  button.addEventListener("click", async () => {
    const text = block.querySelector("code").textContent;
    try { await navigator.clipboard.writeText(text); } catch {
      const range = document.createRange();
      range.selectNodeContents(block.querySelector("code"));
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      if (!document.execCommand("copy")) { said.textContent = en ? "Selected: copy with the keyboard." : "Sélectionné : copiez au clavier."; return; }
      selection.removeAllRanges();
    }
    said.textContent = "";
    setTimeout(() => (said.textContent = en ? "Copied." : "Copié."), 50);
    button.textContent = en ? "Copied" : "Copié";
    setTimeout(() => (button.textContent = en ? "Copy" : "Copier"), 3000);
  });
  block.prepend(button);
}

const menu = document.querySelector(".menu details");
const narrow = matchMedia("(max-width:56rem)");
const fold = () => (menu.open = !narrow.matches);
fold();
narrow.addEventListener("change", fold);

const results = document.querySelector("#resultats");
if (results) search();

async function search() {
  const field = document.querySelector("#q"), status = document.querySelector("#etat");
  const root = new URL(document.body.dataset.root, location.href).href;
  const query = new URLSearchParams(location.search).get("q") || "";
  field.value = query;
  let engine, last = 0;
  const look = async () => {
    const mine = ++last, text = field.value.trim();
    if (!text) { results.replaceChildren(); status.textContent = ""; return; }
    try {
      if (!engine) { engine = await import(root + "pagefind/pagefind.js"); await engine.options({ baseUrl: "/" }); }
      const found = await engine.search(text);
      const shown = await Promise.all(found.results.slice(0, 20).map((r) => r.data()));
      if (mine !== last) return;
      status.textContent = found.results.length === 0 ? (en ? "Nothing found." : "Aucun résultat.") : en ? `${found.results.length} pages found, the best ${shown.length} are shown.` : `${found.results.length} pages trouvées, les ${shown.length} meilleures sont montrées.`;
      results.replaceChildren(...shown.map((r) => item(root, r)));
    } catch (e) {
      status.textContent = (en ? "The search does not work here: use the site map. " : "La recherche ne fonctionne pas ici : utilisez le plan du site. ") + e.message;
    }
  };
  field.form.addEventListener("submit", (e) => { e.preventDefault(); history.replaceState(null, "", "?q=" + encodeURIComponent(field.value)); look(); });
  let wait;
  field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(look, 200); });
  look();
}

// item is one result. The excerpt comes as text with <mark> and nothing else.
function item(root, r) {
  const li = document.createElement("li"), a = document.createElement("a"), p = document.createElement("p");
  a.href = root + r.url.replace(/^\//, "");
  a.textContent = r.meta.title;
  for (const [i, part] of r.excerpt.split(/<\/?mark>/).entries()) {
    const plain = new DOMParser().parseFromString(part, "text/html").body.textContent;
    const node = i % 2 ? document.createElement("mark") : document.createTextNode(plain);
    if (i % 2) node.textContent = plain;
    p.append(node);
  }
  li.append(a, p);
  return li;
}
