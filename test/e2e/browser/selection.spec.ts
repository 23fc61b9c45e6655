/** The box that selects assets: completions, mistakes, saved and recent selections, by keyboard and for screen readers. */
import { expect, test, whenIdle } from "../../support/browser.ts";

test.afterEach(async ({ page }) => void (await page.goto("about:blank")));

test("completes attributes and values with counts, by keyboard alone", async ({ app, open, page, expectAccessible }) => {
  await open(app, "#/catalog");
  const box = page.getByRole("combobox", { name: "Filter assets" });
  await box.focus();
  await page.keyboard.type("table_");
  await expect(page.getByRole("option", { name: /^table_name:/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue("table_name:");
  await whenIdle(page);
  await page.keyboard.type("fct_orders");
  const option = page.getByRole("option", { name: /fct_orders/ }).last();
  await expect(option).toContainText("1");
  await expectAccessible();
  await page.keyboard.press("ArrowDown");
  await expect(box).toHaveAttribute("aria-activedescendant", (await page.getByRole("option", { selected: true }).getAttribute("id"))!);
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue(/^table_name:".*fct_orders"$/);
  await expect(page.getByRole("option")).toHaveCount(0);
  await whenIdle(page);
  await expect(page.locator(".query-count")).toHaveText(/^1 of /);
});

test("shows where the mistake is, to eyes and to screen readers", async ({ app, open, page, expectAccessible }) => {
  await open(app, "#/catalog");
  const box = page.getByRole("combobox", { name: "Filter assets" });
  await box.fill("group:finance and owner:)");
  await page.keyboard.press("Escape");
  await expect(box).toHaveAttribute("aria-invalid", "true");
  await expect(box).toHaveAccessibleDescription(/Expected a value after owner:, found "\)".*character 25/);
  await expect(page.locator(".query-at mark")).toHaveText(")");
  await expectAccessible();
});

test("saves a selection by name, offers it and what was used lately, forgets it", async ({ ownApp, open, page, expectAccessible }) => {
  await open(ownApp, "#/catalog");
  const box = page.getByRole("combobox", { name: "Filter assets" });
  await box.fill("group:finance");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await whenIdle(page);
  await page.getByRole("button", { name: "Saved selections" }).click();
  await expectAccessible();
  await page.keyboard.type("Money");
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder("Name")).toHaveCount(0);
  await box.fill("kind:sql");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await whenIdle(page);

  await page.reload();
  await whenIdle(page);
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option").first()).toHaveText("Moneysaved");
  await expect(page.getByRole("option").nth(1)).toHaveText("kind:sqlrecent");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue("group:finance");
  await page.getByRole("button", { name: "Saved selections" }).click();
  await page.getByRole("button", { name: "Forget Money" }).click();
  await expect(page.getByRole("button", { name: "Forget Money" })).toHaveCount(0);
  await page.getByRole("group", { name: "Saved selections" }).getByRole("button", { name: "kind:sql" }).click();
  await expect(box).toHaveValue("kind:sql");
});
