// SPDX-License-Identifier: Apache-2.0
// The site: Markdown of the repository, and tables generated from its schemas,
// rules, commands and measures. Every address in the output is relative, so
// the folder can be served from any place.
import path from "node:path";
import { documents, generated, sections } from "./lib/documents.mjs";
import { collect, read, root, sources, titleOf } from "./lib/repository.mjs";
import { configure } from "./lib/markdown.mjs";
import { kinds } from "./lib/schemas.mjs";
import { groups } from "./lib/codes.mjs";
import { measures } from "./lib/measures.mjs";
import { criteria } from "./lib/rgaa.mjs";

export default function (config) {
  const dead = collect();
  if (dead.length) throw new Error("links that lead nowhere:\n" + dead.join("\n"));
  config.setQuietMode(true);
  config.setUseGitIgnore(false);
  config.amendLibrary("md", configure);
  config.addPassthroughCopy({ assets: "assets" });
  config.addPassthroughCopy({ [path.join(root, "schemas/v1")]: "schemas/v1" });
  for (const svg of ["docs/chaine.svg", "docs/chaine.en.svg", "docs/architecture.svg", "docs/architecture.en.svg"]) config.addPassthroughCopy({ [path.join(root, svg)]: "assets/" + path.basename(svg) });

  const menu = (lang) => Object.entries(sections).map(([key, name]) => ({ key, name: name[lang], pages: [...documents, ...generated].filter((d) => d.lang === lang && d.section === key).map((d) => ({ url: d.url, title: d.title || titleOf(read(d.source)) })) })).filter((s) => s.pages.length);
  config.addGlobalData("layout", "page.njk");
  config.addGlobalData("menus", { fr: menu("fr"), en: menu("en") });
  config.addGlobalData("codes", { fr: groups("fr"), en: groups("en") });
  config.addGlobalData("kinds", { fr: kinds("fr"), en: kinds("en") });
  config.addGlobalData("measures", { fr: measures("fr"), en: measures("en") });
  config.addGlobalData("rgaa", criteria());

  const seen = criteria();
  const criteriaTable = `${seen.machine} critères sur ${seen.total}, d'après les règles d'axe-core ${seen.version} elles-mêmes ; ${seen.hand} demandent une personne.\n\n| critère | règles |\n|---|---|\n${seen.list.map((c) => `| ${c.criterion} | ${c.rules.map((r) => "`" + r + "`").join(", ")} |`).join("\n")}\n`;
  for (const d of documents) {
    config.addTemplate(`documents/${d.source}`, read(d.source).replace("<!-- criteres -->", criteriaTable), { permalink: d.url + "index.html", lang: d.lang, section: d.section, title: titleOf(read(d.source)), twin: d.twin, source: d.source, templateEngineOverride: "md" });
  }
  for (const [name, list] of sources) {
    const fence = "`".repeat(6);
    const text = list ? `# ${name}\n\n${list.map((f) => `- [${f.name}](${f.url})`).join("\n")}\n` : `# ${name}\n\n${fence}${path.extname(name).slice(1)}\n${read(name).replace(/\n*$/, "\n")}${fence}\n`;
    config.addTemplate(`sources/${name.replaceAll("/", "-")}.md`, text, { permalink: `/sources/${name}/index.html`, lang: "fr", section: "projet", title: name, hide: true, templateEngineOverride: "md" });
  }

  // Addresses become relative to the page that holds them.
  config.addTransform("relative", function (content) {
    if (!this.page.outputPath || !this.page.outputPath.endsWith(".html")) return content;
    const depth = this.page.url.split("/").length - 2, up = depth ? "../".repeat(depth) : "./";
    return content.replace(/(\s(?:href|src|action|data-root))="\/(?!\/)([^"]*)"/g, (_, name, rest) => `${name}="${up}${rest}"`);
  });
  return { dir: { input: "pages", includes: "_includes", output: path.join(root, "site") }, markdownTemplateEngine: false, htmlTemplateEngine: "njk", templateFormats: ["njk", "md"] };
}
