/** The catalog by keyboard and by mouse, on the sample. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, whenIdle } from "../../support/browser.ts";

// The program ends before the page does; a page that asks on would count that as an error.
test.afterEach(async ({ page }) => void (await page.goto("about:blank")));

const hash = (page: { evaluate: (run: () => string) => Promise<string> }): Promise<string> => page.evaluate(() => decodeURIComponent(location.hash));

test("is worked by keyboard alone: filter, move, look, open, come back", async ({ app, open, page }) => {
  await open(app, "#/catalog");
  await page.keyboard.press("/");
  await page.keyboard.type("group:");
  await expect(page.getByRole("option", { name: /^finance/ })).toBeVisible();
  await page.keyboard.type("finance");
  await page.keyboard.press("Enter");
  await whenIdle(page);
  expect(await hash(page)).toBe("#/catalog?select=group:finance");
  const rows = page.getByRole("treegrid", { name: "Assets" }).getByRole("row").filter({ hasNot: page.getByRole("columnheader") });
  const keys = await rows.locator(".key-link").allTextContents();
  expect(keys.length).toBeGreaterThan(1);
  expect(keys.every((key) => key.startsWith("finance/"))).toBe(true);

  await page.keyboard.press("j");
  await page.keyboard.press("Space");
  await whenIdle(page);
  const peek = page.getByRole("complementary", { name: `In short: ${keys[1]}` });
  await expect(peek).toBeVisible();
  await page.keyboard.press("k");
  await whenIdle(page);
  await expect(page.getByRole("complementary", { name: `In short: ${keys[0]}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: keys[0]! })).toBeVisible();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(page.getByRole("treegrid", { name: "Assets" })).toBeVisible();
  expect(await hash(page)).toBe("#/catalog?select=group:finance");
});

test("filters by a click on any owner, tag, kind or group, and counts", async ({ app, open, page }) => {
  await open(app, "#/catalog");
  const total = Number(await page.locator(".query-count").textContent());
  for (const [section, value] of [["Groups", "finance"], ["Kinds", "duckdb"], ["Owners", "team:finance"], ["Tags", "tier gold"]] as const) {
    await page.evaluate(() => { location.hash = "#/catalog"; });
    await whenIdle(page);
    const facet = page.getByRole("region", { name: section }).getByRole("link", { name: value });
    const count = Number(/\d+$/.exec((await facet.textContent()) ?? "")?.[0]);
    await facet.click();
    await whenIdle(page);
    // Assets of which it is not known are counted beside it.
    await expect(page.locator(".query-count")).toHaveText(new RegExp(`^${count} of ${total}(, \\d+ unknown)?$`));
    await facet.click();
    await whenIdle(page);
    await expect(page.locator(".query-count")).toHaveText(String(total));
  }
});

test("sorts, chooses columns and remembers them, folds folders", async ({ app, open, page }) => {
  await open(app, "#/catalog");
  await page.getByRole("button", { name: "Rows" }).click();
  await expect(page.getByRole("columnheader", { name: "Rows" })).toHaveAttribute("aria-sort", "descending");
  const counts = (await page.locator('[role="gridcell"].num').allTextContents()).map((text) => (text === "–" ? -1 : Number(text.replaceAll(",", ""))));
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  await page.getByRole("button", { name: "Choose columns" }).click();
  await page.getByRole("checkbox", { name: "Description" }).check();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Description" })).toBeAttached();
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Description" })).toBeAttached();

  await page.getByRole("button", { name: "Folders" }).click();
  const folder = page.getByRole("row", { name: /^core/ });
  await expect(folder).toHaveAttribute("aria-expanded", "true");
  await folder.click();
  await expect(folder).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByRole("row", { name: /dim_customers/ })).toHaveCount(0);
});

test("says what is wrong with a filter without taking the rows away", async ({ app, open, page }) => {
  await open(app, "#/catalog?select=group%3Afinance");
  const count = await page.locator(".query-count").textContent();
  await page.getByRole("combobox", { name: "Filter assets" }).fill("group:finance and (owner:");
  await page.keyboard.press("Escape");
  await expect(page.getByText(/Not applied yet: Expected a value after owner:/)).toBeVisible();
  await expect(page.locator(".query-count")).toHaveText(count!);
});

test("an unknown value tells why, on hover and on focus", async ({ app, open, page }) => {
  await open(app, "#/catalog?only=unknown");
  const mark = page.getByRole("button", { name: /^unknown: / }).first();
  await mark.hover();
  await expect(page.getByRole("tooltip")).toContainText("Not known:");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("tooltip")).toHaveCount(0);
});

test("the palette finds assets, columns and commands; keys are listed", async ({ app, open, page }) => {
  await open(app, "#/catalog");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("customer_id");
  await whenIdle(page);
  await page.getByRole("option", { name: /^customer_id/ }).first().click();
  expect(await hash(page)).toMatch(/^#\/columns\/.+\/customer_id$/);
  await expect(page.locator(".column-row.focus")).toContainText("customer_id");
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("what was");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "What was read" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "All keys" })).toContainText("Open in editor");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page.getByRole("heading", { name: "Catalog" })).toBeVisible();
});

test("a change on disk is on screen at once, and the place stays", async ({ ownApp, open, page }) => {
  await open(ownApp, "#/catalog?select=late_arrival");
  await expect(page.getByRole("heading", { name: "No asset matches" })).toBeVisible();
  const file = path.join(ownApp.project.folder, "shop", "assets", "web.py");
  const { writeFileSync } = await import("node:fs");
  writeFileSync(file, `${readFileSync(file, "utf8")}\n\n@dg.asset(owners=["team:marketing"])\ndef late_arrival() -> None:\n    """Came while we looked."""\n`);
  await expect(page.getByRole("row", { name: /late_arrival/ })).toBeVisible({ timeout: 5_000 });
});
