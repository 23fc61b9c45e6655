/** Watches the folder named on the command line, changes a file in it, prints what is told as JSON lines. For limits.test.ts. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openProjectFiles } from "../../../main/core/files.ts";
import { watchFolders } from "../../../main/core/watch/watch.ts";

const folder = process.argv[2] ?? "";
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
let changedAt = 0;
const watcher = watchFolders({
  files: openProjectFiles(folder),
  roots: ["."],
  onNotice: (problem) => say({ notice: problem.code, hint: problem.hint }),
  onChange: (changes) => {
    say({ ...changes, elapsedMs: performance.now() - changedAt });
    watcher.close();
    clearTimeout(timeout);
  },
});
const timeout = setTimeout(() => process.exit(1), 15_000);
await watcher.ready;
say({ mode: watcher.mode });
changedAt = performance.now();
writeFileSync(join(folder, "d19/a.py"), "changed");
