/** The catalog: filter, counts, and the table of all assets. */
import { useEffect, useMemo, useState } from "react";
import type { AssetRow } from "../../../shared/api.ts";
import { Empty, LoadFailure } from "../../components/bits.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { catalogColumns, resetColumns, sortRows, toggleColumn, useColumnChoice } from "../../state/catalog-columns.ts";
import { plainLines, treeLines } from "../../state/catalog-tree.ts";
import { filterSoon } from "../../state/catalog-filter.ts";
import { catalogPages } from "../../state/data.ts";
import { rowsInState } from "../../state/facets.ts";
import { go, replaceRoute } from "../../state/navigation.ts";
import { canChooseFolder, openFolder, refresh, useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import type { CatalogRoute } from "../../state/route.ts";
import { announce } from "../frame/announcer.tsx";
import { SelectionBox } from "../selection/selection-box.tsx";
import { CatalogTable } from "./catalog-table.tsx";

const noRows: readonly AssetRow[] = [];
const closedFolders = new Set<string>();

export function CatalogView({ route }: { readonly route: CatalogRoute }) {
  const select = route.select ?? "";
  const page = useRemote(catalogPages, select);
  const all = useRemote(catalogPages, "");
  const last = useLastRows(page.value?.rows);
  const rows = useMemo(() => sortRows(rowsInState(page.value?.rows ?? last, route.only), route.sort), [page.value, last, route.only, route.sort]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(closedFolders);
  const lines = useMemo(() => (route.isTree ? treeLines(rows, closed) : plainLines(rows)), [rows, route.isTree, closed]);
  const total = page.value?.total ?? all.value?.rows.length ?? 0;
  const undecided = page.value?.undecided ?? 0;
  const isFiltered = select !== "" || route.only !== undefined;
  const count = isFiltered ? `${rows.length.toLocaleString("en")} of ${total.toLocaleString("en")}${undecided > 0 ? `, ${undecided.toLocaleString("en")} unknown` : ""}` : total.toLocaleString("en");
  useEffect(() => {
    if (page.value && isFiltered) announce(`${rows.length} of ${total} assets`);
  }, [page.value, isFiltered, rows.length, total]);

  // The rows of a filter just typed are not there yet.
  const [wantsRows, setWantsRows] = useState(false);
  useEffect(() => {
    const grid = document.getElementById("catalog-rows");
    if (!wantsRows || !grid) return;
    grid.focus();
    if (page.value !== undefined && !page.isLoading) setWantsRows(false);
  }, [wantsRows, page.value, page.isLoading, lines]);

  const toggleFolder = (prefix: string): void => {
    const next = new Set(closed);
    if (!next.delete(prefix)) next.add(prefix);
    closedFolders.clear();
    for (const one of next) closedFolders.add(one);
    setClosed(next);
  };

  return (
    <div className="catalog">
      <div className="bar">
        <h1>Catalog</h1>
        <SelectionBox value={select} onChange={filterSoon} label="Filter assets" count={count} error={page.value?.selectError ?? null} onLeave={() => setWantsRows(true)} onType={() => setWantsRows(false)} />
        <ColumnMenu />
        <div className="segments" role="group" aria-label="How the assets are listed">
          <button type="button" aria-pressed={!route.isTree} onClick={() => replaceRoute({ ...route, isTree: false })}>Table</button>
          <button type="button" aria-pressed={route.isTree === true} onClick={() => replaceRoute({ ...route, isTree: true })}>Folders</button>
        </div>
      </div>
      {page.error && <LoadFailure what="The catalog" error={page.error} retry={() => catalogPages.load(select)} />}
      {lines.length > 0 ? (
        <CatalogTable lines={lines} rows={all.value?.rows ?? rows} route={route} isStale={page.value === undefined} onToggleFolder={toggleFolder} />
      ) : (
        page.value !== undefined && <NoRows route={route} total={total} />
      )}
    </div>
  );
}

/** While a new filter is being answered the old rows stay. */
function useLastRows(rows: readonly AssetRow[] | undefined): readonly AssetRow[] {
  const [last, setLast] = useState<readonly AssetRow[]>(rows ?? noRows);
  useEffect(() => {
    if (rows) setLast(rows);
  }, [rows]);
  return last;
}

function ColumnMenu() {
  const shown = useColumnChoice((state) => state.shown);
  return (
    <Menu label="Choose columns" button={<><Icon name="columns" size={14} /><span className="optional">Columns</span></>} align="right">
      {() => (
        <>
          {catalogColumns.filter((column) => column.id !== "key").map((column) => (
            <label key={column.id} className="menu-check"><input type="checkbox" checked={shown.includes(column.id)} onChange={() => toggleColumn(column.id)} />{column.title}</label>
          ))}
          <button type="button" onClick={resetColumns}>As at first</button>
        </>
      )}
    </Menu>
  );
}

/** Why there is nothing, what was looked for, what to do. */
function NoRows({ route, total }: { readonly route: CatalogRoute; readonly total: number }) {
  const state = useProject((store) => store.state);
  if (total > 0) {
    return (
      <Empty icon="filter" title="No asset matches" actions={<button type="button" className="btn" onClick={() => go({ view: "catalog" })}>Show all {total.toLocaleString("en")}</button>}>
        <p>Nothing in this project is selected by <span className="mono wrap">{route.select ?? route.only}</span>.</p>
      </Empty>
    );
  }
  if (state?.status === "opening" || state?.status === "indexing") return <Empty icon="catalog" title="Reading the project"><p>Assets appear here as they are found.</p></Empty>;
  const locations = state?.project?.codeLocations ?? [];
  return (
    <Empty icon="catalog" title={locations.length === 0 ? "No Dagster code location found" : "No assets found"}
      actions={<>{canChooseFolder() && <button type="button" className="btn primary" onClick={() => void openFolder()}>Open another folder</button>}<button type="button" className="btn" onClick={() => void refresh(true)}>Read again</button></>}>
      {locations.length === 0 ? (
        <p>Looked in <span className="mono wrap">{state?.project?.folder}</span> for <span className="mono">[tool.dg]</span> and <span className="mono">[tool.dagster]</span> in pyproject.toml, dg.toml, workspace.yaml, <span className="mono">definitions.py</span> and <span className="mono">repository.py</span>.</p>
      ) : (
        <p>Read {locations.map((one) => one.name).join(", ")}, and no definition of an asset could be found there.</p>
      )}
      <p><a href="#/read">What was read</a> · <a href="#/problems">Problems</a></p>
    </Empty>
  );
}
