/** Assetscope's command line on a generated project: opened cold, opened again, opened after one file changed. */
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Catalog } from "../shared/model.ts";
import type { Sample } from "./dagster.ts";
import { measure } from "./processes.ts";

export interface OurSamples { readonly cold: Sample; readonly again: Sample; readonly changed: Sample }

/** `home`: a Dagster home to read as well. */
export async function openThrice(cli: string, folder: string, assets: number, home?: string): Promise<OurSamples> {
  const cache = mkdtempSync(join(tmpdir(), "assetscope-bench-"));
  const env = { ...process.env, XDG_CACHE_HOME: cache, XDG_CONFIG_HOME: cache, DAGSTER_HOME: home ?? "" };
  const open = async (): Promise<Sample> => {
    const run = await measure([process.execPath, cli, "list", folder, "--json", "--with", "static"], { cwd: folder, env });
    if (run.exitCode !== 0) throw new Error(`assetscope list ended with ${run.exitCode}: ${run.stderr.slice(-500)}`);
    const catalog = JSON.parse(run.stdout) as Catalog;
    const found = catalog.assets.filter((asset) => !asset.isStub).length;
    if (found !== assets) throw new Error(`${found} of ${assets} assets listed`);
    if (home !== undefined && catalog.assets.some((asset) => asset.latestMaterialization === null)) throw new Error("an asset without its latest materialization");
    return { seconds: run.seconds, megabytes: run.peakMegabytes };
  };
  try {
    const cold = await open();
    const again = await open();
    appendFileSync(join(folder, "src", "synth", "parts", "part_07.py"), "# changed\n");
    return { cold, again, changed: await open() };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}
