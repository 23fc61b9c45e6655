/** The metadata values that take more than a line: tables, schemas, lineage, code references. */
import { useState } from "react";
import type { CodeReference, Json, TableColumn, TableColumnLineage, TableSchema, TableValue } from "../../../shared/model.ts";
import { useActions } from "../actions.tsx";
import { AssetLink } from "../asset-marks.tsx";
import { ExternalLink } from "../external-link.tsx";
import { formatNumber } from "../format.ts";
import { Markdown } from "../markdown.tsx";
import { VisibleText } from "../visible-text.tsx";

const rowPage = 20;
const maxColumns = 100;

export function RecordTable({ table }: { readonly table: TableValue }) {
  const [shown, setShown] = useState(rowPage);
  const names = [...new Set([...(table.schema?.columns ?? []).map((column) => column.name), ...table.records.flatMap((record) => Object.keys(record))])];
  const columns = names.slice(0, maxColumns);
  const isNumeric = (name: string): boolean => table.records.some((record) => typeof record[name] === "number") && table.records.every((record) => record[name] == null || typeof record[name] === "number");
  const numeric = new Set(columns.filter(isNumeric));
  return (
    <div className="stack">
      <div className="table-scroll" role="region" aria-label="Table" tabIndex={0}>
        <table className="table compact">
          <thead><tr>{columns.map((name) => <th key={name} className={numeric.has(name) ? "num" : ""}><VisibleText text={name} max={100} /></th>)}</tr></thead>
          <tbody>
            {table.records.slice(0, shown).map((record, i) => (
              <tr key={i}>{columns.map((name) => <td key={name} className={numeric.has(name) ? "num" : ""}><Cell value={record[name]} /></td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {names.length > maxColumns && <p className="dim small">{names.length - maxColumns} more columns are not drawn.</p>}
      {table.records.length > shown && <button type="button" className="link" onClick={() => setShown(shown + 100)}>Show {Math.min(100, table.records.length - shown)} of {table.records.length - shown} more rows</button>}
    </div>
  );
}

function Cell({ value }: { readonly value: Json | undefined }) {
  if (value === undefined) return <span className="dim">–</span>;
  if (value === null) return <span className="dim mono">null</span>;
  if (typeof value === "number") return <>{formatNumber(value)}</>;
  return <VisibleText text={typeof value === "string" ? value : JSON.stringify(value)} max={500} />;
}

export function SchemaTable({ schema }: { readonly schema: TableSchema }) {
  return (
    <div className="stack">
      {schema.constraints.other.length > 0 && <div className="chips">{schema.constraints.other.map((one) => <span key={one} className="chip mono">{one}</span>)}</div>}
      <table className="table compact">
        <thead><tr><th>Column</th><th>Type</th><th>Constraints</th><th>Description</th></tr></thead>
        <tbody>
          {schema.columns.map((column, i) => (
            <tr key={`${column.name}-${i}`}>
              <td className="mono"><VisibleText text={column.name} max={300} /></td>
              <td><TypeChip type={column.type} /></td>
              <td><Constraints column={column} /></td>
              <td>{column.description && <Markdown text={column.description} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `?` and the empty type say nothing and are not shown. */
export function TypeChip({ type }: { readonly type: string }) {
  return type === "" || type === "?" ? <span className="dim">–</span> : <span className="chip mono type">{type.length > 60 ? `${type.slice(0, 60)}…` : type}</span>;
}

export function Constraints({ column }: { readonly column: TableColumn }) {
  const all = [...(column.constraints.nullable ? [] : ["not null"]), ...(column.constraints.unique ? ["unique"] : []), ...column.constraints.other];
  return <span className="chips">{all.map((one, i) => <span key={i} className="chip" title={one}><span className="clip">{one}</span></span>)}</span>;
}

export function LineageList({ lineage }: { readonly lineage: TableColumnLineage }) {
  return (
    <table className="table compact">
      <thead><tr><th>Column</th><th>Comes from</th></tr></thead>
      <tbody>
        {Object.entries(lineage.depsByColumn).map(([name, deps]) => (
          <tr key={name}>
            <td className="mono"><VisibleText text={name} max={300} /></td>
            <td>{deps.length === 0 ? <span className="dim">nothing</span> : <span className="stack tight">{deps.map((dep, i) => <AssetLink key={i} assetKey={dep.assetKey} column={dep.columnName} />)}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function CodeReferences({ references }: { readonly references: readonly CodeReference[] }) {
  return <span className="stack tight">{references.map((one, i) => <CodeReferenceLink key={i} reference={one} />)}</span>;
}

/** Local ones open in the editor by the core's rules; pages of a git host are links. */
export function CodeReferenceLink({ reference }: { readonly reference: CodeReference }) {
  const { openPlace } = useActions();
  if (reference.kind === "url") return <span className="mono"><ExternalLink url={reference.url}>{reference.label ?? undefined}</ExternalLink></span>;
  const place = `${reference.file}${reference.line === null ? "" : `:${reference.line}`}`;
  return (
    <button type="button" className="link mono wrap" title={`Open ${place} in the editor`} onClick={() => openPlace(reference.file, reference.line ?? 1)}>
      {reference.label ? <>{reference.label} <span className="dim">{place}</span></> : place}
    </button>
  );
}
