/**
 * Projects in which something is broken: everything else is shown, the broken thing is named with its file, nothing crashes.
 * Each case breaks a copy of the sample in one way; the last breaks it in all ways at once.
 */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Catalog } from "../../shared/model.ts";
import { copyProject, type ProjectCopy } from "../support/project-copy.ts";
import { listCatalog } from "../support/run-cli.ts";

interface Case {
  readonly title: string;
  readonly breakIt: (folder: string) => void;
  /** Keys that may be missing then; every other asset of the sample is there. */
  readonly mayMiss: RegExp;
  /** A problem at this file is wanted; null where being whole is all that counts. */
  readonly file: string | null;
}

const inProject = (folder: string, ...parts: string[]): string => path.join(folder, "shop", ...parts);
const none = /^$/;

const cases: readonly Case[] = [
  {
    title: "a syntax error",
    breakIt: (folder) => appendFileSync(inProject(folder, "assets", "inventory.py"), "\n\ndef broken(:\n    return 1 +\n"),
    mayMiss: /^inventory\//,
    file: "shop/assets/inventory.py",
  },
  {
    title: "a module of the project that is missing",
    breakIt: (folder) => writeFileSync(inProject(folder, "assets", "tour.py"), readFileSync(inProject(folder, "assets", "tour.py"), "utf8").replace("from ..schemas import lineage", "from ..schemata import lineage")),
    mayMiss: /^quality\//,
    file: "shop/assets/tour.py",
  },
  {
    title: "a cyclic import",
    breakIt: (folder) => {
      writeFileSync(inProject(folder, "owners.py"), `from .clock import today\n${readFileSync(inProject(folder, "owners.py"), "utf8")}`);
      writeFileSync(inProject(folder, "clock.py"), `from .owners import FINANCE\n${readFileSync(inProject(folder, "clock.py"), "utf8")}`);
    },
    mayMiss: none,
    file: null,
  },
  {
    title: "a source file of 6 MB",
    breakIt: (folder) => {
      writeFileSync(inProject(folder, "assets", "generated.py"), `VALUES = [\n${"    1,\n".repeat(900_000)}]\n`);
      appendFileSync(inProject(folder, "definitions.py"), "\nfrom .assets import generated\n");
    },
    mayMiss: none,
    file: "shop/assets/generated.py",
  },
  {
    title: "folders that hold themselves through links",
    breakIt: (folder) => {
      symlinkSync("..", inProject(folder, "assets", "up"));
      symlinkSync("loop", inProject(folder, "loop"));
      symlinkSync("/", inProject(folder, "everything"));
    },
    mayMiss: none,
    file: null,
  },
  {
    title: "a file of which only the first half was written",
    breakIt: (folder) => truncateSync(inProject(folder, "assets", "customers.py"), Math.floor(readFileSync(inProject(folder, "assets", "customers.py")).length / 2)),
    mayMiss: /^customers\//,
    file: "shop/assets/customers.py",
  },
  {
    title: "YAML that is no YAML",
    breakIt: (folder) => writeFileSync(inProject(folder, "defs", "exports", "defs.yaml"), "type: shop.components.feed_export.FeedExport\nattributes: [unclosed\n"),
    mayMiss: /^exports\//,
    file: "shop/defs/exports/defs.yaml",
  },
  {
    title: "bytes that are no text",
    breakIt: (folder) => writeFileSync(inProject(folder, "assets", "inventory.py"), Buffer.from([0, 255, 254, 10, 0, 1, 2, 3, 200, 10])),
    mayMiss: /^inventory\//,
    file: "shop/assets/inventory.py",
  },
  {
    title: "a folder and a named pipe with names of source files",
    breakIt: (folder) => {
      mkdirSync(inProject(folder, "assets", "notes.py"));
      execFileSync("mkfifo", [inProject(folder, "assets", "waits.py")]);
      appendFileSync(inProject(folder, "definitions.py"), "\nfrom .assets import notes, waits\n");
    },
    mayMiss: none,
    file: null,
  },
];

const projects: ProjectCopy[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});
function brokenCopy(breakIt: (folder: string) => void): ProjectCopy {
  const project = copyProject();
  projects.push(project);
  breakIt(project.folder);
  return project;
}

const keysOf = (catalog: Catalog): string[] => catalog.assets.filter((asset) => !asset.isStub).map((asset) => asset.key);
let whole: string[] | undefined;
async function keysOfWhole(): Promise<string[]> {
  whole ??= keysOf(await listCatalog(brokenCopy(() => undefined)));
  return whole;
}

function expectRest(catalog: Catalog, all: readonly string[], broken: readonly Case[]): void {
  const shown = new Set(keysOf(catalog));
  expect(all.filter((key) => !shown.has(key) && !broken.some(({ mayMiss }) => mayMiss.test(key)))).toEqual([]);
  for (const { file } of broken) if (file !== null) expect(catalog.problems.map((problem) => problem.at?.file)).toContain(file);
}

describe("a project with", () => {
  it.each(cases)("$title shows everything else and names it", async (one) => {
    const all = await keysOfWhole();
    expect(all.length).toBeGreaterThan(40);
    expectRest(await listCatalog(brokenCopy(one.breakIt)), all, [one]);
  });

  it("all of these at once shows what is left", async () => {
    const all = await keysOfWhole();
    const once = cases.filter(({ title }) => title !== "a syntax error");
    expectRest(await listCatalog(brokenCopy((folder) => once.forEach(({ breakIt }) => breakIt(folder)))), all, once);
  });
});
