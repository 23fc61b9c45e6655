/** Columns: the list of all, the lineage of one as picture and table, impact, what is exported, and the jumps to source. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, test, whenIdle } from "../../support/browser.ts";
import { createRecorder } from "../../support/recorder.ts";

// The program ends before the page does; a page that asks on would count that as an error.
test.afterEach(async ({ page }) => void (await page.goto("about:blank")));

const hash = (page: Page): Promise<string> => page.evaluate(() => decodeURIComponent(location.hash));
const row = (page: Page, asset: string, column: string): Locator => page.locator(`.column-row[href*="/${encodeURIComponent(asset)}/${column}"]`).first();
const card = (page: Page, asset: string): Locator => page.getByRole("region", { name: asset, exact: true });
const edge = (page: Page, from: string, to: string): Locator => page.locator(`[data-edge][aria-label^="${from} to ${to},"]`);

/** SQL is read in the background once lineage is asked for; the picture follows. */
async function untilSqlIsRead(page: Page): Promise<void> {
  await expect(page.locator(".column-notes").getByText("SQL is still being read")).toHaveCount(0);
  await whenIdle(page);
}

test("leads from the schema table to a column's lineage, on to another column, and back to where it was", async ({ app, open, page }) => {
  await page.setViewportSize({ width: 1600, height: 900 });
  await open(app, "#/asset/staging%2Fstg_orders/columns");
  const line = page.getByRole("row", { name: /^amount / });
  await expect(line.getByRole("cell").nth(3)).toHaveText("3");
  await line.getByRole("link", { name: "amount", exact: true }).click();
  await untilSqlIsRead(page);
  expect(await hash(page)).toBe("#/columns/staging/stg_orders/amount");
  await expect(page.locator(".column-row.focus")).toHaveText(/^amount/);
  for (const [asset, column] of [["raw/orders", "amount_cents"], ["core/fct_orders", "net_amount"], ["finance/revenue_daily", "revenue"], ["reports/weekly_letter", "revenue"]] as const) await expect(row(page, asset, column)).toBeVisible();
  // Only what is on the path: the asset has more columns than this.
  await expect(card(page, "staging/stg_orders").locator(".column-row")).toHaveCount(1);

  const before = await row(page, "core/fct_orders", "net_amount").boundingBox();
  await row(page, "core/fct_orders", "net_amount").click();
  await untilSqlIsRead(page);
  expect(await hash(page)).toBe("#/columns/core/fct_orders/net_amount");
  await expect(page.locator(".column-row.focus")).toHaveText(/^net_amount/);
  const after = await row(page, "core/fct_orders", "net_amount").boundingBox();
  expect(Math.abs(after!.x - before!.x) + Math.abs(after!.y - before!.y)).toBeLessThan(3);
  // A sibling of the first focus is on no path of the second.
  await expect(card(page, "core/dim_customers")).toHaveCount(0);

  await page.keyboard.press("Alt+ArrowLeft");
  await untilSqlIsRead(page);
  await expect(page.locator(".column-row.focus")).toHaveText(/^amount/);
  expect(await row(page, "core/fct_orders", "net_amount").boundingBox()).toEqual(before);
});

test("a card opens to all columns and closes again", async ({ app, open, page }) => {
  await open(app, "#/columns/staging%2Fstg_orders/amount");
  await untilSqlIsRead(page);
  const orders = card(page, "core/fct_orders");
  await expect(orders.locator(".column-row")).toHaveCount(2);
  await orders.getByRole("button", { name: /^\+6 more columns/ }).click();
  await whenIdle(page);
  await expect(orders.locator(".column-row")).toHaveCount(8);
  await expect(orders.locator(".column-row.beside")).toHaveCount(6);
  await orders.getByRole("button", { name: "Only the path" }).click();
  await expect(orders.locator(".column-row")).toHaveCount(2);
  await page.getByRole("button", { name: "All columns" }).click();
  await whenIdle(page);
  await expect(card(page, "staging/stg_orders").locator(".column-row")).toHaveCount(6);
  await page.getByRole("button", { name: "On the path" }).click();
});

