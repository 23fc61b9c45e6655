/** Every kind of metadata value as it deserves: short ones in the line, big ones as a chip that opens below. One row of a table a kind. */
import type { ReactNode } from "react";
import type { MetadataEntry, MetadataType, MetadataValue } from "../../../shared/model.ts";
import { isUnknown, type Known } from "../../../shared/unknown.ts";
import { AssetLink } from "../asset-marks.tsx";
import { CopyButton } from "../bits.tsx";
import { ExternalLink } from "../external-link.tsx";
import { formatNumber, formatTime } from "../format.ts";
import { JsonTree } from "../json-tree.tsx";
import { Markdown } from "../markdown.tsx";
import { UnknownMark } from "../unknown-mark.tsx";
import { VisibleText } from "../visible-text.tsx";
import { isShort, toText } from "./describe.ts";
import { CodeReferences, LineageList, RecordTable, SchemaTable } from "./metadata-blocks.tsx";

type ValueOf<T extends MetadataType> = Exclude<Extract<MetadataValue, { type: T }>["value"], { readonly unknown: string }>;
type Renderers = { readonly [T in MetadataType]: (value: ValueOf<T>) => ReactNode };

function copied(value: string, what: string): ReactNode {
  return <span className="with-copy mono"><span className="wrap"><VisibleText text={value} /></span><CopyButton text={value} what={what} /></span>;
}

function number(value: number | string): ReactNode {
  const shown = formatNumber(value);
  return <span className="num" title={String(value)}>{shown}</span>;
}

const renderers: Renderers = {
  text: (value) => <LongText text={value} />,
  md: (value) => <Markdown text={value} />,
  url: (value) => <ExternalLink url={value} />,
  path: (value) => copied(value, "the path"),
  notebook: (value) => copied(value, "the notebook's path"),
  json: (value) => (typeof value === "object" && value !== null && JSON.stringify(value).length > 60 ? <JsonTree value={value} /> : <code className="mono wrap">{JSON.stringify(value)}</code>),
  int: number,
  float: number,
  bool: (value) => <span className="mono">{String(value)}</span>,
  null: () => <span className="mono dim">null</span>,
  timestamp: (value) => <span className="num">{typeof value === "number" ? formatTime(value) : value}</span>,
  dagster_run: (value) => copied(value, "the run id"),
  pool: (value) => <span className="chip">pool <span className="mono">{value}</span></span>,
  job: (value) => <span className="chip" title={[value.repositoryName, value.locationName].filter(Boolean).join(" @ ")}>job <span className="mono">{value.jobName}</span></span>,
  asset: (value) => <AssetLink assetKey={value} />,
  python_artifact: (value) => <span className="mono wrap" title={`${value.module}.${value.name}`}><span className="dim">{value.module}.</span>{value.name}</span>,
  object: (value) => <span className="mono"><span className="dim">object of class </span>{value}</span>,
  code_location_reconstruction: (value) => <LongText text={value} />,
  table: (value) => <RecordTable table={value} />,
  table_schema: (value) => <SchemaTable schema={value} />,
  table_column_lineage: (value) => <LineageList lineage={value} />,
  code_references: (value) => <CodeReferences references={value} />,
  unknown: (value) => (typeof value === "object" ? <JsonTree value={value} openDepth={1} /> : <code className="mono wrap">{JSON.stringify(value)}</code>),
};

/** The value in full. */
export function MetadataValueView({ entry }: { readonly entry: MetadataValue }) {
  const value: Known<unknown> = entry.value;
  if (isUnknown(value)) return <UnknownMark value={value} />;
  const render = renderers[entry.type] as (value: unknown) => ReactNode;
  return <>{render(value)}</>;
}

/** Can it stand in a cell as it is? */
export function fitsCell(entry: MetadataValue): boolean {
  return isShort(entry);
}

const textPreview = 600;

function LongText({ text }: { readonly text: string }) {
  if (text.length <= textPreview && !text.includes("\n")) return <span className="wrap"><VisibleText text={text} /></span>;
  return <pre className="raw" tabIndex={0}><VisibleText text={text} max={100_000} /></pre>;
}

/** For lists of entries outside a table: events, checks. */
export function MetadataList({ entries }: { readonly entries: readonly MetadataEntry[] }) {
  if (entries.length === 0) return <p className="dim">No metadata.</p>;
  return (
    <dl className="rows metadata-list">
      {entries.map((entry, i) => (
        <div key={`${entry.label}-${i}`} className="contents">
          <dt className="mono wrap" title={`${entry.type}${entry.description ? `: ${entry.description}` : ""}`}><VisibleText text={entry.label} max={300} /></dt>
          <dd>
            <MetadataValueView entry={entry} />
            {!fitsCell(entry) && <CopyButton text={toText(entry)} what={entry.label} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
