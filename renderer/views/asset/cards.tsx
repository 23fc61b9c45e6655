/** The four figures that people look for first. */
import type { ReactNode } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import type { MetadataEntry, Partitions } from "../../../shared/model.ts";
import { isUnknown, knownOr } from "../../../shared/unknown.ts";
import { Ago } from "../../components/bits.tsx";
import { formatNumber, formatTime } from "../../components/format.ts";
import type { SchemaView } from "../../components/schema-diff.ts";
import { assetPartitions } from "../../state/data.ts";
import { useRemote } from "../../state/remote.ts";
import { assetHref } from "../../state/route.ts";

export function Cards({ detail, schemas }: { readonly detail: AssetDetail; readonly schemas: SchemaView }) {
  const { asset, checks } = detail;
  const latest = asset.latestMaterialization ?? asset.latestObservation;
  const bad = checks.filter((check) => check.latestEvaluation !== null && check.latestEvaluation.status !== "succeeded" && check.latestEvaluation.status !== "planned");
  const evaluated = checks.filter((check) => check.latestEvaluation !== null);
  return (
    <div className="cards">
      <Card title="Rows">{rowCount(detail)}</Card>
      <Card title={asset.latestMaterialization ? "Last materialized" : asset.latestObservation ? "Last observed" : "Last materialized"} href={assetHref(asset.key, "history")} note={latest ? formatTime(latest.timestamp) : undefined}>{latest ? <Ago at={latest.timestamp} /> : "never"}</Card>
      {asset.partitions !== null ? <PartitionsCard detail={detail} /> : <Card title="Columns" href={assetHref(asset.key, "columns")} note={schemas.differences > 0 ? `${schemas.differences} differ` : undefined}>{schemas.columns.length === 0 ? "–" : schemas.columns.length.toLocaleString("en")}</Card>}
      <Card title="Checks" href={assetHref(asset.key, "checks")} note={checks.length > evaluated.length && evaluated.length > 0 ? `${checks.length - evaluated.length} not run yet` : undefined}>
        {checks.length === 0 ? "none" : evaluated.length === 0 ? `${checks.length}, not run yet` : bad.length === 0 ? `${evaluated.length} of ${checks.length} pass` : <span className={bad.some((check) => check.latestEvaluation?.severity !== "WARN") ? "bad-text" : "warn-text"}>{checks.length - bad.length} of {checks.length} pass</span>}
      </Card>
    </div>
  );
}

function PartitionsCard({ detail }: { readonly detail: AssetDetail }) {
  const { asset } = detail;
  const partitions = useRemote(assetPartitions, asset.key);
  const known = isUnknown(asset.partitions) ? null : asset.partitions;
  const total = known ? countKeys(known) : null;
  const done = partitions.value?.length;
  return <Card title="Partitions" href={assetHref(asset.key, "partitions")} note="materialized">{done === undefined ? "–" : total === null ? done.toLocaleString("en") : `${done.toLocaleString("en")} / ${total.toLocaleString("en")}`}</Card>;
}

/** How many keys a definition has, where that is written down. */
function countKeys(partitions: Partitions): number | null {
  if (partitions.kind === "static") return isUnknown(partitions.keys) ? null : partitions.keys.length;
  if (partitions.kind !== "multi") return null;
  let product = 1;
  for (const dimension of partitions.dimensions) {
    const count = isUnknown(dimension.partitions) ? null : countKeys(dimension.partitions);
    if (count === null) return null;
    product *= count;
  }
  return product;
}

/** Dagster's rule: latest materialization, then observation, then definition; only whole numbers. */
function rowCount(detail: AssetDetail): ReactNode {
  const { asset } = detail;
  const sources: readonly (readonly MetadataEntry[])[] = [asset.latestMaterialization?.metadata ?? [], asset.latestObservation?.metadata ?? [], knownOr(asset.metadata, [])];
  for (const entries of sources) {
    const entry = entries.find((one) => one.label === "dagster/row_count" && one.type === "int");
    if (entry?.type === "int" && !isUnknown(entry.value)) return formatNumber(entry.value);
  }
  return "–";
}

function Card({ title, children, href, note }: { readonly title: string; readonly children: ReactNode; readonly href?: string; readonly note?: string | undefined }) {
  const content = <><small>{title}</small><b className="num">{children}</b>{note && <small className="num">{note}</small>}</>;
  return href ? <a className="card" href={href}>{content}</a> : <div className="card">{content}</div>;
}
