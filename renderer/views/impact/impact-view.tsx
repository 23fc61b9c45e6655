/** Impact: everything downstream of an asset or a column, whom it concerns, and which checks stand guard. */
import { useEffect, useMemo } from "react";
import { formatImpact } from "../../../shared/impact-csv.ts";
import type { Impact } from "../../../shared/lineage.ts";
import { quoteSelectionValue } from "../../../shared/selection/complete.ts";
import { AssetLink } from "../../components/asset-marks.tsx";
import { Empty, LoadFailure, Skeleton } from "../../components/bits.tsx";
import { saveFile } from "../../components/export-file.ts";
import { ExportMenu, type ExportChoice } from "../../components/export-menu.tsx";
import { Icon } from "../../components/icon.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { impacts } from "../../state/data.ts";
import { countImpact, filterImpact, impactSentence, sortImpact } from "../../state/impact-rows.ts";
import { isReading, useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import { catalogHref, columnHref, formatRoute, type ImpactRoute } from "../../state/route.ts";
import { announce } from "../frame/announcer.tsx";
import { ImpactBars } from "./impact-bars.tsx";
import { ImpactTable } from "./impact-table.tsx";

export function ImpactView({ route }: { readonly route: ImpactRoute }) {
  const key = JSON.stringify([route.key, route.column ?? null]);
  const { value, error } = useRemote(impacts, key);
  const isBusy = useProject((state) => isReading(state.state));
  const rows = useMemo(() => value?.rows ?? [], [value]);
  const shown = useMemo(() => sortImpact(filterImpact(rows, route), route.sort), [rows, route]);
  const counts = useMemo(() => countImpact(rows, route.key), [rows, route.key]);
  const sentence = impactSentence(counts);
  useEffect(() => {
    if (value) announce(sentence);
  }, [value, sentence]);
  if (value === null) {
    return (
      <Empty icon="search" title={route.column === undefined ? "No such asset" : "No such column"} actions={<a className="btn" href={catalogHref(`key:${quoteSelectionValue(`*${route.key.split("/").at(-1) ?? ""}*`)}`)}>Look for the asset in the catalog</a>}>
        <p>{isBusy ? "The project is being read; " : "Nothing in this project knows "}<span className="mono wrap"><VisibleText text={route.column === undefined ? route.key : `${route.key}.${route.column}`} max={500} /></span>{isBusy ? " has not been found so far." : "."}</p>
      </Empty>
    );
  }
  return (
    <article className="impact" aria-label={`Impact of ${route.key}${route.column === undefined ? "" : `.${route.column}`}`}>
      <header className="impact-head">
        <div className="grow">
          <div className="dim">Downstream of <AssetLink assetKey={route.key} />{route.column !== undefined && <><a className="mono" href={columnHref(route.key, route.column)}>.{route.column}</a></>}</div>
          <h1>{value ? sentence : "Impact"}</h1>
        </div>
        <div className="line">
          {route.column !== undefined && <><a className="btn" href={columnHref(route.key, route.column)}><Icon name="columns" size={14} />Lineage</a><a className="btn" href={formatRoute({ view: "impact", key: route.key })}>Of the whole asset</a></>}
          {value && <ImpactExport impact={value} shown={shown} />}
        </div>
      </header>
      {error && <LoadFailure what="The impact" error={error} retry={() => impacts.load(key)} />}
      {value?.isReadingSql && <p className="note" role="status">SQL is still being read; more may come.</p>}
      {!value && !error && <div className="pad"><Skeleton lines={8} /></div>}
      {value && rows.length === 0 && <NothingDownstream route={route} />}
      {value && rows.length > 0 && (
        <div className="impact-split">
          <ImpactBars route={route} rows={rows} />
          <ImpactTable route={route} rows={shown} total={rows.length} />
        </div>
      )}
    </article>
  );
}

function NothingDownstream({ route }: { readonly route: ImpactRoute }) {
  return (
    <Empty icon="lineage" title="Nothing downstream is known" actions={route.column === undefined ? undefined : <a className="btn" href={formatRoute({ view: "impact", key: route.key })}>What depends on the whole asset</a>}>
      {route.column === undefined ? <p>No asset of this project depends on it.</p> : <p>No column lineage of a definition, a materialization or SQL names this column as a source. Assets may still depend on the asset as a whole.</p>}
    </Empty>
  );
}

/** What is exported is what is shown: filtered and sorted. */
function ImpactExport({ impact, shown }: { readonly impact: Impact; readonly shown: Impact["rows"] }) {
  const name = `${impact.start.asset}${impact.start.column === null ? "" : `.${impact.start.column}`}-impact`;
  const rows = `${shown.length.toLocaleString("en")} rows`;
  const choices: readonly ExportChoice[] = [
    [`${rows} as CSV`, () => saveFile(`${name}.csv`, formatImpact(shown), "text/csv")],
    [`${rows} as JSON`, () => saveFile(`${name}.json`, `${JSON.stringify({ start: impact.start, rows: shown }, null, 2)}\n`, "application/json")],
  ];
  return <ExportMenu choices={choices} />;
}
