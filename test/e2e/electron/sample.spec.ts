/** The main job in the real Electron: open the sample, find an asset, look at it, jump to its source, see it change. */
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test, whenIdle } from "../../support/desktop.ts";

const row = (key: string): RegExp => new RegExp(`^${key.replace("/", "\\s*/\\s*")}`);

test("lists the sample, shows an asset, opens its source, sees a change", async ({ desktop: { page, project, editor } }) => {
  await expect(page).toHaveTitle(/shop/);
  const grid = page.getByRole("treegrid", { name: "Assets" });
  await expect(grid.getByRole("row", { name: row("core/dim_customers") })).toBeVisible();

  await page.evaluate(() => {
    location.hash = "#/asset/web%2Fsessions";
  });
  await whenIdle(page);
  await expect(page.getByRole("article", { name: "web/sessions" })).toBeVisible();

  await page.keyboard.press("e");
  const call = await editor.waitForCall();
  const file = path.join(project.folder, "shop", "assets", "web.py");
  const line = readFileSync(file, "utf8").split("\n").findIndex((text) => text.startsWith("@dg.multi_asset")) + 1;
  expect(call).toEqual(["-r", "-g", `${file}:${line}:1`]);
  expect(editor.calls()).toHaveLength(1);

  await page.evaluate(() => {
    location.hash = "#/catalog?select=late_arrival";
  });
  await whenIdle(page);
  await expect(grid.getByRole("row", { name: row("late_arrival") })).toHaveCount(0);
  appendFileSync(file, '\n\n@dg.asset(owners=["team:marketing"])\ndef late_arrival() -> None:\n    """Came while we looked."""\n');
  await expect(grid.getByRole("row", { name: row("late_arrival") })).toBeVisible({ timeout: 5_000 });
});

test("what the project holds reaches no program: opening, looking and closing start nothing", async ({ desktop: { page, project, editor } }) => {
  writeFileSync(path.join(project.folder, "shop", "assets", "hostile.py"), 'import os\nos.system("code --install-extension evil")\n');
  await page.evaluate(() => {
    location.hash = "#/problems";
  });
  await whenIdle(page);
  expect(editor.calls()).toEqual([]);
});

test("lays the asset graph out in a worker of the window", async ({ desktop: { page } }) => {
  await page.evaluate(() => {
    location.hash = "#/lineage?focus=finance%2Frevenue_daily";
  });
  await whenIdle(page);
  const graph = page.getByRole("listbox", { name: /^Lineage of finance\/revenue_daily, 6 assets/ });
  await graph.getByRole("option", { name: /^raw\/returns,/ }).click();
  await page.keyboard.press("f");
  await whenIdle(page);
  await expect(page.getByRole("listbox", { name: /^Lineage of raw\/returns/ }).getByRole("option", { name: /^finance\/revenue_daily,/ })).toBeVisible();
});
