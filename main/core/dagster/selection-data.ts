/** A selection of assets: its text as written, and how it is decided over the assets of a location. */
import type { Asset } from "../../../shared/model.ts";

/** The loaded assets, by key, with the edges between them. */
export interface SelectionGraph {
  readonly assets: ReadonlyMap<string, Asset>;
  upstream(key: string): readonly string[];
  downstream(key: string): readonly string[];
}

/** Keys that are selected; null when it cannot be decided. */
export type Select = (graph: SelectionGraph) => ReadonlySet<string> | null;

export class SelectionData {
  readonly text: string;
  readonly select: Select;
  constructor(text: string, select: Select) { this.text = text; this.select = select; }
}
