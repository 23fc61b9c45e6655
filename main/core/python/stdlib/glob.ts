/** `glob` patterns over the project's folders, with a cap on what is looked through. */
import { native } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { list } from "../make.ts";
import { str } from "../values.ts";
import { unknown } from "../interpreter/unknowns.ts";
import { locate } from "./locate.ts";
import type { Names } from "./natives.ts";

const mostEntries = 20_000;
const skipped = new Set([".git", ".venv", "venv", "node_modules", "__pycache__", ".tox"]);

/** Paths below `folder` that match, relative to it, sorted. */
export function globFiles(rt: Runtime, folder: string, pattern: string): { found: string[]; isComplete: boolean } {
  const steps = pattern.split("/").filter((part) => part !== "" && part !== ".");
  const found = new Set<string>();
  let left = mostEntries;
  const walk = (path: string, index: number): void => {
    const step = steps[index];
    if (step === undefined) {
      if (path) found.add(path);
      return;
    }
    const full = path ? (folder ? `${folder}/${path}` : path) : folder;
    if (step === "**") walk(path, index + 1);
    const matches = step === "**" ? null : wildcard(step);
    for (const name of rt.files.list(full)) {
      left -= 1;
      if (left < 0) return;
      rt.tick(1);
      const next = path ? `${path}/${name}` : name;
      const isFolder = rt.files.isFolder(folder ? `${folder}/${next}` : next);
      if (step === "**") {
        if (isFolder && !skipped.has(name)) walk(next, index);
      } else if (matches?.test(name) && (index === steps.length - 1 || isFolder)) walk(next, index + 1);
    }
  };
  walk("", 0);
  return { found: [...found].toSorted(), isComplete: left >= 0 };
}

function wildcard(pattern: string): RegExp {
  const body = pattern.replaceAll(/\*+/g, "*").replaceAll(/[.+^${}()|\\]/g, "\\$&").replaceAll("*", "[^/]*").replaceAll("?", "[^/]").replaceAll("[!", "[^");
  try {
    return new RegExp(`^${pattern.startsWith(".") ? "" : "(?!\\.)"}${body}$`);
  } catch {
    return /^(?!)/;
  }
}

export function globNames(rt: Runtime): Names {
  const glob = native("glob", (args) => {
    const pattern = args.positional[0] ? rt.toText(args.positional[0]) : null;
    if (pattern === null) return unknown("looks for files by a pattern that is not known", args.span);
    const fixed = /^(?:[^*?[/]*\/)*/.exec(pattern)?.[0] ?? "";
    const folder = locate(rt, fixed || ".");
    if (folder === null) return list([], args.span);
    const { found } = globFiles(rt, folder, pattern.slice(fixed.length));
    return rt.regions.own(list(found.map((name) => str(fixed + name, args.span)), args.span));
  });
  return { "glob.glob": glob, "glob.iglob": glob };
}
