/** Browser mode as a real browser sees it: the token, the policy, what stays out of reach. */
import { expect, test } from "../../support/browser.ts";

test("the token leaves the address and scripts cannot read the cookie", async ({ app, open, page }) => {
  await open(app);
  expect(page.url()).not.toContain("token");
  expect(await page.evaluate(() => document.cookie)).toBe("");
  expect(await page.evaluate(() => performance.getEntriesByType("resource").filter((entry) => entry.name.includes("token")).length)).toBe(0);
  const cookies = await page.context().cookies();
  expect(cookies).toMatchObject([{ httpOnly: true, sameSite: "Strict", name: `assetscope-${new URL(app.url).port}` }]);
});

test("a deep link survives the token's redirect", async ({ app, open, page }) => {
  await open(app, "#/asset/web%2Fsessions");
  expect(new URL(page.url()).hash).toContain("web%2Fsessions");
  await expect(page.getByRole("article", { name: "web/sessions" })).toBeVisible();
});

test("a page from elsewhere can neither read nor post nor frame", async ({ app, open, context }) => {
  await open(app);
  const origin = new URL(app.url).origin;
  const stranger = await context.newPage();
  // Another port of this machine is the same site, and gets the cookie: origin and Sec-Fetch-Site must stop it.
  await stranger.route("http://127.0.0.1:9/**", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Stranger</title>" }));
  await stranger.goto("http://127.0.0.1:9/");
  const outcomes = await stranger.evaluate(async (target) => {
    const attempt = (init: RequestInit): Promise<string> => fetch(`${target}/api/project.get`, init).then((answer) => `read ${answer.status}`, () => "blocked");
    const frame = document.createElement("iframe");
    frame.src = target;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener("load", resolve));
    let framed = "blocked";
    try {
      framed = frame.contentDocument?.title ?? "blocked";
    } catch {
      // Across origins nothing is to be seen.
    }
    return [
      await attempt({ method: "POST", body: "{}", headers: { "Content-Type": "application/json" }, credentials: "include" }),
      await attempt({ method: "POST", body: "{}", mode: "no-cors", credentials: "include" }),
      await attempt({ credentials: "include" }),
      framed,
    ];
  }, origin);
  expect(outcomes).toEqual(["blocked", "blocked", "blocked", "blocked"]);
});

test.describe("provoked", () => {
  test.use({ isProvoking: true });

  test("the policy holds in the page", async ({ app, page }) => {
    await page.goto(app.url);
    const blocked = await page.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener("securitypolicyviolation", (event) => directives.push(event.effectiveDirective));
      const image = document.createElement("img");
      image.src = "http://127.0.0.1:9/p.png";
      document.body.append(image);
      const style = document.createElement("style");
      style.textContent = "body { display: none }";
      document.body.append(style);
      try {
        document.body.insertAdjacentHTML("beforeend", "<b>x</b>");
        directives.push("HTML WAS WRITTEN");
      } catch {
        directives.push("trusted-types");
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      return directives;
    });
    expect(blocked).toEqual(expect.arrayContaining(["img-src", "style-src-elem", "trusted-types"]));
    expect(blocked).not.toContain("HTML WAS WRITTEN");
    expect(await page.evaluate(() => getComputedStyle(document.body).display)).not.toBe("none");
  });
});
