/**
 * `npm test`: gets ready, then types, lint, unit and integration tests, and end to end in Chromium and in Electron. What cannot run here
 * is skipped with the reason. Ends with a summary, and with `N passed, N failed, N skipped` over everything.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureBuilt } from "./build.mjs";
import { findElectron, hasDisplay } from "./electron.mjs";
import { buildRuntime } from "./sandbox/runtime-image.mjs";
import { cacheFolder, ensurePackages, projectEnvironment, projectNode, root, say } from "./setup.mjs";

ensurePackages();
const runtime = buildRuntime();
ensureBuilt();
mkdirSync(cacheFolder, { recursive: true });

const results = [];
check("types", ["typescript/bin/tsc", "-p", "."]);
check("lint", ["oxlint/bin/oxlint", "--deny-warnings"]);
// Built beside the checks above; what needs it is skipped where it cannot be.
await runtime;
unit();
endToEnd();
report();

/** A check that passes or fails as a whole. */
function check(name, [script, ...args]) {
  say(name);
  const isOk = runScript(script, args).status === 0;
  results.push({ name, passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0, reasons: [] });
}

function unit() {
  say("unit and integration");
  const file = freshFile("unit.json");
  const { status } = runScript("vitest/vitest.mjs", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
  const told = readJson(file);
  const failed = (told?.numFailedTests ?? 0) || (status === 0 && told !== null ? 0 : 1);
  results.push({ name: "unit and integration", passed: told?.numPassedTests ?? 0, failed, skipped: (told?.numPendingTests ?? 0) + (told?.numTodoTests ?? 0), reasons: skippedUnits(told) });
}

/** A unit test says in its name why it cannot run everywhere. */
function skippedUnits(told) {
  return (told?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => !["passed", "failed"].includes(status)).map(({ fullName }) => `${path.relative(root, name)}: ${fullName}`),
  );
}

function endToEnd() {
  say("end to end");
  const file = freshFile("e2e.json");
  const electron = findElectron({ download: true });
  const display = displayFor(electron.program !== null);
  const projects = [...(installBrowser() ? ["browser"] : []), "electron"];
  const extra = {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    ...(electron.program === null || display === null ? { ASSETSCOPE_NO_ELECTRON: electron.reason ?? "there is no display, and no xvfb-run to make one" } : { ASSETSCOPE_ELECTRON: electron.program }),
  };
  const command = [...(display ?? []), projectNode(), scriptPath("@playwright/test/cli.js"), "test", "--reporter=list,json", ...projects.map((name) => `--project=${name}`)];
  const { status } = spawnSync(command[0], command.slice(1), { cwd: root, env: projectEnvironment(extra), stdio: ["ignore", "inherit", "inherit"] });
  const told = readJson(file);
  const stats = told?.stats ?? { expected: 0, unexpected: 0, skipped: 0, flaky: 0 };
  const reasons = new Set(skipReasons(told?.suites ?? []));
  if (!projects.includes("browser")) reasons.add("browser: there is no Chromium here and it could not be downloaded");
  for (const title of flakyTests(told?.suites ?? [])) say(`passed only on another try: ${title}`);
  results.push({
    name: "end to end",
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected || (status === 0 ? 0 : 1),
    skipped: stats.skipped + (projects.includes("browser") ? 0 : 1),
    reasons: [...reasons],
  });
}

/** Words to put before a command so that windows can open: none needed, a virtual display, or null when there is no way. */
function displayFor(isNeeded) {
  if (!isNeeded || hasDisplay()) return [];
  return spawnSync("xvfb-run", ["--help"], { stdio: "ignore" }).status === 0 ? ["xvfb-run", "-a"] : null;
}

/** Linux x64 has one from npm (test/support/chromium.ts); elsewhere Playwright fetches its own, once. */
function installBrowser() {
  if (process.platform === "linux" && process.arch === "x64") return true;
  return runScript("@playwright/test/cli.js", ["install", "chromium"]).status === 0;
}

function skipReasons(suites) {
  return suites.flatMap((suite) => [
    ...skipReasons(suite.suites ?? []),
    ...(suite.specs ?? []).flatMap((spec) => spec.tests.flatMap((test) => test.annotations.filter(({ type }) => type === "skip" || type === "fixme").map(({ description }) => `${test.projectName}: ${description ?? "no reason given"}`))),
  ]);
}

function flakyTests(suites) {
  return suites.flatMap((suite) => [...flakyTests(suite.suites ?? []), ...(suite.specs ?? []).filter((spec) => spec.tests.some((test) => test.status === "flaky")).map((spec) => `${spec.file}: ${spec.title}`)]);
}

function report() {
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  console.log("");
  for (const { name, passed, failed, skipped, reasons } of results) {
    console.log(`  ${name.padEnd(22)} ${counts(passed, failed, skipped)}`);
    for (const reason of reasons) console.log(`    skipped: ${reason}`);
  }
  console.log(`\n${counts(sum("passed"), sum("failed"), sum("skipped"))}`);
  writeFileSync(path.join(cacheFolder, "test-summary.json"), JSON.stringify(results, null, 2));
  process.exit(sum("failed") > 0 ? 1 : 0);
}

function counts(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function runScript(script, args) {
  return spawnSync(projectNode(), [scriptPath(script), ...args], { cwd: root, env: projectEnvironment(), stdio: ["ignore", "inherit", "inherit"] });
}

function scriptPath(script) {
  return path.join(root, "node_modules", ...script.split("/"));
}

function freshFile(name) {
  const file = path.join(cacheFolder, name);
  rmSync(file, { force: true });
  return file;
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
