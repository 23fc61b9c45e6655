/** What happens when the system allows no more watches: in a user namespace of its own, whose limits can be set without touching anybody else's. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const canLimit = process.platform === "linux" && spawnSync("unshare", ["-Ur", "sh", "-c", "echo 5 > /proc/sys/user/max_inotify_watches"]).status === 0;

describe.skipIf(!canLimit)("limits of the system (skipped where `unshare -Ur` may not set them)", () => {
  it.each([
    ["max_inotify_watches", 5, "fs.inotify.max_user_watches"],
    ["max_inotify_instances", 0, "fs.inotify.max_user_instances"],
  ])("%s at %i: one notice with the exact fix, and changes are still seen", (setting, limit, fix) => {
    const folder = mkdtempSync(join(tmpdir(), "limits-"));
    for (let i = 0; i < 20; i++) {
      mkdirSync(join(folder, `d${i}`));
      writeFileSync(join(folder, `d${i}/a.py`), "x");
    }
    const child = join(import.meta.dirname, "limited-watcher.ts");
    const run = spawnSync("unshare", ["-Ur", "sh", "-c", `echo ${limit} > /proc/sys/user/${setting}; exec "$@"`, "sh", process.execPath, child, folder], { encoding: "utf8", timeout: 30_000 });
    rmSync(folder, { recursive: true, force: true });
    const said = run.stdout.trim().split("\n").map((line) => JSON.parse(line));
    expect(said).toMatchObject([{ notice: "watch.limit" }, { mode: "polling" }, { added: [], changed: ["d19/a.py"], removed: [] }]);
    expect(said[0].hint).toContain(`echo ${fix}=`);
    expect(said[2].elapsedMs).toBeLessThan(5_000);
  });
});
