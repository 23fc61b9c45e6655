/**
 * Starts the benchmarks on the project's own Node, whatever Node the machine has.
 *
 *     node bench/run.mjs [--assets 1000,5000] [--runs 3] [--only ours,dagster,live,log,sandbox,lineage,graph] [--generators FOLDER] [--write]
 *
 * `--write` puts what was measured into its part of bench/results.md. The real Dagster comes from $ASSETSCOPE_DAGSTER_PYTHON (a Python with `dagster` and
 * `dagster-webserver`), else from .cache/dagster-1.13.27; what is missing is skipped and said. `--generators` names a folder with a
 * make_project.py (N FOLDER) and a make_home.py of one's own.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../tools/build.mjs";
import { ensurePackages, projectNode } from "../tools/setup.mjs";

ensurePackages();
await ensureBuilt();
const here = path.dirname(fileURLToPath(import.meta.url));
const run = spawnSync(projectNode(), [path.join(here, "measure.ts"), ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(run.status ?? 1);
