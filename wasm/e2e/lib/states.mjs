// The screens of every widget but the first: how to get to each. The
// accessibility matrix and the pictures walk through them in this order, so a
// state may start from where the one before it ended.
import { readFileSync } from "node:fs";
import path from "node:path";
import { signer, picture, idOf } from "./badges.mjs";
import { dashboard, file, positions, serve as servePanels } from "./panels.mjs";
import { root } from "./stage.mjs";

const framework = 'referentiel="/data/encadrement.json"';
const by = signer("https://label.exemple.fr/jwks.json#2026");
const good = by.badge("Animer et soutenir une équipe, niveau 3", "2099-01-01T00:00:00Z"), gone = by.badge("Conduire un projet collectif", "2099-01-01T00:00:00Z");
const example = (name) => readFileSync(path.join(root, "schemas/examples/v1/brick", name), "utf8");

const open = async (p, name, text) => p.locator("#w #ouvrir").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
const unfold = async (p, where = "") => { for (const s of await p.locator(`#w ${where} summary`).all()) if (await s.isVisible() && !(await s.evaluate((e) => e.parentElement.open))) await s.click(); };
const start = async (p) => { await p.locator("#w #commencer").click(); await p.locator("#w #titre-1").waitFor(); };
const results = async (p) => { await p.locator("#w #voir-bilan").click(); await p.locator("#w #titre-plan").waitFor(); await unfold(p, "[data-s=bilan]"); await unfold(p, "[data-s=plan]"); };
const badge = (state, text, want) => [state, async (p) => { if (await p.locator("#w #effacer").count()) await p.locator("#w #effacer").click(); await open(p, "badge.svg", text); await p.locator(`#w #titre-verdict:has-text("${want}")`).waitFor(); }];

// serve puts what the states ask for where the pages look.
export function serve(site) {
  const put = (at, html, type) => site.pages.set(at, { html, headers: { "content-type": type } });
  put("/cles/jwks.json", by.jwks, "application/json");
  put("/cles/retraits.jwt", by.revocations([idOf(gone)]), "text/plain");
  servePanels(site, root);
}