test("edges are walked by arrow keys, tell how they are known, and lead to their line of SQL", async ({ ownApp, open, page }) => {
  const editor = createRecorder(ownApp.project.workFolder, "code");
  await open(ownApp, "#/columns/core%2Fdim_customers/lifetime_amount");
  await page.evaluate(async (program) => {
    await fetch("/api/settings.set", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ editorCommand: [program, "{file}", "{line}"] }) });
  }, path.join(editor.binFolder, "code"));
  await untilSqlIsRead(page);
  await page.locator(".column-row.focus").focus();
  await page.keyboard.press("ArrowLeft");
  const from = edge(page, "staging/stg_orders.amount", "core/dim_customers.lifetime_amount");
  await expect(from).toBeFocused();
  await expect(from).toHaveAttribute("aria-label", /emitted by a run and from SQL$/);
  const panel = page.getByRole("complementary", { name: "The edge" });
  await expect(panel.getByRole("heading", { name: "Edge, known in 2 ways" })).toBeVisible();
  await expect(panel.getByRole("heading", { name: /^Emitted by a materialization/ })).toBeVisible();
  await expect(panel.locator(".chip.good")).toHaveText("latest");
  await expect(panel.locator(".expression")).toContainText("coalesce(f.lifetime_amount, 0)");
  const place = await panel.getByRole("button", { name: /\.sql:\d+$/ }).textContent();
  const [file, line] = place!.split(":");
  expect(file).toBe("shop/sql/marts/dim_customers.sql");
  expect(readFileSync(path.join(ownApp.project.folder, file!), "utf8").split("\n")[Number(line) - 1]).toContain("lifetime_amount");
  await expect(panel.locator(".code-line.marked").first()).toContainText("lifetime_amount");

  await page.keyboard.press("e");
  expect(await editor.waitForCall()).toEqual([path.join(ownApp.project.folder, file!), line!]);

  await page.keyboard.press("ArrowLeft");
  await expect(row(page, "staging/stg_orders", "amount")).toBeFocused();
  await expect(page.getByRole("complementary", { name: "The column" })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(edge(page, "raw/orders.amount_cents", "staging/stg_orders.amount")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(page.locator(".column-row.focus")).toBeFocused();
});

test("hovering a column lights its way, hovering an edge tells of it", async ({ app, open, page }) => {
  await open(app, "#/columns/staging%2Fstg_orders/amount");
  await untilSqlIsRead(page);
  await row(page, "finance/revenue_daily", "revenue").hover();
  await expect(row(page, "core/fct_orders", "net_amount")).toHaveClass(/ lit/);
  await expect(row(page, "core/fct_orders", "tax")).toHaveClass(/ dimmed/);
  await edge(page, "core/fct_orders.tax", "finance/revenue_daily.refunds").locator(".reach").hover({ force: true });
  await expect(page.getByRole("complementary", { name: "The edge" })).toContainText("revenue_daily.refunds");
  await page.keyboard.press("Escape");
});

test("the table tells the same edges, and goes on by keyboard", async ({ app, open, page }) => {
  await open(app, "#/columns/staging%2Fstg_orders/amount");
  await untilSqlIsRead(page);
  const labels = await page.locator("[data-edge]").evaluateAll((edges) => edges.map((one) => one.getAttribute("aria-label")));
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const grid = page.getByRole("grid", { name: "Edges in the lineage of staging/stg_orders.amount" });
  await expect(grid).toHaveAttribute("aria-rowcount", String(labels.length + 1));
  expect(await hash(page)).toBe("#/columns/staging/stg_orders/amount?as=table");
  const told = await grid.getByRole("row").filter({ has: page.getByRole("gridcell") }).evaluateAll((rows) => rows.map((one) => { const cells = [...one.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent); return `${cells[0]} to ${cells[1]}, ${cells[3]}`; }));
  expect(told.toSorted()).toEqual(labels.toSorted());
  await grid.focus();
  await expect(page.getByRole("complementary", { name: "The edge" })).toContainText("amount_cents");
  await page.keyboard.press("Enter");
  await whenIdle(page);
  expect(await hash(page)).toBe("#/columns/raw/orders/amount_cents");
});

test("guesses by name are off until asked for, and say that they are guesses", async ({ app, open, page }) => {
  await open(app, "#/columns/finance%2Frefunds_monthly/reason");
  await untilSqlIsRead(page);
  await expect(page.locator('[data-edge][aria-label$="inferred by name"]')).toHaveCount(0);
  await page.getByRole("button", { name: "Inferred" }).click();
  await whenIdle(page);
  expect(await hash(page)).toBe("#/columns/finance/refunds_monthly/reason?inferred=yes");
  const guess = page.locator('[data-edge][aria-label$="inferred by name"]').first();
  await guess.focus();
  await expect(page.getByRole("complementary", { name: "The edge" })).toContainText("A guess");
  await expect(page.getByRole("list", { name: "How edges are known" })).toContainText("inferred by name");
});

