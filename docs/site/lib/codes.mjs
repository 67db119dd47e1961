// SPDX-License-Identifier: Apache-2.0
// The issue codes of schemas/v1/rules.json, grouped by their prefix.
import { json } from "./repository.mjs";

const names = {
  ATTACHMENT: ["Pièces jointes xAPI", "xAPI attachments"], BRICK: ["Briques", "Bricks"], CASE: ["Échange CASE", "CASE exchange"], CATALOGUE: ["Catalogues", "Catalogues"],
  CATSHEET: ["Tableau de catalogue", "Catalogue sheet"], CHANGE: ["Changements d’un référentiel", "Framework changes"], CMI5: ["Paquets cmi5", "cmi5 packages"], CONVERSION: ["Conversions", "Conversions"],
  CREDENTIAL: ["Badges et attestations", "Credentials"], FRAMEWORK: ["Référentiels", "Frameworks"], FWSHEET: ["Tableau de référentiel", "Framework sheet"], GAIA: ["Fichiers GAIA", "GAIA files"],
  INDICATOR: ["Indicateurs", "Indicators"], KIND: ["Genre du document", "Kind of document"], LABEL: ["Label", "Label"], LHEO: ["Échange LHEO", "LHEO exchange"], LRS: ["Entrepôt de traces", "Learning record store"],
  MAGISTERE: ["M@gistère", "M@gistère"], MERGE: ["Fusions", "Merges"], MIGRATION: ["Migrations", "Migrations"], MOODLECSV: ["CSV de Moodle", "Moodle CSV"], PARTNER: ["Partenaires", "Partners"],
  PATHWAY: ["Parcours", "Pathways"], PLAN: ["Calcul de parcours", "Planner"], POSITIONING: ["Auto-positionnement", "Positioning"], PRIVACY: ["Vie privée", "Privacy"], READ: ["Lecture", "Reading"],
  SCHEMAORG: ["schema.org", "schema.org"], SESSION: ["Sessions", "Sessions"], SHAPE: ["Forme", "Shape"], SIGNATURE: ["Signatures", "Signatures"], STATEMENT: ["Traces xAPI", "xAPI statements"],
  SUBSET: ["Sous-ensemble de JSON Schema", "JSON Schema subset"], TABLE: ["Tableaux", "Tables"], WIDGET: ["Widgets", "Widgets"], XAPIPROFILE: ["Profil xAPI", "xAPI profile"], XML: ["XML", "XML"], ZIP: ["Archives", "Archives"],
};
const severities = { error: ["erreur", "error"], warning: ["avertissement", "warning"], info: ["information", "information"] };

export function groups(lang) {
  const n = lang === "en" ? 1 : 0, by = new Map();
  for (const r of json("schemas/v1/rules.json").rules) {
    const prefix = r.code.replace(/-\d+$/, "");
    if (!by.has(prefix)) by.set(prefix, []);
    by.get(prefix).push({ code: r.code, severity: severities[r.severity]?.[n] || r.severity, message: r.message[lang], fix: r.fix?.[lang] || "", ref: r.ref || "" });
  }
  return [...by].sort(([a], [b]) => (a < b ? -1 : 1)).map(([prefix, codes]) => ({ prefix, name: (names[prefix] || [prefix, prefix])[n], codes, url: `${lang === "en" ? "/en" : ""}/reference/codes/${prefix.toLowerCase()}/`, twin: `${lang === "en" ? "" : "/en"}/reference/codes/${prefix.toLowerCase()}/` }));
}
