/** Writes the README's pictures when asked to (ASSETSCOPE_SCREENSHOTS=1): for a person to look at before they are kept. */
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test, whenIdle } from "../../support/browser.ts";
import { root } from "../../support/project-copy.ts";

interface Picture {
  readonly place: string;
  /** What a person would do before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const pictures: { readonly [name: string]: Picture } = {
  catalog: { place: "#/catalog" },
  asset: { place: "#/asset/finance%2Frevenue_daily" },
  lineage: { place: "#/lineage?focus=core%2Ffct_orders&up=2" },
  columns: {
    place: "#/columns/staging%2Fstg_orders/amount",
    prepare: async (page) => {
      const edge = page.locator('[data-edge][aria-label^="staging/stg_orders.amount to core/dim_customers"][aria-label$="emitted by a run and from SQL"]');
      await expect(edge).toBeVisible({ timeout: 20_000 });
      await edge.locator(".reach").hover({ force: true });
      await expect(page.locator(".column-side .code-line.marked")).toBeVisible();
      await page.mouse.move(5, 5);
    },
  },
};

for (const theme of ["light", "dark"] as const) {
  for (const [name, { place, prepare }] of Object.entries(pictures)) {
    test(`${name}, ${theme}`, async ({ app, open, page }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await open(app, place);
      await page.waitForFunction(() => document.fonts.status === "loaded");
      await prepare?.(page);
      await whenIdle(page);
      expect(await page.screenshot({ path: path.join(root, "docs", "screenshots", `${name}-${theme}.png`) })).toBeTruthy();
    });
  }
}
