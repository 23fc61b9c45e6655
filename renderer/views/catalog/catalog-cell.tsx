/** What stands in a cell of the catalog. Its links stay out of the order of Tab: the panel and the facets have them all. */
import { useContext } from "react";
import type { AssetRow } from "../../../shared/api.ts";
import { isUnknown, knownOr, type Known } from "../../../shared/unknown.ts";
import { ActionsContext } from "../../components/actions.tsx";
import { AssetKeyText, GroupLink, KindBadge, OwnerDots, TagChip } from "../../components/asset-marks.tsx";
import { Ago, Place } from "../../components/bits.tsx";
import { formatNumber } from "../../components/format.ts";
import { Maybe } from "../../components/unknown-mark.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import type { ColumnId } from "../../state/catalog-columns.ts";
import { useIsStandIn } from "../../state/readers.ts";

const nothing = <span className="dim">–</span>;
const maxMarks = 4;

export function CatalogCell({ row, column, isShortKey }: { readonly row: AssetRow; readonly column: ColumnId; readonly isShortKey: boolean }) {
  switch (column) {
    case "key":
      return <KeyCell row={row} isShortKey={isShortKey} />;
    case "kinds":
      return <Maybe value={row.kinds} isTabStop={false}>{(kinds) => (kinds.length === 0 ? nothing : <Marks count={kinds.length}>{kinds.slice(0, maxMarks).map((kind) => <KindBadge key={kind} kind={kind} isTabStop={false} />)}</Marks>)}</Maybe>;
    case "group":
      return <Maybe value={row.group} isTabStop={false}>{(group) => <GroupLink group={group} />}</Maybe>;
    case "owners":
      return <Maybe value={row.owners} isTabStop={false}>{(owners) => (owners.length === 0 ? nothing : <OwnerDots owners={owners} />)}</Maybe>;
    case "tags":
      return <Maybe value={row.tags} isTabStop={false}>{(tags) => <Tags tags={tags} />}</Maybe>;
    case "materialized":
      return <MaterializedCell row={row} />;
    case "rows":
      return row.rowCount === null ? nothing : <>{formatNumber(row.rowCount)}</>;
    case "checks":
      return <ChecksCell checks={row.checks} />;
    case "description":
      return <Maybe value={row.summary as Known<string | null>} isTabStop={false}>{(summary) => (summary ? <span className="clip dim2"><VisibleText text={summary} max={300} /></span> : nothing)}</Maybe>;
    case "location":
      return <span className="mono clip dim2">{row.codeLocation || "–"}</span>;
    case "file":
      return row.file === null ? nothing : <Place at={{ file: row.file, line: row.line ?? 1 }} isTabStop={false} />;
  }
}

function KeyCell({ row, isShortKey }: { readonly row: AssetRow; readonly isShortKey: boolean }) {
  const { assetHref } = useContext(ActionsContext);
  const isStandIn = useIsStandIn(row);
  return (
    <>
      <a className="key-link clip" href={assetHref(row.key)} tabIndex={-1}><AssetKeyText path={isShortKey ? row.keyPath.slice(-1) : row.keyPath} /></a>
      {row.isStub && <span className="chip label" title="Another asset depends on this key, but nothing in the folder defines it">only named</span>}
      {isStandIn && <span className="chip label" title="Dagster loaded the code location, but not this asset: the static reading stands in">Static</span>}
      {!row.isStub && row.kind !== "materializable" && <span className="chip">{row.kind}</span>}
    </>
  );
}

function Marks({ count, children }: { readonly count: number; readonly children: React.ReactNode }) {
  return <span className="marks">{children}{count > maxMarks && <span className="dim small">+{count - maxMarks}</span>}</span>;
}

function Tags({ tags }: { readonly tags: { readonly [key: string]: Known<string> } }) {
  const own = Object.entries(tags).filter(([name]) => !name.startsWith("dagster/"));
  if (own.length === 0) return nothing;
  return <Marks count={own.length}>{own.slice(0, maxMarks).map(([name, value]) => <TagChip key={name} name={name} value={value} isTabStop={false} />)}</Marks>;
}

const badStatus: { readonly [status: string]: string } = { FAILURE: "failed", CANCELED: "canceled" };

function MaterializedCell({ row }: { readonly row: AssetRow }) {
  const bad = row.runStatus === null ? undefined : badStatus[row.runStatus];
  return (
    <span className="marks dim2">
      {row.materializedAt === null ? nothing : <Ago at={row.materializedAt} />}
      {bad && <span className="chip bad">{bad}</span>}
      {row.runStatus === "STARTED" && <span className="chip accent">running</span>}
    </span>
  );
}

function ChecksCell({ checks }: { readonly checks: AssetRow["checks"] }) {
  if (checks.total === 0) return nothing;
  if (checks.failed > 0) return <span className="chip bad num">{checks.failed} of {checks.total} failed</span>;
  if (checks.warned > 0) return <span className="chip warn num">{checks.warned} of {checks.total} warn</span>;
  return <span className="chip num">{checks.total}</span>;
}

/** What is cut off in a narrow cell, for the pointer. */
export function cellText(row: AssetRow, column: ColumnId): string | undefined {
  if (column === "key") return row.key;
  if (column === "description") return isUnknown(row.summary) ? undefined : (row.summary ?? undefined);
  if (column === "tags") return isUnknown(row.tags) ? undefined : Object.entries(row.tags).map(([name, value]) => (knownOr(value, "?") === "" ? name : `${name}: ${knownOr(value, "?")}`)).join(", ") || undefined;
  if (column === "location") return row.codeLocation;
  return undefined;
}
