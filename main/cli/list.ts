/** `assetscope list`: the catalog, as a table for people or as the JSON that other programs read. */
import type { CatalogPage } from "../../shared/api.ts";
import type { Catalog } from "../../shared/model.ts";
import { RequestError } from "../../shared/request-error.ts";
import { findUnanswerable } from "../../shared/selection/unanswerable.ts";
import type { Core } from "../core/core.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { withProject } from "./open-project.ts";
import { counted, print, printJson, printTable, shown, styled, time } from "./output.ts";
import type { ListOptions } from "./options.ts";

export function list(folder: string, options: ListOptions): Promise<ExitCode> {
  return withProject(folder, options, async (core) => {
    const project = core.project();
    const problems = await project["problem.list"]({});
    const errors = problems.filter((problem) => problem.severity === "error").length;
    if (options.json && options.select === undefined) printJson(await project.exportCatalog({}));
    else {
      const page = await project["catalog.list"](options.select === undefined ? {} : { select: options.select });
      const unanswerable = page.selectError && findUnanswerable(options.select ?? "");
      if (unanswerable) throw new RequestError("bad_request", unanswerable.message);
      if (page.selectError) process.stderr.write(`assetscope: the selection is taken as plain words: ${page.selectError.message} (at ${page.selectError.start})\n`);
      if (options.json) printJson(only(await project.exportCatalog({}), page));
      else {
        printRows(core, folder, page, options.select !== undefined, errors);
        for (const problem of problems) if (problem.code === "sandbox.missing") print(styled(problem.message, "dim"));
      }
    }
    return options.strict && errors > 0 ? exitCodes.projectErrors : exitCodes.ok;
  });
}

function only(catalog: Catalog, page: CatalogPage): Catalog {
  const selected = new Set(page.rows.map((row) => row.key));
  return { ...catalog, assets: catalog.assets.filter((asset) => selected.has(asset.key)), checks: catalog.checks.filter((check) => selected.has(check.asset)) };
}

function printRows(core: Core, folder: string, page: CatalogPage, isSelected: boolean, errors: number): void {
  const rows = page.rows.filter((row) => !row.isStub);
  if (rows.length > 0) {
    printTable(
      [{ title: "ASSET", style: "bold", max: 70 }, { title: "KINDS", max: 24 }, { title: "GROUP", max: 24 }, { title: "OWNERS", max: 32 }, { title: "MATERIALIZED" }, { title: "ROWS", isRight: true }, { title: "SOURCE", max: 70, style: "cyan" }],
      rows.map((row) => [
        row.key, shown(row.kinds, (kinds) => kinds.join(", ")), shown(row.group, (group) => group), shown(row.owners, (owners) => owners.join(", ")),
        time(row.materializedAt), row.rowCount === null ? "" : String(row.rowCount), row.file === null ? "" : `${row.file}:${row.line ?? 1}`,
      ]),
    );
    print();
  }
  const { counts } = core.state();
  const rest = [counts.stubs > 0 ? `${counts.stubs} more named only as dependencies or by the log` : "", counts.unloaded > 0 ? `${counts.unloaded} in source but in no Definitions` : ""].filter(Boolean);
  print(`${counted(rows.length, "asset")}${isSelected ? ` of ${counts.assets}` : ""}${rest.length > 0 ? `; ${rest.join(", ")}` : ""}`);
  const unknown = rows.filter((row) => row.unknownFields.length > 0).length;
  if (unknown > 0) print(styled(`? cannot be known without running the project (${counted(unknown, "asset")}); assetscope doctor says why`, "dim"));
  if (page.undecided > 0) print(styled(`? whether ${counted(page.undecided, "more asset")} should be here cannot be known without running the project`, "dim"));
  if (errors > 0) print(styled(`${counted(errors, "error")} while reading; assetscope doctor lists them`, "yellow"));
  if (counts.assets === 0) print(`No assets were found. assetscope doctor ${folder} says where was looked.`);
}
