/** The small marks of an asset: key, owners, tags, kinds, group. Each leads to the catalog filtered by it. */
import { parseAssetKey, titleOfKey } from "../../shared/asset-key.ts";
import { quoteSelectionValue } from "../../shared/selection/complete.ts";
import { isUnknown, type Known } from "../../shared/unknown.ts";
import { useActions } from "./actions.tsx";
import { UnknownMark } from "./unknown-mark.tsx";
import { VisibleText } from "./visible-text.tsx";

/** Prefix dim, last part strong; never shortened. */
export function AssetKeyText({ path }: { readonly path: readonly string[] }) {
  const { prefix, name } = titleOfKey(path);
  return (
    <span className="mono key-text">
      {prefix !== "" && <span className="dim key-prefix"><VisibleText text={prefix} max={300} /></span>}
      <span className="key-name"><VisibleText text={name} max={300} /></span>
    </span>
  );
}

/** A link to an asset; Alt-click looks at it in the panel without leaving. */
export function AssetLink({ assetKey, column }: { readonly assetKey: string; readonly column?: string }) {
  const { assetHref, peek } = useActions();
  return (
    <a className="mono asset-link wrap" href={assetHref(assetKey, column)} data-asset={assetKey}
      onClick={(event) => { if (event.altKey) { event.preventDefault(); peek(assetKey); } }}
      onKeyDown={(event) => { if (event.key === " ") { event.preventDefault(); peek(assetKey); } }}>
      <AssetKeyText path={parseAssetKey(assetKey)} />
      {column !== undefined && <span>.{column}</span>}
    </a>
  );
}

interface MarkProps {
  /** Rows of a table keep their marks out of the order of Tab; the panel beside has them all. */
  readonly isTabStop?: boolean;
}

const colours = 6;

/** The same name has the same colour everywhere. */
export function colourOf(text: string): number {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) >>> 0;
  return (hash % colours) + 1;
}

export function isTeam(owner: string): boolean {
  return owner.startsWith("team:");
}

export function ownerName(owner: string): string {
  return isTeam(owner) ? owner.slice(5) : owner;
}

/** Round for a person, square for a team. */
export function OwnerAvatar({ owner, isSmall }: { readonly owner: string; readonly isSmall?: boolean }) {
  const initial = [...ownerName(owner)][0] ?? "?";
  return <span className={`av c${colourOf(owner)}${isTeam(owner) ? " team" : ""}${isSmall ? " small" : ""}`} aria-hidden="true">{isTeam(owner) ? initial.toUpperCase() : initial}</span>;
}

export function OwnerChip({ owner }: { readonly owner: string }) {
  const { selectHref } = useActions();
  return (
    <a className="chip" href={selectHref(`owner:${quoteSelectionValue(owner)}`)} title={isTeam(owner) ? `Team ${ownerName(owner)}: show its assets` : `${owner}: show their assets`}>
      <OwnerAvatar owner={owner} isSmall />
      <span className="clip"><VisibleText text={owner} max={200} /></span>
    </a>
  );
}

export function OwnerDots({ owners }: { readonly owners: readonly string[] }) {
  const { selectHref } = useActions();
  return (
    <span className="owner-dots">
      {owners.slice(0, 4).map((owner) => (
        <a key={owner} tabIndex={-1} href={selectHref(`owner:${quoteSelectionValue(owner)}`)} title={owner} aria-label={`Owner ${owner}`}><OwnerAvatar owner={owner} /></a>
      ))}
      {owners.length > 4 && <span className="dim small"> +{owners.length - 4}</span>}
    </span>
  );
}

/** `key value` with the key dim; an empty value is a dashed label. */
export function TagChip({ name, value, isTabStop = true }: { readonly name: string; readonly value: Known<string> } & MarkProps) {
  const { selectHref } = useActions();
  if (isUnknown(value)) {
    return <span className="chip"><em>{name}</em> <UnknownMark value={value} isTabStop={isTabStop} /></span>;
  }
  const select = value === "" ? `tag:${quoteSelectionValue(name)}` : `tag:${quoteSelectionValue(name)}=${quoteSelectionValue(value)}`;
  return (
    <a className={value === "" ? "chip label" : "chip"} href={selectHref(select)} tabIndex={isTabStop ? 0 : -1} title={value === "" ? name : `${name}: ${value}`}>
      <span className="clip">{value === "" ? <VisibleText text={name} max={200} /> : <><em><VisibleText text={name} max={100} /></em> <VisibleText text={value} max={200} /></>}</span>
    </a>
  );
}

const knownKinds: { readonly [kind: string]: number } = {
  python: 1, pandas: 1, polars: 1, spark: 2, pyspark: 2, dbt: 3, dlt: 3, sling: 3, fivetran: 3, airbyte: 3, duckdb: 2, postgres: 1, postgresql: 1, snowflake: 1, bigquery: 1,
  s3: 6, gcs: 6, parquet: 6, csv: 6, sql: 4, ml: 5, tableau: 5, looker: 5, powerbi: 5, slack: 4,
};

export function kindColour(kind: string): number {
  return knownKinds[kind.toLowerCase()] ?? colourOf(kind);
}

export function KindBadge({ kind, isTabStop = true }: { readonly kind: string } & MarkProps) {
  const { selectHref } = useActions();
  return <a className={`kind k${kindColour(kind)}`} href={selectHref(`kind:${quoteSelectionValue(kind)}`)} tabIndex={isTabStop ? 0 : -1} title={`Kind ${kind}`}><VisibleText text={kind} max={24} /></a>;
}

export function GroupChip({ group }: { readonly group: string }) {
  const { selectHref } = useActions();
  return <a className="chip" href={selectHref(`group:${quoteSelectionValue(group)}`)} title={`Group ${group}`}><span className="clip"><VisibleText text={group} max={200} /></span></a>;
}

/** In a table's cell: without the box. */
export function GroupLink({ group }: { readonly group: string }) {
  const { selectHref } = useActions();
  return <a className="group-link" href={selectHref(`group:${quoteSelectionValue(group)}`)} tabIndex={-1} title={`Group ${group}`}><VisibleText text={group} max={200} /></a>;
}
