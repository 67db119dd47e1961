// SPDX-License-Identifier: Apache-2.0
// How the Markdown of the repository becomes HTML: links lead inside the
// site, tables and code can be reached by keyboard, headings have names.
import anchor from "markdown-it-anchor";
import { resolve } from "./repository.mjs";

// slug names a heading as the forges do.
export const slug = (s) => s.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");

const words = { fr: { code: "Extrait de code", table: "Tableau" }, en: { code: "Code", table: "Table" } };

export function configure(md) {
  md.set({ html: true, linkify: false });
  md.use(anchor, { slugify: slug, tabIndex: false });
  const escape = md.utils.escapeHtml;
  const say = (env, key) => words[env.lang === "en" ? "en" : "fr"][key];

  // French puts a space before high punctuation: it must not break the line.
  md.core.ruler.push("espaces", (state) => {
    if (state.env.lang === "en") return;
    for (const token of state.tokens) for (const t of token.children || []) if (t.type === "text") t.content = t.content.replace(/ ([:;!?»%])/g, "\u00a0$1").replace(/« /g, "«\u00a0").replace(/(\d) (?=\d{3}(?!\d))/g, "$1\u00a0");
  });
  md.core.ruler.push("links", (state) => {
    const source = state.env.source;
    if (!source) return;
    for (const token of state.tokens) for (const t of token.children || []) {
      const name = t.type === "link_open" ? "href" : t.type === "image" ? "src" : "";
      if (!name) continue;
      const href = t.attrGet(name), to = resolve(source, href);
      if (to === undefined) throw new Error(`${source}: ${href} leads nowhere`);
      if (to) t.attrSet(name, to);
      else if (href.includes("://")) t.attrSet("rel", "noreferrer external");
    }
  });

  // A table names the heading above it: a screen reader can tell two apart.
  let heading = "";
  const open = md.renderer.rules.heading_open || ((t, i, o, e, s) => s.renderToken(t, i, o));
  md.renderer.rules.heading_open = (tokens, i, options, env, self) => { heading = tokens[i + 1].content.replace(/[`*[\]]/g, ""); return open(tokens, i, options, env, self); };
  md.renderer.rules.table_open = (tokens, i, options, env) => `<div class="wide" role="group" aria-label="${escape(`${say(env, "table")} : ${heading}`)}" tabindex="0"><table>\n`;
  md.renderer.rules.table_close = () => "</table></div>\n";
  md.renderer.rules.th_open = () => '<th scope="col">';
  md.renderer.rules.fence = (tokens, i, options, env) => {
    const t = tokens[i], lang = t.info.trim();
    return `<div class="code"><pre role="group" aria-label="${escape(say(env, "code") + (lang ? " : " + lang : ""))}" tabindex="0"><code>${escape(t.content)}</code></pre></div>\n`;
  };
  md.renderer.rules.code_block = md.renderer.rules.fence;
}
