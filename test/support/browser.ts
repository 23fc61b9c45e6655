/**
 * The test of browser specs. `app` serves one copy of the sample to all tests of a worker, for those that only look; `ownApp` serves a
 * copy to one test, for those that change files or settings. `check` is axe by the rules of WCAG 2.2 AA.
 */
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { copyProject } from "./project-copy.ts";
import type { ProjectCopy } from "./project-copy.ts";
import { serve } from "./serve.ts";

export interface ServedApp {
  readonly project: ProjectCopy;
  /** With the token; add `#/...` for a deep link. */
  readonly url: string;
}

interface TestFixtures {
  readonly ownApp: ServedApp;
  /** Opens a place of the app and waits until it has settled. */
  readonly open: (app: ServedApp, place?: string) => Promise<Page>;
  readonly expectAccessible: () => Promise<void>;
  readonly problems: readonly string[];
  /** Set by tests that break the page's rules on purpose. */
  readonly isProvoking: boolean;
}

async function withApp(provide: (app: ServedApp) => Promise<void>): Promise<void> {
  const project = copyProject();
  const serving = await serve(project, ["--allow-open"]);
  await provide({ project, url: serving.url });
  await serving.stop();
  project.remove();
}

export const test = base.extend<TestFixtures, { readonly app: ServedApp }>({
  app: [async ({}, provide) => withApp(provide), { scope: "worker" }],
  ownApp: async ({}, provide) => withApp(provide),
  open: async ({ page }, provide) => {
    await provide(async (app, place = "") => {
      await page.goto(`${app.url}${place}`);
      await whenIdle(page);
      return page;
    });
  },
  expectAccessible: async ({ page }, provide) => {
    await provide(async () => {
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
      expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
    });
  },
  // No page of ours may log an error, break its own policy, or ask for anything that is not ours.
  isProvoking: [false, { option: true }],
  problems: [
    async ({ page, isProvoking }, provide) => {
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(`console: ${message.text()}`);
      });
      page.on("request", (request) => {
        if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url())) problems.push(`request: ${request.url()}`);
      });
      await provide(problems);
      if (!isProvoking) expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

/** The app says when no request, no indexing and no drawing is under way. */
export async function whenIdle(page: Page): Promise<void> {
  await page.waitForFunction(() => "whenIdle" in window);
  await page.evaluate(() => window.whenIdle?.());
}

export { expect };
