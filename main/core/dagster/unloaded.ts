/**
 * Definitions that exist in source but that no `Definitions` object of the location holds: those made while its modules were
 * evaluated, and those of modules of the same package that nothing imports.
 */
import type { UnloadedAsset } from "../../../shared/model.ts";
import type { Evaluation } from "../python/evaluate.ts";
import type { Root, Session } from "./session.ts";

const DEFINES_ASSETS = /@(\w+\.)*(asset|multi_asset|graph_asset|graph_multi_asset|observable_source_asset|asset_check)\b/;
const MAX_MODULES = 300;

export function findUnloaded(loaded: ReadonlySet<Root>, session: Session, evaluation: Evaluation): readonly UnloadedAsset[] {
  importTheRest(session, evaluation);
  const places = new Set([...loaded].map(placeOf));
  const unloaded = new Map<string, UnloadedAsset>();
  for (const root of session.roots) {
    // A factory's definitions share a place: where one of them is loaded, the function is in use.
    if (loaded.has(root) || places.has(placeOf(root)) || root.source.file === "") continue;
    unloaded.set(`${placeOf(root)} ${root.name}`, { name: root.name, source: root.source, definedBy: root.definedBy });
  }
  return [...unloaded.values()];
}

function placeOf(root: Root): string {
  return `${root.source.file}:${root.source.line}`;
}

/** Modules of the entry's package that define assets and that nothing imported. */
function importTheRest(session: Session, evaluation: Evaluation): void {
  const { entry } = session.location;
  if (entry.kind === "file") return;
  const top = entry.module.split(".").slice(0, -1).join(".") || entry.module;
  let count = 0;
  for (const name of evaluation.context.listModules(top)) {
    const path = name.replaceAll(".", "/");
    const file = session.sourceRoots.map((root) => (root === "." || root === "" ? `${path}.py` : `${root}/${path}.py`)).find((candidate) => session.files.isFile(candidate));
    if (!file || evaluation.filesRead.has(file) || /(^|\/)(tests?|conftest)(\/|_|\.py$)/.test(file)) continue;
    const text = session.readText(file);
    if (text === null || !DEFINES_ASSETS.test(text)) continue;
    if (++count > MAX_MODULES) return;
    evaluation.importModule(name);
  }
}