test("what does not exist is drawn as broken, and listed", async ({ app, open, page }) => {
  await open(app, "#/columns/marketing%2Fattribution/clicks_total");
  await untilSqlIsRead(page);
  await expect(page.locator(".column-row.focus.broken")).toContainText("missing");
  const broken = page.locator('[data-edge][aria-label*="broken, "]').first();
  await broken.focus();
  await expect(page.getByRole("complementary", { name: "The edge" }).locator(".note.bad")).toContainText("no column clicks_total");
  await page.evaluate(() => { location.hash = "#/columns?text=clicks_total"; });
  await whenIdle(page);
  await expect(page.getByRole("row", { name: /clicks_total/ })).toContainText("no such column");
});

test("all columns are searched as one types, and worked by keyboard", async ({ app, open, page }) => {
  await open(app, "#/catalog");
  await page.keyboard.press("g");
  await page.keyboard.press("Shift+C");
  await whenIdle(page);
  await expect(page.getByRole("heading", { name: "Columns" })).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("stg_orders amount");
  await whenIdle(page);
  await expect(page.locator(".query-count")).toHaveText(/^1 of \d+$/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await whenIdle(page);
  await expect(page.getByRole("complementary", { name: "In short: staging/stg_orders" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("i");
  await whenIdle(page);
  expect(await hash(page)).toBe("#/impact/staging/stg_orders?column=amount");
  await page.keyboard.press("Alt+ArrowLeft");
  await whenIdle(page);
  await page.getByRole("grid", { name: "Columns" }).focus();
  await page.keyboard.press("Enter");
  await whenIdle(page);
  expect(await hash(page)).toBe("#/columns/staging/stg_orders/amount");
});

test("impact counts, filters, sorts, leads to source, and exports what is shown", async ({ app, open, page }) => {
  await open(app, "#/impact/staging%2Fstg_orders?column=amount");
  await untilSqlIsRead(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^8 columns in 5 assets of 5 owners, 4 without a check$/);
  const grid = page.getByRole("grid", { name: "Downstream" });
  await expect(grid).toHaveAttribute("aria-rowcount", "9");
  await expect(grid.getByRole("row").nth(1)).toContainText("directly");
  await page.getByRole("region", { name: "Owners" }).getByRole("link", { name: /finance/ }).click();
  await whenIdle(page);
  expect(await hash(page)).toBe("#/impact/staging/stg_orders?column=amount&owner=team:finance");
  await grid.getByRole("button", { name: "Asset" }).click();
  await expect(grid.getByRole("columnheader", { name: "Asset" })).toHaveAttribute("aria-sort", "ascending");
  const saved = async (name: RegExp): Promise<string> => {
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFileSync(await download.path(), "utf8");
  };
  const csv = (await saved(/rows as CSV/)).trimEnd().split("\r\n");
  expect(csv[0]).toBe("asset,column,distance,group,owners,kinds,checks,path");
  expect(csv.slice(1).every((one) => one.includes("team:finance"))).toBe(true);
  expect(csv).toContain("finance/revenue_daily,revenue,2,finance,team:finance noor@example.com,duckdb python,matches_payments,staging/stg_orders.amount > core/fct_orders.net_amount > finance/revenue_daily.revenue");
  const json = JSON.parse(await saved(/rows as JSON/)) as { readonly start: unknown; readonly rows: readonly unknown[] };
  expect(json.start).toEqual({ asset: "staging/stg_orders", column: "amount" });
  expect(json.rows).toHaveLength(csv.length - 1);
  await page.getByRole("link", { name: "Show all" }).click();
  await page.getByRole("link", { name: "Of the whole asset" }).click();
  await whenIdle(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^16 assets of 8 owners, 1 without one, 13 without a check$/);
});

test("the lineage is saved as a picture and as data", async ({ app, open, page }) => {
  await open(app, "#/columns/staging%2Fstg_orders/amount");
  await untilSqlIsRead(page);
  const saved = async (name: string): Promise<{ readonly file: string; readonly content: Buffer }> => {
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return { file: download.suggestedFilename(), content: readFileSync(await download.path()) };
  };
  const svg = await saved("Picture as SVG");
  expect(svg.file).toBe("staging-stg_orders.amount-lineage.svg");
  for (const text of ["lifetime_amount", "weekly_letter", "from SQL", "+5 more"]) expect(svg.content.toString()).toContain(text);
  expect((await saved("Picture as PNG")).content.subarray(1, 4).toString()).toBe("PNG");
  const csv = (await saved("Edges as CSV")).content.toString();
  expect(csv).toContain("staging/stg_orders,amount,core/fct_orders,net_amount,definition,,1,");
  const json = JSON.parse((await saved("Edges as JSON")).content.toString()) as { readonly edges: readonly unknown[] };
  expect(json.edges).toHaveLength(csv.trimEnd().split("\r\n").length - 1);
});
