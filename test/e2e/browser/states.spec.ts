/** What the page says when something is missing: the folder, the log, the place in the source. */
import { renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test, whenIdle } from "../../support/browser.ts";

// The program ends before the page does; a page that asks on would count that as an error.
test.afterEach(async ({ page }) => void (await page.goto("about:blank")));

test("a folder that goes away is told, and what was read stays", async ({ ownApp, open, page, expectAccessible }) => {
  await open(ownApp, "#/catalog");
  renameSync(ownApp.project.folder, `${ownApp.project.folder}-moved`);
  await expect(page.getByRole("alert")).toContainText("is not there any more", { timeout: 15_000 });
  await expect(page.getByRole("row", { name: /dim_customers/ })).toBeVisible();
  await expectAccessible();
  renameSync(`${ownApp.project.folder}-moved`, ownApp.project.folder);
  // The watcher may have seen it come back before anybody could click "Look again".
  await page.evaluate(() => fetch("/api/project.refresh", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }));
  await expect(page.getByRole("alert")).toHaveCount(0, { timeout: 15_000 });
});

test("without a Dagster home the history says where it looked", async ({ ownApp, open, page }) => {
  await open(ownApp, "#/catalog");
  rmSync(path.join(ownApp.project.folder, "dagster_home"), { recursive: true });
  await page.evaluate(() => fetch("/api/project.refresh", { method: "POST", headers: { "content-type": "application/json" }, body: '{"full":true}' }));
  await page.evaluate(() => { location.hash = "#/history"; });
  await expect(page.getByRole("heading", { name: "No Dagster home found" })).toBeVisible({ timeout: 20_000 });
  await expect(page.locator("#main")).toContainText("DAGSTER_HOME");
});

test("a broken file costs one line under Problems, which jumps there", async ({ ownApp, open, page }) => {
  await open(ownApp, "#/problems");
  writeFileSync(path.join(ownApp.project.folder, "shop", "assets", "web.py"), "def broken(:\n");
  const place = page.getByRole("button", { name: /shop\/assets\/web\.py:\d+/ }).first();
  await expect(place).toBeVisible({ timeout: 20_000 });
  await whenIdle(page);
  await page.evaluate(() => { location.hash = "#/catalog"; });
  await expect(page.getByRole("row", { name: /dim_customers/ })).toBeVisible();
});

test("hostile text of a project stays text", async ({ ownApp, open, page }) => {
  writeFileSync(
    path.join(ownApp.project.folder, "shop", "assets", "web.py"),
    'import dagster as dg\n\n@dg.asset(key=["a\\u202eb", "zero\\u200bwidth"], description="<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) ![p](https://evil.example/p.png)", metadata={"bad": dg.MetadataValue.url("javascript:alert(1)"), "near": dg.MetadataValue.url("http://localhost:8888/?x")})\ndef hostile() -> None: ...\n',
  );
  await open(ownApp, "#/catalog?select=zero");
  const row = page.getByRole("row", { name: /zero\\u\{200b\}width/ });
  await expect(row).toBeVisible({ timeout: 20_000 });
  await row.locator(".key-link").click();
  await whenIdle(page);
  await expect(page.locator("#main")).toContainText("javascript:alert(1)");
  expect(await page.locator("#main a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? "").filter((href) => /^(javascript|data|file):/i.test(href)))).toEqual([]);
  await expect(page.locator("#main script, #main img")).toHaveCount(0);
  await page.getByRole("link", { name: /localhost:8888/ }).click();
  await expect(page.getByRole("dialog", { name: "Open this link?" })).toContainText("localhost:8888");
  await page.getByRole("button", { name: "Cancel" }).click();
});
