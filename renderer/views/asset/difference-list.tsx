import type { ColumnLine, SchemaView } from "../../components/schema-diff.ts";
import { VisibleText } from "../../components/visible-text.tsx";

/** Columns that the definition and the last run see differently, in words. */
export function DifferenceList({ schemas, max }: { readonly schemas: SchemaView; readonly max?: number }) {
  const different = schemas.columns.filter((column) => column.difference !== "same");
  const shown = different.slice(0, max ?? different.length);
  return (
    <ul className="differences">
      {shown.map((column) => <li key={column.name}><span className="mono strong"><VisibleText text={column.name} max={200} /></span> <Difference column={column} /></li>)}
      {different.length > shown.length && <li className="dim">and {different.length - shown.length} more</li>}
    </ul>
  );
}

export function Difference({ column }: { readonly column: ColumnLine }) {
  switch (column.difference) {
    case "added":
      return <ins>in the table, not in the definition</ins>;
    case "missing":
      return <del>in the definition, not in the table</del>;
    case "type":
      return <span>declared <del>{column.declared?.type}</del>, is <ins>{column.actual?.type}</ins></span>;
    case "constraints":
      return <span>declared <del>{constraintWords(column.declared)}</del>, is <ins>{constraintWords(column.actual)}</ins></span>;
    case "same":
      return null;
  }
}

function constraintWords(column: ColumnLine["declared"]): string {
  if (!column) return "";
  return `${column.constraints.nullable ? "nullable" : "not null"}${column.constraints.unique ? ", unique" : ""}`;
}
