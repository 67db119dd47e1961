// Every widget but the first (keyboard.mjs), the dashboard and the review
// (panels.mjs), from the heading of the page to its last control with the
// keyboard alone: after each key, where the focus is. Files too are opened
// with Enter or Space.
import { page } from "../lib/walk.mjs";
import { widgets, serve } from "../lib/states.mjs";
import { signer } from "../lib/badges.mjs";
import { closed } from "../lib/paper.mjs";

export default async function ({ browser, site, check }) {
  serve(site);
  const at = site.url, by = signer(at + "/cles2/jwks.json#1", at + "/issuer"), token = by.badge("Animer une équipe", "2099-01-01T00:00:00Z");
  const put = (url, html, type) => site.pages.set(url, { html, headers: { "content-type": type } });
  put("/cles2/jwks.json", by.jwks, "application/json");
  put("/cles2/revocations.jwt", by.revocations(), "text/plain");
  const get = async (name) => (await fetch(`${at}/data/${name}`)).text();
  const json = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  const before = json("avant.json", await get("avant.json")), after = json("apres.json", await get("apres.json")), portfolio = json("p.json", await get("portfolio.json"));
  const attrs = (tag) => widgets.find((w) => w.tag === tag).attrs;
  const tabs = (...names) => names.map((n) => ["Tab", n]);
  // a step: key, focus after it; a text is typed, a file answers the chooser
  // that the key opens, "saves" waits for a download
  const journeys = [
    { name: "badge with keys", tag: "eafc-badge", attrs: 'cles="/cles2/jwks.json" retraits="/cles2/revocations.jwt" emetteurs="' + at + '/issuer"', shown: ".depot", steps: [
      ...tabs("ouvrir", "summary"), ["Enter", "summary"], ["Tab", "saisie"], [{ text: token }, "saisie"], ["Tab", "coller"], ["Enter", "titre-verdict"],
      ...tabs("imprimer"), ["Enter", "imprimer"], ["Tab", "effacer"], ["Space", "titre-0"], ["Tab", "ouvrir"], [{ key: "Enter", file: json("b.jwt", token) }, "titre-verdict"],
      ...tabs("imprimer", "effacer", "langue"), ["Enter", "langue"], ["Shift+Tab", "effacer"]], said: "Valid badge" },
    { name: "badge without keys", tag: "eafc-badge", attrs: "", shown: ".depot", steps: [
      ["Tab", "ouvrir"], [{ key: "Space", file: json("b.jwt", token) }, "titre-verdict"], ["Tab", "demander"], ["Enter", "titre-verdict"], ...tabs("imprimer", "effacer"), ["Enter", "titre-0"], ...tabs("ouvrir", "summary", "langue")], said: "Vérifier un badge" },
    { name: "catalogue", tag: "eafc-catalogue", shown: ".liste .brique", steps: [
      ["Tab", "q"], [{ text: "entretien" }, "q"], ...tabs("m", "d"), ["ArrowDown", "d"], ["ArrowUp", "d"], ...tabs("p", "b-0"), ["Enter", "fiche"], ["Shift+Tab", "fermer"], ["Enter", "b-0"],
      ["Tab", "b-1"], ["Space", "fiche"], ["Shift+Tab", "fermer"], ["Space", "b-1"]], said: "briques trouvées" },
    { name: "parcours", tag: "eafc-parcours", shown: ".brique", steps: [["Tab", "imprimer"], ["Enter", "imprimer"], ["Tab", "langue"], ["Enter", "langue"], ["Shift+Tab", "imprimer"]], said: "Print or PDF" },
    { name: "référentiel", tag: "eafc-referentiel", shown: ".item", steps: [
      ["Tab", "i-EA1"], ["Enter", "i-EA1"], ["Tab", "i-EA2"], ["Space", "i-EA2"], ...tabs("i-EA3", "i-EB1", "i-EB2", "i-EB3", "i-EC1", "i-EC2", "i-EC3", "i-ED1", "i-ED2", "i-ED3", "langue"), ["Enter", "langue"]], said: "Français" },
    { name: "label", tag: "eafc-label", shown: ".item", steps: [["Tab", "imprimer"], ["Tab", "r-A1"], ["Enter", "r-A1"], ["Enter", "r-A1"], ...tabs("r-A2", "r-B1", "r-B2", "r-B3", "r-C1", "r-C2", "r-C3", "r-D1", "r-D2", "r-D3", "r-E1", "r-E2", "summary", "langue")], said: "" },
    { name: "label that differs", tag: "eafc-label", attrs: 'rapport="/data/rapport-faux.json" grille="/data/grille.json" sujet="/data/faits.json"', shown: ".alerte li", steps: [["Tab", "a"], ["Enter", "r-C1"], ["Enter", "r-C1"]], said: "" },
    { name: "comparaison", tag: "eafc-comparaison", shown: "#f-avant", steps: [["Tab", "f-avant"], [{ key: "Enter", file: before }, "f-avant"], ["Tab", "f-apres"], [{ key: "Space", file: after }, "titre-bilan"], ["Tab", "langue"], ["Enter", "langue"]], said: "" },
    { name: "second regard", tag: "eafc-second-regard", attrs: 'referentiel="/data/encadrement.json"', shown: "#f-sien", steps: [["Tab", "f-sien"], [{ key: "Space", file: before }, "f-sien"], ["Tab", "f-autre"], [{ key: "Enter", file: after }, "titre-bilan"], ["Tab", "langue"]], said: "" },
    { name: "portfolio", tag: "eafc-portfolio", shown: "#ouvrir", steps: [["Tab", "ouvrir"], [{ key: "Enter", file: portfolio }, "titre-positions"], ["Tab", "imprimer"], ["Enter", "imprimer"], ["Tab", "t-json"], [{ key: "Enter", saves: ".json" }, "t-json"], ["Tab", "t-csv"], [{ key: "Space", saves: ".csv" }, "t-csv"], ["Tab", "a"], ["Tab", "summary"], ["Tab", "langue"]], said: "Bilan de projet" },
    { name: "vérificateur", tag: "eafc-verificateur", shown: ".depot", steps: [["Tab", "ouvrir"], ["Tab", "summary"], ["Enter", "summary"], ["Tab", "saisie"], [{ text: '{"id":1}' }, "saisie"], ["Tab", "coller"], [{ key: "Enter", wait: ".document .verdict" }, "titre-constats"], ["Tab", "t-json"], [{ key: "Enter", saves: ".json" }, "t-json"], ["Tab", "imprimer"], ["Tab", "effacer"], ["Space", "titre-0"]], said: "" },
  ];
  for (const j of journeys) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fr-FR", acceptDownloads: true, reducedMotion: "reduce" });
    const p = await context.newPage();
    await closed(p);
    p.on("filechooser", () => {}); // caught from the first key on
    await p.goto(page(site, "/clavier-" + encodeURIComponent(j.name), { tag: j.tag, attrs: j.attrs ?? attrs(j.tag) }));
    await p.locator("#w").locator(j.shown).first().waitFor({ state: "attached", timeout: 20000 });
    await p.evaluate(() => { const h = document.querySelector("h1"); h.tabIndex = -1; h.focus(); });
    const focused = () => p.evaluate(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e ? e.id || e.localName : ""; });
    const seen = [];
    for (const [key, want] of j.steps) {
      if (typeof key === "string") await p.keyboard.press(key);
      else if (key.text) await p.keyboard.insertText(key.text);
      else {
        const found = key.file ? p.waitForEvent("filechooser", { timeout: 5000 }).catch(() => null) : key.saves ? p.waitForEvent("download") : null;
        await p.keyboard.press(key.key);
        const it = await found;
        if (key.file) { check(`${j.name}: ${key.key} opens the chooser`, !!it); await it?.setFiles(key.file); await p.waitForTimeout(400); }
        if (key.saves) check(`${j.name}: saves ${key.saves}`, it.suggestedFilename().endsWith(key.saves), it.suggestedFilename());
        if (key.wait) await p.locator("#w").locator(key.wait).first().waitFor({ timeout: 30000 });
      }
      let got = await focused();
      for (let i = 0; i < 60 && got !== want; i++) { await p.waitForTimeout(50); got = await focused(); }
      seen.push(got);
      check(`${j.name}: ${JSON.stringify(key).slice(0, 40)} leads to ${want}`, got === want, `${got}; ${seen.join(" ")}`);
      const outline = await p.evaluate(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; const on = (x) => x && getComputedStyle(x).outlineStyle !== "none"; return on(e) || on(e.closest(".fichier,.carte")); });
      check(`${j.name}: the focus on ${want} shows`, outline);
    }
    // the texts of another language are on their way
    const ended = await p.waitForFunction((said) => document.querySelector("#w").shadowRoot.textContent.includes(said), j.said, { timeout: 5000 }).then(() => true, () => false);
    check(`${j.name}: ends where it should`, ended, (await p.locator("#w").ariaSnapshot()).slice(0, 300));
    await context.close();
  }
}