export const widgets = [
  { tag: "eafc-catalogue", attrs: `catalogue="/data/catalogue.json" ${framework}`, shown: ".liste .brique", states: [
    ["liste", async () => {}],
    ["vide", async (p) => { await p.locator("#w #q").fill("zzzzzz"); await p.waitForTimeout(80); }],
    ["fiche", async (p) => { await p.locator("#w #q").fill("données"); await p.waitForTimeout(80); await p.locator("#w #b-0").click(); await p.locator("#w #fiche").waitFor(); }] ] },
  { tag: "eafc-parcours", attrs: 'catalogue="/data/catalogue.json"', shown: ".brique", states: [["parcours", async () => {}]] },
  { tag: "eafc-referentiel", attrs: `${framework} comparer="/data/encadrement.json"`, shown: ".item", states: [
    ["domaines", async () => {}], ["competence", async (p) => { await p.locator("#w .item summary").first().click(); }] ] },
  { tag: "eafc-label", attrs: 'rapport="/data/rapport.json" grille="/data/grille.json" sujet="/data/faits.json"', shown: ".item", states: [
    ["rapport", async () => {}], ["regle", async (p) => { await p.locator("#w .item summary").first().click(); await p.locator("#w .item summary").last().click(); }] ] },
  { tag: "eafc-label", name: "eafc-label-faux", attrs: 'rapport="/data/rapport-faux.json" grille="/data/grille.json" sujet="/data/faits.json"', shown: ".alerte li", states: [["ecarts", async () => {}]] },
  { tag: "eafc-label", name: "eafc-label-autre", attrs: 'rapport="/data/rapport.json" grille="/data/grille.json" sujet="/data/rapport.json"', shown: "[role=alert]", states: [["faute", async () => {}]] },
  { tag: "eafc-comparaison", attrs: framework, shown: "#f-avant", states: [
    ["attente", async () => {}],
    ["compare", async (p, site) => { for (const n of ["avant", "apres"]) await p.locator(`#w #f-${n}`).setInputFiles({ name: n + ".json", mimeType: "application/json", buffer: Buffer.from(await (await fetch(`${site.url}/data/${n}.json`)).text()) }); await p.locator("#w .tableau").first().waitFor(); }] ] },
  { tag: "eafc-second-regard", attrs: `${framework} sien="/data/avant.json" autre="/data/apres.json"`, shown: ".tableau", states: [["differences", async () => {}]] },
  { tag: "eafc-portfolio", attrs: framework, shown: "#ouvrir", states: [
    ["vide", async () => {}],
    ["refus", async (p) => { await open(p, "x.json", '{"items":[]}'); await p.locator("#w .alerte").waitFor(); }],
    ["portfolio", async (p, site) => { await open(p, "p.json", await (await fetch(site.url + "/data/portfolio.json")).text()); await p.locator("#w .tableau").first().waitFor(); }] ] },
  { tag: "eafc-portfolio", name: "eafc-portfolio-sans-referentiel", attrs: "", shown: "#ouvrir", states: [
    ["sans-nom", async (p, site) => { await open(p, "p.json", await (await fetch(site.url + "/data/portfolio.json")).text()); await p.locator("#w .tableau").first().waitFor(); }] ] },
  { tag: "eafc-verificateur", attrs: "", shown: ".depot", states: [
    ["depot", async () => {}],
    ["refus", async (p) => { await p.locator("#w #ouvrir").setInputFiles({ name: "gros.json", mimeType: "application/json", buffer: Buffer.alloc(10 * 1048576 + 1, 32) }); await p.locator("#w .alerte").waitFor(); }],
    ["constats", async (p) => {
      const text = example("valid/complet.json");
      await p.locator("#w #ouvrir").setInputFiles([["lire-les-indicateurs.brique.json", text], ["piloter-par-les-donnees.brique.json", text.replace('"blended"', '"hybride"').replace(/"version": "[^"]*"/, '"version": "1.0"')], ["coupe.brique.json", text.slice(0, 300)]].map(([name, t]) => ({ name, mimeType: "application/json", buffer: Buffer.from(t) })));
      await p.waitForFunction(() => document.querySelector("#w").shadowRoot.querySelectorAll(".document .verdict").length === 3, null, { timeout: 60000 });
    }] ] },
  { tag: "eafc-badge", attrs: 'cles="/cles/jwks.json" retraits="/cles/retraits.jwt"', shown: ".depot", states: [
    ["depot", async () => {}], badge("valide", picture(good), "Badge valide"), badge("expire", by.badge("Ancien", "2026-02-01T00:00:00Z"), "Badge expiré"), badge("retire", gone, "Badge retiré"),
    badge("faux", signer("https://label.exemple.fr/jwks.json#2026").badge("Imité", "2099-01-01T00:00:00Z"), "Signature fausse") ] },
  { tag: "eafc-badge", name: "eafc-badge-sans-cle", attrs: "", shown: ".depot", states: [badge("invérifiable".normalize("NFD").replace(/[^a-z]/g, ""), good, "Non vérifiable ici")] },
  { tag: "eafc-indicateurs", name: "eafc-indicateurs-vide", attrs: "", shown: "#fichiers", states: [
    ["depot", async () => {}],
    ["peu", async (p) => { await p.locator("#w #fichiers").setInputFiles(positions(3)); await p.locator("#w #titre-besoins").waitFor(); }] ] },
  { tag: "eafc-indicateurs", attrs: dashboard, shown: ".barres", states: [
    ["rapport", async () => {}],
    ["besoins", async (p) => { await p.locator("#w #fichiers").setInputFiles([...positions(60), file("x.json", { x: 1 })]); await p.locator("#w #titre-besoins").waitFor(); await unfold(p); }] ] },
  { tag: "eafc-indicateurs", name: "eafc-indicateurs-faute", attrs: 'rapport="/panneaux/plan.json"', shown: ".alerte", states: [["faute", async () => {}]] },
  { tag: "eafc-auto-evaluation", attrs: 'grille="/panneaux/rnq-2019-565.json" envoi="evenement"', shown: "#commencer", states: [
    ["accueil", async () => {}],
    ["sans-motif", async (p) => { await start(p); await p.locator("#w #c-2").check(); }],
    ["regle", async (p) => { await p.locator("#w #motif").fill("Rien n’est écrit."); await p.locator("#w #piece").setInputFiles({ name: "note.pdf", mimeType: "application/pdf", buffer: Buffer.from([1, 2, 3]) }); await p.locator("#w .pieces li").waitFor(); await unfold(p, "[data-s='q/ajout']"); }],
    ["bilan", results] ] },
  { tag: "eafc-auto-evaluation", name: "eafc-auto-evaluation-interne", attrs: 'grille="/panneaux/igesr-qualite-interne.json"', shown: "#commencer", states: [
    ["accueil", async () => {}], ["bilan", async (p) => { await start(p); await results(p); }] ] },
  { tag: "eafc-portfolio", name: "eafc-portfolio-absent", attrs: 'referentiel="/data/absent.json"', shown: ".alerte", states: [["faute", async () => {}]] },
  { tag: "eafc-auto-positionnement", name: "eafc-auto-positionnement-page", attrs: `${framework} profil="direction" mode="page" stockage="choix"`, shown: ".intro", states: [
    ["page", async () => {}],
    ["manques", async (p) => { await p.locator("#w #r-1-2").check(); await p.locator("#w #suivant").click(); await p.locator("#w #erreur-1 li").first().waitFor(); }] ] },
];
