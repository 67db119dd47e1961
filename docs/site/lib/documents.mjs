// SPDX-License-Identifier: Apache-2.0
// The Markdown documents of the repository that the site shows, in the order
// of its menus: [file, address, section]. "x.en.md" is the English twin of
// "x.md" and lies under /en/.

export const sections = {
  debut: { fr: "Commencer", en: "Start" },
  installer: { fr: "Installer dans un site", en: "Put it in a site" },
  comprendre: { fr: "Comprendre", en: "Understand" },
  reference: { fr: "Référence", en: "Reference" },
  confiance: { fr: "Confiance", en: "Trust" },
  label: { fr: "Label", en: "Label" },
  projet: { fr: "Projet", en: "Project" },
};

const french = [
  ["docs/tutoriel-academie.md", "/premiers-pas/academie/", "debut"],
  ["docs/tutoriel-site.md", "/premiers-pas/site/", "debut"],
  ["docs/tutoriel-partenaire.md", "/premiers-pas/partenaire/", "debut"],
  ["docs/heberger/index.md", "/heberger/", "installer"],
  ["docs/heberger/magistere.md", "/heberger/magistere/", "installer"],
  ["docs/heberger/spip.md", "/heberger/spip/", "installer"],
  ["docs/heberger/drupal.md", "/heberger/drupal/", "installer"],
  ["docs/heberger/wordpress.md", "/heberger/wordpress/", "installer"],
  ["docs/heberger/dsfr.md", "/heberger/dsfr/", "installer"],
  ["docs/heberger/intranet.md", "/heberger/intranet/", "installer"],
  ["docs/architecture.md", "/architecture/", "comprendre"],
  ["docs/limites.md", "/limites/", "comprendre"],
  ["docs/lrs-passage-a-l-echelle.md", "/passage-a-l-echelle/", "comprendre"],
  ["docs/couverture.md", "/couverture/", "comprendre"],
  ["docs/reference/commande.md", "/reference/commande/", "reference"],
  ["docs/reference/widgets.md", "/reference/widgets/", "reference"],
  ["docs/reference/paquets.md", "/reference/paquets/", "reference"],
  ["SECURITY.md", "/confiance/securite/", "confiance"],
  ["docs/menaces.md", "/confiance/menaces/", "confiance"],
  ["docs/portes.md", "/confiance/portes/", "confiance"],
  ["docs/rgaa.md", "/confiance/accessibilite/", "confiance"],
  ["docs/rgpd.md", "/confiance/rgpd/", "confiance"],
  ["examples/rgpd/registre.md", "/confiance/rgpd/registre/", "confiance"],
  ["examples/rgpd/aipd.md", "/confiance/rgpd/aipd/", "confiance"],
  ["examples/rgpd/information.md", "/confiance/rgpd/information/", "confiance"],
  ["internal/trust/mapping/openssf.md", "/confiance/openssf/", "confiance"],
  ["internal/trust/mapping/best-practices.md", "/confiance/bonnes-pratiques/", "confiance"],
  ["internal/trust/mapping/anssi.md", "/confiance/anssi/", "confiance"],
  ["internal/trust/mapping/cnil.md", "/confiance/cnil/", "confiance"],
  ["docs/label/ih2ef-proposition.md", "/label/ih2ef-proposition/", "label"],
  ["docs/label/rnq-2019-565.md", "/label/rnq-2019-565/", "label"],
  ["docs/label/eqavet-10.md", "/label/eqavet-10/", "label"],
  ["docs/label/qualeduc-cycle.md", "/label/qualeduc-cycle/", "label"],
  ["docs/label/igesr-qualite-interne.md", "/label/igesr-qualite-interne/", "label"],
  ["docs/label/territorial-exemple.md", "/label/territorial-exemple/", "label"],
  ["README.md", "/projet/", "projet"],
  ["CHANGELOG.md", "/projet/journal/", "projet"],
  ["CONTRIBUTING.md", "/projet/contribuer/", "projet"],
  ["examples/ci-partenaire/README.md", "/exemples/ci-partenaire/", "projet"],
  ["examples/page-simple/README.md", "/exemples/page-simple/", "projet"],
  ["examples/page-eafc/README.md", "/exemples/page-eafc/", "projet"],
  ["examples/moodle/README.md", "/exemples/moodle/", "projet"],
  ["examples/react/README.md", "/exemples/react/", "projet"],
  ["examples/goapp/README.md", "/exemples/goapp/", "projet"],
];
const english = [
  ["docs/tutoriel-academie.en.md", "/en/first-steps/academy/", "debut", "docs/tutoriel-academie.md"],
  ["docs/tutoriel-site.en.md", "/en/first-steps/site/", "debut", "docs/tutoriel-site.md"],
  ["docs/tutoriel-partenaire.en.md", "/en/first-steps/partner/", "debut", "docs/tutoriel-partenaire.md"],
  ["docs/heberger/index.en.md", "/en/hosting/", "installer", "docs/heberger/index.md"],
  ["docs/heberger/magistere.en.md", "/en/hosting/magistere/", "installer", "docs/heberger/magistere.md"],
  ["docs/heberger/spip.en.md", "/en/hosting/spip/", "installer", "docs/heberger/spip.md"],
  ["docs/heberger/drupal.en.md", "/en/hosting/drupal/", "installer", "docs/heberger/drupal.md"],
  ["docs/heberger/wordpress.en.md", "/en/hosting/wordpress/", "installer", "docs/heberger/wordpress.md"],
  ["docs/heberger/dsfr.en.md", "/en/hosting/dsfr/", "installer", "docs/heberger/dsfr.md"],
  ["docs/heberger/intranet.en.md", "/en/hosting/intranet/", "installer", "docs/heberger/intranet.md"],
  ["docs/architecture.en.md", "/en/architecture/", "comprendre", "docs/architecture.md"],
  ["docs/limites.en.md", "/en/limits/", "comprendre", "docs/limites.md"],
  ["docs/lrs-passage-a-l-echelle.en.md", "/en/scale/", "comprendre", "docs/lrs-passage-a-l-echelle.md"],
  ["RATIONALE.md", "/en/rationale/", "comprendre"],
  ["docs/reference/commande.en.md", "/en/reference/command/", "reference", "docs/reference/commande.md"],
  ["docs/reference/widgets.en.md", "/en/reference/widgets/", "reference", "docs/reference/widgets.md"],
  ["docs/menaces.en.md", "/en/trust/threats/", "confiance", "docs/menaces.md"],
  ["docs/rgpd.en.md", "/en/trust/gdpr/", "confiance", "docs/rgpd.md"],
  ["examples/rgpd/registre.en.md", "/en/trust/gdpr/record/", "confiance", "examples/rgpd/registre.md"],
  ["examples/rgpd/aipd.en.md", "/en/trust/gdpr/impact/", "confiance", "examples/rgpd/aipd.md"],
  ["examples/rgpd/information.en.md", "/en/trust/gdpr/information/", "confiance", "examples/rgpd/information.md"],
  ["docs/label/ih2ef-proposition.en.md", "/en/label/ih2ef-proposition/", "label", "docs/label/ih2ef-proposition.md"],
  ["docs/label/rnq-2019-565.en.md", "/en/label/rnq-2019-565/", "label", "docs/label/rnq-2019-565.md"],
  ["docs/label/eqavet-10.en.md", "/en/label/eqavet-10/", "label", "docs/label/eqavet-10.md"],
  ["docs/label/qualeduc-cycle.en.md", "/en/label/qualeduc-cycle/", "label", "docs/label/qualeduc-cycle.md"],
  ["docs/label/igesr-qualite-interne.en.md", "/en/label/igesr-qualite-interne/", "label", "docs/label/igesr-qualite-interne.md"],
  ["docs/label/territorial-exemple.en.md", "/en/label/territorial-exemple/", "label", "docs/label/territorial-exemple.md"],
  ["README.en.md", "/en/project/", "projet", "README.md"],
];

