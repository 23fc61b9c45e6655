/** Who reads the definitions: the choice and its confirmation, what each reading met, and how the exact answer takes the place of the static one. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { nodeSealedHost } from "../../../main/core/sandbox/sealed-host.ts";
import { expect, test, whenIdle } from "../../support/browser.ts";
import { copyProject, root } from "../../support/project-copy.ts";
import { serve } from "../../support/serve.ts";

const host = nodeSealedHost();
const sealedMissing = "missing" in host ? host.missing : "";

test("an interpreter of one's own wants a confirmation, and says why it gave no answer", async ({ page, open, expectAccessible }) => {
  test.skip(process.platform === "win32", "the interpreter of this test is a shell script");
  const project = copyProject();
  const bin = path.join(project.folder, ".venv", "bin");
  mkdirSync(bin, { recursive: true });
  const started = path.join(project.workFolder, "started");
  writeFileSync(path.join(bin, "python"), `#!/bin/sh\ntouch ${started}\necho "No module named dagster" >&2\nexit 3\n`);
  chmodSync(path.join(bin, "python"), 0o755);
  const serving = await serve(project, ["--allow-python"]);
  try {
    await open({ project, url: serving.url }, "#/settings");
    const readers = page.locator("#readers");
    await expect(readers.getByRole("radio", { name: /As usual/ })).toBeChecked();
    await readers.getByRole("radio", { name: /Your Python, \.venv in the project/ }).click();
    const dialog = page.getByRole("dialog", { name: "Run this project's code?" });
    await expect(dialog).toContainText("whatever you can do");
    await expectAccessible();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(readers.getByRole("radio", { name: /As usual/ })).toBeChecked();
    expect(() => readFileSync(started)).toThrow();

    await readers.getByRole("radio", { name: /Your Python/ }).click();
    await dialog.getByRole("button", { name: "Run its code" }).click();
    await expect(readers.getByRole("radio", { name: /Your Python/ })).toBeChecked();
    await whenIdle(page);
    await expect(page.locator(".status-bar")).toContainText("it runs the project's code");
    await page.evaluate(() => { location.hash = "#/read"; });
    await expect(page.getByText("the interpreter ended (code 3): No module named dagster")).toBeVisible();
    await expectAccessible();
    rmSync(started);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => existsSync(started)).toBe(true);
    await whenIdle(page);
    // What the source says is shown all the same.
    await page.evaluate(() => { location.hash = "#/asset/core%2Ffct_orders"; });
    await expect(page.getByRole("button", { name: /^Static: Read from source/ })).toBeVisible();
    await page.evaluate(() => { location.hash = "#/settings"; });
    await readers.getByRole("radio", { name: /Source alone/ }).click();
    await expect(readers.getByRole("radio", { name: /Source alone/ })).toBeChecked();
    await expect(page.locator(".status-bar")).toContainText("read only");
  } finally {
    await page.goto("about:blank");
    await serving.stop();
    project.remove();
  }
});

test("a page that was not allowed to may not choose an interpreter", async ({ page, open }) => {
  const project = copyProject();
  const bin = path.join(project.folder, ".venv", process.platform === "win32" ? "Scripts" : "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, process.platform === "win32" ? "python.exe" : "python"), "");
  const serving = await serve(project);
  try {
    await open({ project, url: serving.url }, "#/settings");
    await expect(page.getByRole("radio", { name: /Your Python/ })).toBeDisabled();
    await expect(page.getByText("--allow-python")).toBeVisible();
  } finally {
    await page.goto("about:blank");
    await serving.stop();
    project.remove();
  }
});

test("variables without a value point to the project's .env, which is given by a tick and taken back by another", async ({ page, open, expectAccessible }) => {
  test.skip(sealedMissing !== "", sealedMissing);
  test.setTimeout(300_000);
  const project = copyProject(path.join(root, "test", "core", "sandbox", "cases", "failing-resource"));
  writeFileSync(path.join(project.folder, "definitions.py"), 'import os\nimport dagster as dg\n\n@dg.asset(metadata={"bucket": os.environ["BUCKET"]})\ndef a(): ...\n');
  writeFileSync(path.join(project.folder, ".env"), "BUCKET=lake\n");
  const serving = await serve(project, ["--with", "sandbox"]);
  try {
    await open({ project, url: serving.url }, "#/read");
    const sealed = page.locator(".readings li").filter({ hasText: "the sealed Dagster," });
    await expect(sealed.getByText("1 variable with a placeholder")).toBeVisible({ timeout: 120_000 });
    await expect(sealed).toContainText("This project has a .env, which the sealed Dagster is not given");
    await expectAccessible();
    await sealed.getByRole("link", { name: "Settings > Readers" }).click();
    const given = page.locator("#readers").getByRole("checkbox", { name: /Give the sealed Dagster this project's \.env/ });
    await expect(given).not.toBeChecked();
    await given.click();
    await expect(given).toBeChecked();
    await expectAccessible();
    await page.evaluate(() => { location.hash = "#/read"; });
    await expect(sealed).toBeVisible({ timeout: 120_000 });
    await expect(sealed).not.toContainText("placeholder");
    await expect(sealed).not.toContainText("is not given");
    await page.evaluate(() => { location.hash = "#/settings"; });
    await given.click();
    await expect(given).not.toBeChecked();
    await page.evaluate(() => { location.hash = "#/read"; });
    await expect(sealed).toContainText("is not given", { timeout: 120_000 });
  } finally {
    await page.goto("about:blank");
    await serving.stop();
    project.remove();
  }
});

for (const scheme of ["light", "dark"] as const) {
  test(`the static reading is there at once and sharpens without jumping, ${scheme}`, async ({ page, expectAccessible }) => {
    test.skip(sealedMissing !== "", sealedMissing);
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: scheme });
    const project = copyProject();
    const serving = await serve(project, ["--with", "sandbox"]);
    try {
      await page.setViewportSize({ width: 1280, height: 600 });
      await page.goto(`${serving.url}#/catalog`);
      // Not the last word yet: Dagster takes seconds to start.
      const table = page.getByRole("treegrid", { name: "Assets" });
      await expect(table.getByRole("row").nth(5)).toBeVisible({ timeout: 60_000 });
      const scrolled = page.locator(".catalog-scroll");
      await scrolled.evaluate((element) => element.scrollTo(0, 340));
      const keys = () => table.getByRole("row").evaluateAll((rows) => rows.slice(1, 12).map((row) => row.querySelector(".key-link")?.textContent));
      const before = { top: await scrolled.evaluate((element) => element.scrollTop), keys: await keys() };
      await whenIdle(page);
      expect({ top: await scrolled.evaluate((element) => element.scrollTop), keys: await keys() }).toEqual(before);

      await page.evaluate(() => { location.hash = "#/asset/core%2Ffct_orders"; });
      const badge = page.getByRole("button", { name: /^Exact: The sealed Dagster said it/ });
      await badge.focus();
      await expect(page.getByRole("tooltip")).toContainText("The sealed Dagster said it");
      await expectAccessible();
      await page.keyboard.press("Escape");
      await page.evaluate(() => { location.hash = "#/read"; });
      await expect(page.getByRole("heading", { name: /Who read the definitions/ })).toBeVisible();
      await expect(page.getByText("the sealed Dagster,").first()).toBeVisible();
      await expectAccessible();
    } finally {
      await page.goto("about:blank");
      await serving.stop();
      project.remove();
    }
  });
}
