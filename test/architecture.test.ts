/**
 * What ARCHITECTURE.md says, held against the files: folders, who may import whom, who may touch the machine, and why each
 * package is there. A rule is changed by changing its line in ARCHITECTURE.md, where people see it.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf } from "./support/imports.ts";

const root = path.resolve(import.meta.dirname, "..");
const document = readFileSync(path.join(root, "ARCHITECTURE.md"), "utf8");
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }).trim().split("\n");
const sources = tracked.filter((file) => /^(main|preload|renderer|shared)\/.*\.(ts|tsx)$/.test(file));

/** Rows of the table below a heading: the code spans of each cell. */
function table(heading: string): string[][][] {
  const section = document.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0];
  if (section === undefined) throw new Error(`ARCHITECTURE.md has no section "${heading}"`);
  const rows = section.split("\n").filter((line) => line.startsWith("|")).slice(2);
  return rows.map((row) => row.slice(1, -1).split("|").map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)));
}

const isWithin = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);

interface Import { readonly from: string; readonly to: string }
const imports: Import[] = sources.flatMap((from) =>
  importsOf(readFileSync(path.join(root, from), "utf8")).map((specifier) => ({ from, to: specifier.startsWith(".") ? path.posix.join(path.posix.dirname(from), specifier) : specifier })),
);
const own = imports.filter(({ to }) => /^(main|preload|renderer|shared|test|tools|bench|examples)\//.test(to));
const foreign = imports.filter((each) => !own.includes(each));

describe("folders", () => {
  it("on disk are those that ARCHITECTURE.md tells of, and none is told of that is gone", () => {
    const told = table("Folders").map((row) => row[0]![0]!.replace(/\/$/, ""));
    const onDisk = new Set<string>();
    for (const file of tracked) {
      const parts = file.split("/").slice(0, -1);
      const depth = parts[0] === "main" || parts[0] === "renderer" ? (parts[1] === "core" ? 3 : 2) : 1;
      for (let i = 1; i <= Math.min(parts.length, depth); i++) onDisk.add(parts.slice(0, i).join("/"));
    }
    expect(told.toSorted()).toEqual([...onDisk].filter((folder) => !folder.startsWith(".")).toSorted());
  });
});

describe("imports", () => {
  const rules = table("Who may import whom").map(([who, whom]) => ({ who: who!, whom: whom! }));
  const places = rules.flatMap(({ who, whom }) => who.map((place) => ({ place, may: [...who, ...whom] })));
  /** The rule with the longest path that the file is within. */
  const ruleOf = (file: string) => places.filter(({ place }) => isWithin(file, place)).toSorted((a, b) => b.place.length - a.place.length)[0];

  it("have a rule for every source file", () => {
    expect(sources.filter((file) => !ruleOf(file))).toEqual([]);
  });
  it("keep to the table", () => {
    const broken = own.filter(({ from, to }) => !ruleOf(from)?.may.some((place) => isWithin(to, place)));
    expect(broken.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
  it("go in no circle", () => {
    const next = Map.groupBy(own, ({ from }) => from);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
      if (trail.includes(file) || done.has(file)) return;
      for (const { to } of next.get(file) ?? []) walk(to, [...trail, file]);
      done.add(file);
    };
    for (const file of sources) walk(file, []);
    expect(circles).toEqual([]);
  });
  it("of what touches the machine stand only where the table allows", () => {
    const rows = table("Who may touch the machine");
    const broken = foreign.filter(({ from, to }) => {
      const rule = rows.find(([what]) => what!.includes(to));
      return rule !== undefined && !rule[1]!.some((place) => isWithin(from, place));
    });
    expect(broken.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
  it("of Node have a row in that table, or are known to touch nothing", () => {
    const harmless = ["node:crypto", "node:path", "node:url", "node:util", "node:events", "node:timers/promises", "node:timers", "node:string_decoder", "node:buffer", "node:module", "node:perf_hooks"];
    const ruled = table("Who may touch the machine").flatMap(([what]) => what!);
    expect([...new Set(foreign.map(({ to }) => to))].filter((to) => to.startsWith("node:") && !harmless.includes(to) && !ruled.includes(to))).toEqual([]);
  });
});

describe("packages", () => {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { readonly dependencies: object; readonly devDependencies: object };
  it("are each told of, with the reason, and none that is gone", () => {
    const told = table("Why each package").flatMap((row) => row[0]!);
    expect(told.toSorted()).toEqual([...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)].toSorted());
  });
  it("of the shared contract run anywhere", () => {
    const packages = foreign.filter(({ from }) => from.startsWith("shared/")).map(({ to }) => to);
    expect(packages.filter((name) => name !== "zod")).toEqual([]);
  });
});