// documents are the rows as objects, each with its language and its twin.
export const documents = [...french.map(([source, url, section]) => ({ source, url, section, lang: "fr" })), ...english.map(([source, url, section, of]) => ({ source, url, section, lang: "en", of }))];
const at = new Map(documents.map((d) => [d.source, d]));
for (const d of documents) if (d.of) { d.twin = at.get(d.of).url; at.get(d.of).twin = d.url; }

// generated are the pages that templates make: their places in the menus.
export const generated = [
  { url: "/reference/codes/", twin: "/en/reference/codes/", lang: "fr", section: "reference", title: "Codes de constat" },
  { url: "/reference/schemas/", twin: "/en/reference/schemas/", lang: "fr", section: "reference", title: "Schémas des documents" },
  { url: "/confiance/mesures/", twin: "/en/trust/measures/", lang: "fr", section: "confiance", title: "Mesures, à côté des pairs" },
  { url: "/en/reference/codes/", twin: "/reference/codes/", lang: "en", section: "reference", title: "Issue codes" },
  { url: "/en/reference/schemas/", twin: "/reference/schemas/", lang: "en", section: "reference", title: "Schemas of the documents" },
  { url: "/en/trust/measures/", twin: "/confiance/mesures/", lang: "en", section: "confiance", title: "Measures, beside the peers" },
];
