/** How much the index holds, for the status line. */
import type { ProjectState } from "../../../shared/api.ts";
import { countAssets } from "../index/assets.ts";
import { countParts } from "../index/definitions.ts";
import { countEvents } from "../index/events.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import type { Catalog } from "./catalog.ts";

export function countCatalog(index: ProjectIndex, catalog: Catalog, homes: readonly string[]): ProjectState["counts"] {
  const rows = catalog.rows();
  const assets = rows.filter((row) => !row.isStub).length;
  const parts = countParts(index.db);
  return {
    assets, stubs: rows.length - assets, checks: parts.get("check") ?? 0, columns: countAssets(index.db).columns, events: countEvents(index.db, homes),
    problems: parts.get("problem") ?? 0, unloaded: parts.get("unloaded") ?? 0,
  };
}
