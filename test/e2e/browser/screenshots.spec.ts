/** Writes the README's pictures when asked to (ASSETSCOPE_SCREENSHOTS=1): for a person to look at before they are kept. */
import path from "node:path";
import { expect, test, whenIdle } from "../../support/browser.ts";
import { root } from "../../support/project-copy.ts";

const pictures = { catalog: "#/catalog", asset: "#/asset/finance%2Frevenue_daily" };

for (const theme of ["light", "dark"] as const) {
  for (const [name, place] of Object.entries(pictures)) {
    test(`${name}, ${theme}`, async ({ app, open, page }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await open(app, place);
      await page.waitForFunction(() => document.fonts.status === "loaded");
      await whenIdle(page);
      expect(await page.screenshot({ path: path.join(root, "docs", "screenshots", `${name}-${theme}.png`) })).toBeTruthy();
    });
  }
}
