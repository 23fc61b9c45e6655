/** Every screen of the sample: it draws, axe finds nothing in light or dark, and it is in reach in a narrow window. */
import { expect, test, whenIdle } from "../../support/browser.ts";

const screens: readonly (readonly [place: string, heading: string | RegExp])[] = [
  ["#/welcome", "Assetscope"],
  ["#/catalog", "Catalog"],
  ["#/catalog?as=tree&peek=core%2Fdim_customers", "Catalog"],
  ["#/catalog?select=group%3Anothing_like_it", "No asset matches"],
  ["#/asset/core%2Fdim_customers", "dim_customers"],
  ["#/asset/core%2Fdim_customers/columns", "dim_customers"],
  ["#/asset/core%2Fdim_customers/history", "dim_customers"],
  ["#/asset/core%2Fdim_customers/source", "dim_customers"],
  ["#/asset/web%2Fclicks/partitions", "clicks"],
  ["#/asset/finance%2Frevenue_daily/checks", "revenue_daily"],
  ["#/asset/quality%2Fmetadata_tour", "metadata_tour"],
  ["#/asset/not%2Fthere", "No such asset"],
  ["#/columns", "Columns"],
  ["#/columns?text=nothing_like_it", "No column matches"],
  ["#/columns/staging%2Fstg_orders/amount", "staging/stg_orders.amount"],
  ["#/columns/staging%2Fstg_orders/amount?as=table", "staging/stg_orders.amount"],
  ["#/columns/marketing%2Fattribution/clicks_total", "marketing/attribution.clicks_total"],
  ["#/columns/not%2Fthere/at_all", "No such column"],
  ["#/impact/staging%2Fstg_orders", /^16 assets of/],
  ["#/impact/staging%2Fstg_orders?column=amount&kind=duckdb", /^8 columns in/],
  ["#/history", "History"],
  ["#/problems", "Problems"],
  ["#/read", "What was read"],
  ["#/settings", "Settings"],
];

for (const scheme of ["light", "dark"] as const) {
  test(`every screen is accessible in ${scheme}`, async ({ app, open, page, expectAccessible }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: scheme });
    await open(app);
    for (const [place, heading] of screens) {
      await test.step(place, async () => {
        await page.evaluate((hash) => { location.hash = hash; }, place);
        await whenIdle(page);
        await expect(page.getByRole("heading", { name: heading, exact: typeof heading === "string" }).first()).toBeVisible();
        await expect(page.getByRole("alert")).toHaveCount(0);
        await expectAccessible();
      });
    }
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe(scheme);
  });
}

for (const [width, height] of [[900, 800], [320, 640]] as const) {
  test(`nothing is out of reach at ${width} px`, async ({ app, open, page }) => {
    await page.setViewportSize({ width, height });
    await open(app);
    for (const [place] of screens) {
      await test.step(place, async () => {
        await page.evaluate((hash) => { location.hash = hash; }, place);
        await whenIdle(page);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(beyond).toBe(0);
        const main = await page.locator("#main").evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(main).toBeLessThanOrEqual(0);
      });
    }
    await page.getByRole("button", { name: "Places and facets" }).click();
    await page.getByRole("link", { name: /^Problems/ }).click();
    await expect(page.getByRole("heading", { name: "Problems", exact: true })).toBeVisible();
  });
}

test("targets are at least 24 px", async ({ app, open, page }) => {
  await open(app, "#/asset/quality%2Fmetadata_tour");
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, select, input, nav a, a.btn, a.card")].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      const after = getComputedStyle(element, "::after");
      const grows = after.content !== "none" && after.position === "absolute" ? 6 : 0;
      return width > 0 && (height + grows < 24 || width + grows < 24) && !element.closest(".sr-only, p") ? [`${element.className} ${element.textContent} ${Math.round(width)}x${Math.round(height)}`] : [];
    }));
  expect(small).toEqual([]);
});
