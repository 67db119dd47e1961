// The demonstration, page by page of its menu: each widget comes to life with
// its documents, no error in the console, no axe violation, nothing wider than
// the screen; the menu and the pasted code by keyboard.
export default async function ({ browser, demo, axeSource, check }) {
  const { url, child } = await demo();
  try {
    const first = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "fr-FR" });
    await first.goto(url);
    const parts = await first.locator("header .parts a").evaluateAll((l) => l.map((a) => a.getAttribute("href")));
    const paths = [];
    for (const part of parts) {
      await first.goto(url + part.slice(1));
      paths.push(...(await first.locator("header nav:last-of-type a").evaluateAll((l) => l.map((a) => a.getAttribute("href")))));
    }
    await first.close();
    check("the menu has a page for each", paths.length >= 14 && new Set(paths).size === paths.length, paths);
    const shown = new Set();
    for (const [width, colorScheme] of [[320, "light"], [768, "dark"], [1280, "light"]]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale: "fr-FR", bypassCSP: true });
      for (const path of paths) {
        const page = await context.newPage(), said = [], what = `${path} ${width} ${colorScheme}`;
        page.on("console", (m) => m.type() === "error" && said.push(m.text()));
        page.on("pageerror", (e) => said.push(String(e)));
        await page.goto(url + path.slice(1));
        const tags = await page.evaluate(() => [...document.querySelectorAll("main *")].map((e) => e.localName).filter((n) => n.startsWith("eafc-")));
        for (const tag of tags) shown.add(tag);
        await page.waitForFunction(() => [...document.querySelectorAll("main *")].filter((e) => e.localName.startsWith("eafc-")).every((e) => e.shadowRoot?.querySelector("section")), null, { timeout: 30000 }).catch(() => said.push("a widget shows nothing"));
        const alert = await page.evaluate(() => [...document.querySelectorAll("main *")].map((e) => e.shadowRoot?.querySelector("[role=alert]")?.textContent.trim()).filter(Boolean));
        check(`the focus is where the page begins ${what}`, await page.evaluate(() => document.activeElement === document.body && scrollY === 0));
        check(`nothing refused ${what}`, alert.length === 0, alert);
        await page.evaluate(axeSource);
        const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        check(`axe ${what}`, violations.length === 0, violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`));
        check(`no sideways scroll ${what}`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        check(`console ${what}`, said.length === 0, said);
        if (tags.length) {
          await page.locator(".coller summary").focus();
          await page.keyboard.press("Enter");
          const pasted = await page.locator(".coller pre").innerText();
          check(`pasted code ${what}`, pasted.includes("loader.js") && tags.every((t) => pasted.includes("<" + t)), pasted);
        }
        await page.close();
      }
      await context.close();
    }
    check("all twelve widgets", shown.size === 12, [...shown]);
  } finally { child.kill("SIGKILL"); }
}
