/** One asset: its head, and the tab that the address names. */
import { useEffect, type ReactNode } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import { formatAssetKey, titleOfKey } from "../../../shared/asset-key.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { Empty, LoadFailure, Place, Skeleton } from "../../components/bits.tsx";
import { ErrorBoundary } from "../../components/error-boundary.tsx";
import { compareSchemas } from "../../components/schema-diff.ts";
import { VisibleText } from "../../components/visible-text.tsx";
import { quoteSelectionValue } from "../../../shared/selection/complete.ts";
import { assetDetails } from "../../state/data.ts";
import { rememberVisit } from "../../state/palette.ts";
import { isReading, useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import { assetHref, catalogHref, type AssetRoute, type AssetTab } from "../../state/route.ts";
import { AssetActions } from "./asset-actions.tsx";
import { ChecksTab } from "./checks-tab.tsx";
import { ColumnsTab } from "./columns-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { LineageTab } from "../lineage/lineage-tab.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { PartitionsTab } from "./partitions-tab.tsx";
import { SourceTab } from "./source-tab.tsx";
import { StatusChips } from "./status-chips.tsx";

interface TabRow {
  readonly tab: AssetTab;
  readonly title: string;
  readonly count?: (detail: AssetDetail) => number;
  readonly isShown?: (detail: AssetDetail) => boolean;
  readonly draw: (detail: AssetDetail, route: AssetRoute) => ReactNode;
}

/** Adding a tab = a row here and its name in state/route.ts. */
const tabs: readonly TabRow[] = [
  { tab: "overview", title: "Overview", draw: (detail) => <OverviewTab detail={detail} /> },
  { tab: "columns", title: "Columns", count: (detail) => compareSchemas(knownOr(detail.asset.metadata, []), detail.asset.latestMaterialization?.metadata ?? []).columns.length, draw: (detail, route) => <ColumnsTab detail={detail} column={route.column ?? null} /> },
  { tab: "lineage", title: "Lineage", draw: (_, route) => <LineageTab route={route} /> },
  { tab: "history", title: "History", draw: (detail, route) => <HistoryTab detail={detail} partition={route.partition ?? null} /> },
  { tab: "partitions", title: "Partitions", isShown: (detail) => detail.asset.partitions !== null || detail.asset.latestMaterialization?.partition != null, draw: (detail) => <PartitionsTab detail={detail} /> },
  { tab: "checks", title: "Checks", count: (detail) => detail.checks.length, draw: (detail) => <ChecksTab detail={detail} /> },
  { tab: "source", title: "Source", draw: (detail) => <SourceTab detail={detail} /> },
];

export function AssetView({ route }: { readonly route: AssetRoute }) {
  const { value, error, isStale } = useRemote(assetDetails, route.key);
  const folder = useProject((state) => state.state?.project?.folder ?? null);
  const isBusy = useProject((state) => isReading(state.state));
  const isKnown = value != null;
  useEffect(() => {
    if (folder !== null && isKnown) rememberVisit(folder, route.key);
  }, [folder, route.key, isKnown]);
  useEffect(() => void document.getElementById("main")?.scrollTo(0, 0), [route.key, route.tab]);

  if (error && !value) return <div className="page"><LoadFailure what={route.key} error={error} retry={() => assetDetails.load(route.key)} /></div>;
  if (value === null && isBusy) return <div className="page"><p className="dim" role="status">Reading the project; <span className="mono wrap">{route.key}</span> has not been found so far.</p><Skeleton lines={10} /></div>;
  if (value === null) {
    return (
      <Empty icon="search" title="No such asset" actions={<a className="btn" href={catalogHref(`key:${quoteSelectionValue(`*${route.key.split("/").at(-1) ?? ""}*`)}`)}>Look for it in the catalog</a>}>
        <p>Nothing in this project has the key <span className="mono wrap"><VisibleText text={route.key} max={500} /></span>. It may have been renamed or removed.</p>
      </Empty>
    );
  }
  if (!value) return <div className="page"><Skeleton lines={10} /></div>;
  const shown = tabs.filter((one) => (one.isShown?.(value) ?? true) || one.tab === route.tab);
  const tab = shown.find((one) => one.tab === route.tab) ?? shown[0];
  return (
    <article className={isStale ? "page stale" : "page"} aria-label={route.key}>
      <AssetHead detail={value} />
      <nav className="tabs" aria-label="Parts of the asset">
        {shown.map((one) => {
          const count = one.count?.(value) ?? 0;
          return (
            <a key={one.tab} href={assetHref(route.key, one.tab)} className={one === tab ? "on" : ""} aria-current={one === tab ? "page" : undefined}>
              {one.title}{count > 0 && <b className="num"> {count.toLocaleString("en")}</b>}
            </a>
          );
        })}
      </nav>
      {error && <LoadFailure what="The newest picture could not be had" error={error} retry={() => assetDetails.load(route.key)} />}
      <ErrorBoundary what={`"${tab?.title ?? "This tab"}"`} resetKey={`${route.tab}${value.revision}`}>{tab?.draw(value, route)}</ErrorBoundary>
    </article>
  );
}

function AssetHead({ detail }: { readonly detail: AssetDetail }) {
  const { asset } = detail;
  const prefix = asset.keyPath.slice(0, -1);
  return (
    <header className="asset-head">
      <div className="grow">
        <div className="mono dim wrap crumbs">
          <a href="#/catalog">Catalog</a>
          {prefix.map((part, i) => (
            <span key={i}> / <a href={catalogHref(`key:"${formatAssetKey(prefix.slice(0, i + 1)).replace(/["\\]/g, "*")}/*"`)}><VisibleText text={part} max={200} /></a></span>
          ))}
        </div>
        <div className="line">
          <h1 className="wrap"><VisibleText text={titleOfKey(asset.keyPath).name} max={500} /></h1>
          <StatusChips detail={detail} />
        </div>
        {asset.keyDoubt && <p className="note">Part of this key is not known and stands in braces: it <VisibleText text={asset.keyDoubt.unknown} max={500} />. {asset.keyDoubt.at && <Place at={asset.keyDoubt.at} />}</p>}
      </div>
      <AssetActions detail={detail} />
    </header>
  );
}
