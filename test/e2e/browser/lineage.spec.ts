/** The asset graph by mouse and by keyboard, on the sample. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { copyProject } from "../../support/project-copy.ts";
import { createRecorder } from "../../support/recorder.ts";
import { serve } from "../../support/serve.ts";
import { expect, test, whenIdle } from "../../support/browser.ts";

// The program ends before the page does; a page that asks on would count that as an error.
test.afterEach(async ({ page }) => void (await page.goto("about:blank")));

const hash = (page: Page): Promise<string> => page.evaluate(() => decodeURIComponent(location.hash));
const graph = (page: Page) => page.getByRole("listbox", { name: /Arrow keys follow the edges/ });
const node = (page: Page, key: string) => graph(page).getByRole("option", { name: new RegExp(`^${key}(,|$)`) });
const keysShown = async (page: Page): Promise<string[]> => (await graph(page).getByRole("option").evaluateAll((options) => options.map((option) => (option.getAttribute("aria-label") ?? "").split(",")[0]!))).toSorted();
const neighbourhood = "#/lineage?focus=finance%2Frevenue_daily";

test("opens at the neighbourhood of an asset and grows by a click, there and back", async ({ app, open, page }) => {
  await open(app, neighbourhood);
  const first = ["core/fct_orders", "finance/ledger_postings", "finance/revenue_daily", "finance/vat_report", "raw/returns", "reports/weekly_letter"];
  expect(await keysShown(page)).toEqual(first);
  await expect(node(page, "reports/weekly_letter")).toHaveAccessibleName(/4 upstream, 3 of them not shown/);

  // The sign at its left side.
  const before = (await node(page, "core/fct_orders").boundingBox())!;
  const scale = before.width / 196;
  await page.mouse.click(before.x - 13 * scale, before.y + before.height / 2);
  await whenIdle(page);
  expect(await hash(page)).toContain("grown=<core/fct_orders");
  await expect(page.locator(".query-count")).toHaveText("8 of 46");
  await expect(node(page, "core/dim_customers")).toBeInViewport({ ratio: 0.99 });
  await expect(node(page, "staging/stg_orders")).toBeInViewport({ ratio: 0.99 });

  await page.goBack();
  await whenIdle(page);
  expect(await keysShown(page)).toEqual(first);
  await page.getByRole("button", { name: "Upstream: all" }).click();
  await whenIdle(page);
  expect(await hash(page)).toContain("up=all");
  await expect(page.locator(".query-count")).not.toHaveText("6 of 46");
});

test("is walked along its edges by arrow keys; Space looks, Enter opens, back returns to the same view", async ({ app, open, page }) => {
  await open(app, neighbourhood);
  await graph(page).focus();
  await page.keyboard.press("ArrowRight");
  const current = (): Promise<string | null> => graph(page).evaluate((element) => document.getElementById(element.getAttribute("aria-activedescendant") ?? "")?.getAttribute("aria-label")?.split(",")[0] ?? null);
  const right = await current();
  expect(["finance/ledger_postings", "finance/vat_report", "reports/weekly_letter"]).toContain(right);
  await page.keyboard.press("ArrowLeft");
  expect(await current()).toBe("finance/revenue_daily");
  await page.keyboard.press("ArrowLeft");
  expect(["core/fct_orders", "raw/returns"]).toContain(await current());
  await page.keyboard.press("Shift+ArrowRight");
  await expect(graph(page).getByRole("option", { selected: true })).toHaveCount(2);
  await page.keyboard.press("Space");
  await expect(page.getByRole("complementary", { name: "In short: finance/revenue_daily" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await page.keyboard.press("Control+ArrowRight");
  await whenIdle(page);
  const place = (await node(page, "finance/revenue_daily").boundingBox())!;
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: "finance/revenue_daily" })).toBeVisible();
  await page.goBack();
  await whenIdle(page);
  expect(await node(page, "finance/revenue_daily").boundingBox()).toEqual(place);
});

test("folds and unfolds groups by mouse and by key; the rest keeps its order", async ({ app, open, page }) => {
  await open(app, "#/lineage");
  expect(await keysShown(page)).toContain("finance/vat_report");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await whenIdle(page);
  expect(await hash(page)).toBe("#/lineage?open=none");
  const rows = async (): Promise<string[]> => {
    const boxes = await graph(page).getByRole("option").evaluateAll((options) => options.map((option) => ({ name: (option.getAttribute("aria-label") ?? "").split(",")[0]!, ...option.getBoundingClientRect().toJSON() as { readonly x: number; readonly y: number } })));
    return boxes.filter((box) => box.name.startsWith("Group") && box.name !== "Group finance").toSorted((a, b) => a.x - b.x || a.y - b.y).map((box) => box.name);
  };
  const closed = await rows();
  expect(closed.length).toBeGreaterThan(5);
  await page.getByRole("option", { name: /^Group finance, closed, 4 assets/ }).click();
  await whenIdle(page);
  expect(await hash(page)).toBe("#/lineage?open=finance");
  await expect(node(page, "finance/vat_report")).toBeAttached();
  const left = await rows();
  expect(left.length).toBeGreaterThan(5);
  expect(left).toEqual(closed.filter((name) => left.includes(name)));
  await node(page, "finance/vat_report").click();
  await page.keyboard.press("x");
  await whenIdle(page);
  expect(await hash(page)).toBe("#/lineage?open=none");
});

test("filters by the selection language, colours, finds what is in a closed group", async ({ app, open, page }) => {
  await open(app, "#/lineage?open=none");
  await page.keyboard.press("/");
  await page.keyboard.type("group:finance or group:marketing");
  await page.keyboard.press("Enter");
  await whenIdle(page);
  await expect(page.locator(".query-count")).toHaveText("7 of 46");
  expect(await keysShown(page)).toEqual(["Group finance", "Group marketing"]);
  await page.getByRole("combobox", { name: "Find in the graph" }).fill("attrib");
  await page.keyboard.press("Enter");
  await whenIdle(page);
  await expect(node(page, "marketing/attribution")).toHaveAttribute("aria-selected", "true");
  await page.getByRole("button", { name: "Colour by" }).click();
  await page.getByRole("button", { name: "Owner", exact: true }).click();
  await whenIdle(page);
  await expect(page.getByRole("list", { name: "What the colours mean" })).toContainText("team:finance");
  expect(await hash(page)).toContain("color=owner");
  await page.getByRole("button", { name: "What nodes show" }).click();
  await page.getByRole("checkbox", { name: "Tags" }).check();
  await page.reload();
  await whenIdle(page);
  await page.getByRole("button", { name: "What nodes show" }).click();
  await expect(page.getByRole("checkbox", { name: "Tags" })).toBeChecked();
});

test("has a table of the same, sortable", async ({ app, open, page }) => {
  await open(app, neighbourhood);
  await page.keyboard.press("t");
  await whenIdle(page);
  const table = page.getByRole("region", { name: "Lineage as a table" });
  await expect(table.getByRole("row").filter({ has: page.getByRole("rowheader") })).toHaveCount(6);
  const ledger = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "finance/ledger_postings" }) });
  await expect(ledger).toContainText("staging/stg_payments");
  await table.getByRole("button", { name: "Hops" }).click();
  await whenIdle(page);
  await expect(table.getByRole("columnheader", { name: "Hops" })).toHaveAttribute("aria-sort", "descending");
  await expect(table.getByRole("rowheader").last()).toHaveText(/raw\/returns|core\/fct_orders/);
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "All rows as CSV" }).click()]);
  const lines = readFileSync(await download.path(), "utf8").trimEnd().split("\r\n");
  expect([download.suggestedFilename(), lines.length, lines[0]]).toEqual(["lineage-finance-revenue_daily.csv", 7, "asset,hops,upstream,upstream_unknown,downstream,group,kinds,materialized_at,file,line"]);
  expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(await table.getByRole("rowheader").allTextContents());
  await page.getByRole("button", { name: "Graph", exact: true }).click();
  await expect(graph(page)).toBeVisible();
});

test("exports what is on screen as SVG and PNG, and copies it as a selection", async ({ app, open, page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await open(app, neighbourhood);
  const save = async (item: string): Promise<{ readonly name: string; readonly content: Buffer }> => {
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: item }).click()]);
    return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
  };
  const svg = await save("What is on screen, as SVG");
  expect(svg.name).toBe("lineage-finance-revenue_daily.svg");
  const text = svg.content.toString("utf8");
  for (const name of ["revenue_daily", "vat_report", "weekly_letter", "returns", "ledger_postings", "fct_orders", "duckdb", "282 rows"]) expect(text).toContain(`>${name}</text>`);
  // The page itself takes no markup from text, not even to look at.
  const blank = await context.newPage();
  const parsed = await blank.evaluate((source) => { const parsed = new DOMParser().parseFromString(source, "image/svg+xml"); return { errors: parsed.querySelectorAll("parsererror").length, edges: parsed.querySelectorAll("path").length }; }, text);
  expect(parsed.errors).toBe(0);
  expect(parsed.edges).toBeGreaterThan(0);
  const png = await save("What is on screen, as PNG");
  expect([png.name, png.content.subarray(1, 4).toString("latin1")]).toEqual(["lineage-finance-revenue_daily.png", "PNG"]);
  expect(png.content.readUInt32BE(16)).toBe(2 * (await page.locator(".graph-stage").evaluate((element) => element.clientWidth)));
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("button", { name: "Copy as selection" }).click();
  await expect(page.getByText("Copied the selection")).toBeVisible();
  await page.getByRole("combobox", { name: "Filter the graph" }).focus();
  await page.keyboard.press("Control+v");
  await expect(page.getByRole("combobox", { name: "Filter the graph" })).toHaveValue("1+key:finance/revenue_daily+1");
});

test("jumps from a node to its source, by key and by the node's menu", async ({ page, open }) => {
  const project = copyProject();
  const recorder = createRecorder(project.workFolder, "code");
  const serving = await serve({ ...project, env: { ...project.env, PATH: `${recorder.binFolder}:${project.env["PATH"] ?? ""}` } }, ["--allow-open"]);
  try {
    await open({ project, url: serving.url }, neighbourhood);
    await node(page, "finance/vat_report").click();
    await page.keyboard.press("e");
    expect((await recorder.waitForCall()).join(" ")).toMatch(/finance\.py:\d+/);
    await page.keyboard.press("Shift+F10");
    const menu = page.getByRole("menu", { name: "finance/vat_report" });
    await expect(menu.getByRole("menuitem", { name: /^Open\b/ }).first()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => recorder.calls().length).toBe(2);
    expect(recorder.calls()[1]).toEqual(recorder.calls()[0]);
    await node(page, "finance/vat_report").click({ button: "right" });
    await menu.getByRole("menuitem", { name: /Lineage of this asset/ }).click();
    await whenIdle(page);
    expect(await hash(page)).toBe("#/lineage?focus=finance/vat_report");
  } finally {
    await page.goto("about:blank");
    await serving.stop();
    project.remove();
  }
});

const looks = {
  "the whole project": "#/lineage", "a neighbourhood": neighbourhood, "the table": `${neighbourhood}&as=table`, "the tab of an asset": "#/asset/finance%2Frevenue_daily/lineage",
  "an asset that is not there": "#/lineage?focus=no%2Fsuch", "an empty selection": "#/lineage?select=group%3Anope",
};
for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, place] of Object.entries(looks)) {
    test(`${name} breaks no rule of WCAG 2.2 AA, ${colorScheme}`, async ({ app, open, page, expectAccessible }) => {
      await page.emulateMedia({ colorScheme });
      await open(app, place);
      await expectAccessible();
    });
  }
  test(`a node's menu breaks no rule of WCAG 2.2 AA, ${colorScheme}`, async ({ app, open, page, expectAccessible }) => {
    await page.emulateMedia({ colorScheme });
    await open(app, neighbourhood);
    await node(page, "finance/vat_report").click({ button: "right" });
    await expectAccessible();
  });
}
