/** What the definition says, as a list of names and values. */
import { Fragment, useState, type ReactNode } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import type { MetadataEntry, Partitions } from "../../../shared/model.ts";
import { isUnknown, knownOr, type Known } from "../../../shared/unknown.ts";
import { GroupChip, KindBadge, OwnerChip, TagChip } from "../../components/asset-marks.tsx";
import { Ago, CopyButton, Place } from "../../components/bits.tsx";
import { ExternalLink } from "../../components/external-link.tsx";
import { formatNumber } from "../../components/format.ts";
import { MetadataValueView } from "../../components/metadata/metadata-value.tsx";
import { Maybe, UnknownMark } from "../../components/unknown-mark.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { describePartitions } from "./describe-partitions.ts";
import { OriginMark } from "./origin-mark.tsx";

interface Row {
  readonly name: string;
  /** Name of the field in `origins`. */
  readonly field?: string;
  readonly value: ReactNode;
}

const systemPrefix = "dagster/";

export function DefinitionRows({ detail, isShort = false }: { readonly detail: AssetDetail; readonly isShort?: boolean }) {
  const { asset } = detail;
  const rows: (Row | null)[] = [
    { name: "Group", field: "group", value: <Maybe value={asset.group}>{(group) => <GroupChip group={group} />}</Maybe> },
    listRow("Owners", "owners", asset.owners, (owner) => <OwnerChip key={owner} owner={owner} />, !isShort),
    listRow("Kinds", "kinds", asset.kinds, (kind) => <KindBadge key={kind} kind={kind} />, false),
    tagsRow(asset.tags),
    ...storageRows(asset.metadata, asset.latestMaterialization?.metadata ?? [], asset.latestObservation?.metadata ?? []),
    asset.partitions === null ? null : { name: "Partitions", field: "partitions", value: <Maybe value={asset.partitions as Known<Partitions>}>{(partitions) => <>{describePartitions(partitions)}</>}</Maybe> },
    asset.codeLocation === "" ? null : { name: "Location", value: <span className="mono wrap">{asset.codeLocation}</span> },
    isShort ? null : maybeText("Automation", "automation", asset.automation),
    isShort ? null : maybeText("Freshness", "freshness", asset.freshness),
    isShort ? null : maybeText("Code version", "codeVersion", asset.codeVersion),
    isShort ? null : maybeText("IO manager", "ioManagerKey", asset.ioManagerKey),
    isShort || detail.jobs.length + detail.schedules.length + detail.sensors.length === 0 ? null : { name: "Jobs", value: <Jobs detail={detail} /> },
    isShort || !asset.definedBy ? null : { name: "Defined by", value: <span className="mono">{asset.definedBy}{asset.op && <span className="dim"> op {asset.op}</span>}</span> },
    !isShort || !asset.latestMaterialization ? null : { name: "Last run", value: <Ago at={asset.latestMaterialization.timestamp} /> },
  ];
  return (
    <dl className="rows">
      {rows.map((row) => row && (
        <Fragment key={row.name}>
          <dt>{row.name}</dt>
          <dd>{row.value}{row.field && <OriginMark asset={asset} field={row.field} />}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function listRow(name: string, field: string, values: Known<readonly string[]>, draw: (value: string) => ReactNode, isAlways: boolean): Row | null {
  if (!isUnknown(values) && values.length === 0) return isAlways ? { name, field, value: <span className="dim">none</span> } : null;
  return { name, field, value: <Maybe value={values}>{(known) => <span className="chips">{known.map(draw)}</span>}</Maybe> };
}

function tagsRow(tags: AssetDetail["asset"]["tags"]): Row | null {
  if (!isUnknown(tags) && Object.keys(tags).length === 0) return null;
  return { name: "Tags", field: "tags", value: <Maybe value={tags}>{(known) => <Tags tags={known} />}</Maybe> };
}

/** Dagster's own tags are folded away behind their number. */
function Tags({ tags }: { readonly tags: { readonly [key: string]: Known<string> } }) {
  const [isAll, setIsAll] = useState(false);
  const entries = Object.entries(tags);
  const own = entries.filter(([name]) => !name.startsWith(systemPrefix));
  const system = entries.filter(([name]) => name.startsWith(systemPrefix));
  return (
    <span className="chips">
      {[...own, ...(isAll ? system : [])].map(([name, value]) => <TagChip key={name} name={name} value={value} />)}
      {system.length > 0 && <button type="button" className="link small" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>{isAll ? "Hide" : "Show"} {system.length} system {system.length === 1 ? "tag" : "tags"}</button>}
    </span>
  );
}

function maybeText(name: string, field: string, value: Known<string | null>): Row | null {
  if (value === null) return null;
  return { name, field, value: <Maybe value={value}>{(text) => <Folded text={text ?? ""} />}</Maybe> };
}

const foldedLength = 120;

/** Conditions can be pages long: four lines at first. */
function Folded({ text }: { readonly text: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const isLong = text.length > foldedLength;
  return (
    <>
      <span className={isLong && !isOpen ? "mono wrap four-lines" : "mono wrap"}><VisibleText text={text} max={4_000} /></span>
      {isLong && <button type="button" className="link small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{isOpen ? "Show less" : "Show all"}</button>}
    </>
  );
}

/** Table name (the present key and the older one), URI, kind of storage, rows: the run's word first where it has one. */
function storageRows(definition: Known<readonly MetadataEntry[]>, materialization: readonly MetadataEntry[], observation: readonly MetadataEntry[]): (Row | null)[] {
  const entries = [...materialization, ...observation, ...knownOr(definition, [])];
  const find = (...labels: string[]): MetadataEntry | undefined => entries.find((entry) => labels.includes(entry.label.toLowerCase()));
  const table = find("dagster/table_name") ?? find("dagster/relation_identifier");
  const uri = find("dagster/uri");
  const storage = find("dagster/storage_kind");
  const rowCount = entries.find((entry) => entry.label === "dagster/row_count" && entry.type === "int");
  return [
    table ? { name: "Table", value: <TextWithCopy entry={table} what="the table name" /> } : null,
    uri ? { name: "URI", value: uri.type === "url" && !isUnknown(uri.value) ? <span className="mono"><ExternalLink url={uri.value} /></span> : <TextWithCopy entry={uri} what="the URI" /> } : null,
    storage ? { name: "Storage", value: <MetadataValueView entry={storage} /> } : null,
    rowCount?.type === "int" ? { name: "Rows", value: isUnknown(rowCount.value) ? <UnknownMark value={rowCount.value} /> : <span className="num">{formatNumber(rowCount.value)} <span className="dim small">{rowCount.from === "definition" ? "says the definition" : rowCount.from === "observation" ? "observed" : "last run"}</span></span> } : null,
  ];
}

function TextWithCopy({ entry, what }: { readonly entry: MetadataEntry; readonly what: string }) {
  if (typeof entry.value !== "string") return <MetadataValueView entry={entry} />;
  return <span className="with-copy mono"><span className="wrap"><VisibleText text={entry.value} max={1_000} /></span><CopyButton text={entry.value} what={what} /></span>;
}

function Jobs({ detail }: { readonly detail: AssetDetail }) {
  return (
    <span className="stack tight">
      {detail.jobs.map((job) => (
        <span key={`${job.codeLocation}/${job.name}`} className="line tight">
          {job.source ? <Place at={job.source} text={job.name} /> : <span className="mono">{job.name}</span>}
          {detail.schedules.filter((one) => one.target === job.name).map((one) => <Schedule key={one.name} cron={one.cron} timezone={one.timezone} />)}
        </span>
      ))}
      {detail.schedules.filter((one) => !detail.jobs.some((job) => job.name === one.target)).map((one) => (
        <span key={one.name} className="line tight">{one.source ? <Place at={one.source} text={one.name} /> : <span className="mono">{one.name}</span>}<Schedule cron={one.cron} timezone={one.timezone} /></span>
      ))}
      {detail.sensors.map((one) => <span key={one.name} className="line tight">{one.source ? <Place at={one.source} text={one.name} /> : <span className="mono">{one.name}</span>}<span className="dim">{one.sensorType}</span></span>)}
    </span>
  );
}

function Schedule({ cron, timezone }: { readonly cron: Known<string | null>; readonly timezone: Known<string | null> }) {
  return <span className="dim"><Maybe value={cron}>{(text) => <>{text ?? "schedule"}</>}</Maybe> {knownOr(timezone, null) ?? ""}</span>;
}
