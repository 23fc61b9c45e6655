/** The asset page on the sample: what it shows, where it leads, what it does when something fails. */
import { expect, test, whenIdle } from "../../support/browser.ts";

// The program ends before the page does; a page that asks on would count that as an error.
test.afterEach(async ({ page }) => void (await page.goto("about:blank")));

test("shows definition and last run side by side, every kind of metadata as it deserves", async ({ app, open, page }) => {
  await open(app, "#/asset/quality%2Fmetadata_tour");
  const table = page.locator("table.metadata");
  const cell = (label: string, side: 1 | 2) => table.locator("tr", { has: page.getByRole("rowheader", { name: label, exact: true }) }).locator("td").nth(side - 1);
  await expect(cell("text", 1)).toContainText("**not bold**");
  await expect(cell("url", 1).getByRole("link")).toHaveAttribute("href", /^https:/);
  await expect(cell("path", 1).getByRole("button", { name: "Copy the path" })).toBeVisible();
  await expect(cell("null", 1)).toHaveText(/^null/);
  await cell("markdown", 1).getByRole("button", { name: /Markdown/ }).click();
  await expect(page.locator(".metadata-open .markdown")).toBeVisible();
  for (const label of ["float", "int", "bool", "timestamp"]) await expect(cell(label, 2)).not.toHaveText("–");
});

test("tabs have addresses, and the neighbours are links", async ({ app, open, page }) => {
  await open(app, "#/asset/core%2Fdim_customers");
  for (const [name, shows] of [["Columns", "customer_id"], ["History", "Events"], ["Source", "def dim_customers"]] as const) {
    await page.getByRole("navigation", { name: "Parts of the asset" }).getByRole("link", { name }).click();
    await whenIdle(page);
    expect(await page.evaluate(() => location.hash)).toBe(`#/asset/core%2Fdim_customers/${name.toLowerCase()}`);
    await expect(page.locator("#main")).toContainText(shows);
  }
  await page.getByRole("navigation", { name: "Parts of the asset" }).getByRole("link", { name: "Overview" }).click();
  await page.locator(".neighbours a").first().click();
  await expect(page.locator(".neighbours a").filter({ hasText: "dim_customers" })).toBeVisible();
});

test("numbers over time are a picture with a summary, and a table", async ({ app, open, page }) => {
  await open(app, "#/asset/core%2Fdim_customers/history");
  await expect(page.getByRole("img", { name: /^dagster\/row_count: \d+ values, last/ })).toBeVisible();
  await expect(page.locator(".chart canvas").first()).toBeVisible();
  await page.getByRole("button", { name: /^All of the event/ }).first().click();
  await expect(page.locator(".metadata-open .metadata-list")).toContainText("dagster/row_count");
});

test("source is coloured and its lines are numbered", async ({ app, open, page }) => {
  await open(app, "#/asset/core%2Fdim_customers/source");
  await expect(page.locator(".code .tok-keyword").first()).toBeVisible();
  await expect(page.locator(".code-line.marked").first()).toContainText("@dg.asset");
});

test("an editor that fails is told in full, with a way on", async ({ ownApp, open, page }) => {
  await open(ownApp, "#/asset/core%2Fdim_customers");
  await page.evaluate(async () => {
    await fetch("/api/settings.set", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ editorCommand: ["no-such-editor-here", "{file}:{line}"] }) });
  });
  await page.keyboard.press("e");
  const toast = page.getByRole("alert");
  await expect(toast).toContainText("No editor was opened");
  await expect(toast.getByRole("button", { name: "Copy path:line" })).toBeVisible();
  await toast.getByRole("button", { name: "Choose editor" }).click();
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
});

test("single keys can be switched off and changed", async ({ ownApp, open, page }) => {
  await open(ownApp, "#/settings");
  await page.getByRole("checkbox", { name: /^Single keys/ }).uncheck();
  await whenIdle(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("checkbox", { name: /^Single keys/ }).check();
  await whenIdle(page);
  await page.getByRole("button", { name: "Change the key of All keys" }).click();
  await page.keyboard.press("Control+Shift+K");
  await whenIdle(page);
  await page.keyboard.press("Control+Shift+K");
  await expect(page.getByRole("dialog", { name: "All keys" })).toContainText("Ctrl Shift K");
});

test("a broken address says so and a wrong key leads on", async ({ app, open, page }) => {
  await open(app, "#/asset/not%2Fthere");
  await expect(page.getByRole("heading", { name: "No such asset" })).toBeVisible();
  await page.evaluate(() => { location.hash = "#/nowhere/at/all"; });
  await expect(page.getByText("This address leads nowhere")).toBeVisible();
});
