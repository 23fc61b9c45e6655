import { defineConfig } from "@playwright/test";
import { unpackChromium } from "./test/support/chromium.ts";

const chromium = await unpackChromium();

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results",
  timeout: 60_000,
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  workers: 2,
  // A program under a virtual display on a busy machine sometimes does not come up; the summary tells which tests needed another try.
  retries: process.env["CI"] === undefined ? 0 : 2,
  reporter: "list",
  use: { trace: "retain-on-failure", viewport: { width: 1280, height: 800 } },
  projects: [
    {
      name: "browser",
      testDir: "test/e2e/browser",
      // The README's pictures are made on request: ASSETSCOPE_SCREENSHOTS=1 npx playwright test screenshots
      testIgnore: process.env["ASSETSCOPE_SCREENSHOTS"] === undefined ? ["**/screenshots.spec.ts"] : [],
      use: { browserName: "chromium", launchOptions: chromium === null ? {} : { executablePath: chromium.executablePath, env: { ...process.env, ...chromium.env } as Record<string, string> } },
    },
    { name: "electron", testDir: "test/e2e/electron" },
  ],
});
