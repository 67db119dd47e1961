// The administrator's page of the learning record store: no axe violation at
// two widths in light and dark, everything by keyboard, charts equal to their
// tables, nothing wider than the screen.
import { execFileSync, spawn } from "node:child_process";
import path from "node:path";

// lines waits for the first n lines a program writes.
const lines = (child, n) => new Promise((ok, no) => {
  let text = "", log = "";
  child.stderr.on("data", (d) => (log += d));
  child.stdout.on("data", (d) => { text += d; const l = text.split("\n"); if (l.length > n) ok(l.slice(0, n)); });
  child.on("exit", () => no(new Error("the server ended: " + log)));
});
const number = (text) => Number(text.replace(/[^0-9]/g, ""));

export default async function ({ bin, dir, browser, axeSource, check }) {
  const db = "sqlite:" + path.join(dir, "admin.db");
  execFileSync(bin, ["lrs", "key", "add", "--db", db, "--tenant", "ac-exemple"], { stdio: "ignore" });
  const server = spawn(bin, ["lrs", "serve", "--db", db, "--tenant", "ac-exemple", "--key", "a:b", "--addr", "127.0.0.1:0", "--admin-addr", "127.0.0.1:0", "--quiet"], { stdio: ["ignore", "pipe", "pipe"] });
  try {
    const urls = await lines(server, 2), admin = urls.find((u) => !u.includes("/xapi")), xapi = urls.find((u) => u.includes("/xapi"));
    execFileSync(bin, ["lrs", "load", "--to", xapi, "--key", "a:b", "--statements", "250", "--batch", "25", "--clients", "2"], { stdio: "ignore" });
    for (const width of [320, 1280]) for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale: "fr-FR", bypassCSP: true });
      const page = await context.newPage(), what = `${width} ${colorScheme}`;
      await page.goto(admin);
      for (const opened of [false, true]) {
        if (opened) await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
        await page.evaluate(axeSource);
        const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        check(`axe ${what} ${opened}`, violations.length === 0, violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`));
      }
      check(`no sideways scroll ${what}`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), await page.evaluate(() => document.documentElement.scrollWidth));
      if (process.env.ADMIN_PICTURES) await page.screenshot({ path: path.join(process.env.ADMIN_PICTURES, `admin-${width}-${colorScheme}.png`), fullPage: true });
      await context.close();
    }
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(admin);
    const section = page.locator("section", { has: page.getByRole("heading", { name: "Locataire ac-exemple" }) });
    const total = number(await section.locator("dd").first().innerText());
    await page.keyboard.press("Tab");
    check("skip link first", (await page.evaluate(() => document.activeElement.textContent)) === "Aller au contenu");
    const seen = [];
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => ({ name: document.activeElement.textContent.slice(0, 40), tag: document.activeElement.tagName, visible: getComputedStyle(document.activeElement).outlineStyle !== "none" }));
      if (at.tag === "BODY") break;
      seen.push(at);
      if (at.tag === "SUMMARY") await page.keyboard.press("Enter");
    }
    check("every focus is visible", seen.every((s) => s.visible), seen);
    check("links, tables and details reached by keyboard", ["A", "DIV", "SUMMARY"].every((tag) => seen.some((s) => s.tag === tag)), seen);
    const days = (await section.locator("details td").allInnerTexts()).map(number);
    const heights = await section.locator("svg[role=img] rect").evaluateAll((l) => l.map((r) => Number(r.getAttribute("height"))));
    check("the details opened by Enter", days.length === 30 && (await section.locator("details").getAttribute("open")) !== null, days.length);
    check("the table counts every statement", total === 250 && days.reduce((a, b) => a + b, 0) === total, { total, days });
    check("the chart has the days of the table", heights.length === 30 && heights.every((h, i) => h > 0 === days[i] > 0), heights);
    const verbs = (await section.getByRole("region", { name: /^Verbes/ }).locator("td.n").allInnerTexts()).map(number);
    check("the verbs count every statement", verbs.length === 6 && verbs.reduce((a, b) => a + b, 0) === total, verbs);
    check("the key is listed, without a password", /ac-exemple\./.test(await section.getByRole("region", { name: /^Clés/ }).innerText()));
    check("the queue is there", (await page.getByRole("region", { name: "Lots et traces en attente" }).locator("tbody td").first().innerText()).trim() === "0");
    await page.close();
  } finally { server.kill("SIGTERM"); }
}
