/**
 * Columns and the edges between them, as numbers: hundreds of thousands of both are walked in milliseconds. Edges that name an asset
 * or a column that does not exist are kept, and such columns marked. Columns are told apart lower-cased, as Dagster's UI does.
 */
import type { ColumnNode, ColumnRef, EdgeEvidence } from "../../../../shared/lineage.ts";
import { packGraph, type PackedGraph } from "./reach.ts";

export interface ColumnInfo {
  readonly type: string | null;
  readonly description: string | null;
  readonly tags: { readonly [key: string]: string };
}

/** Evidence as it is kept: which materialization a text was last said by is looked up when it is shown. */
export type HeldEvidence = EdgeEvidence | { readonly kind: "logged"; readonly id: number };

export interface ColumnGraph {
  readonly size: number;
  /** Key and name of each column. */
  readonly assetOf: readonly string[];
  readonly names: readonly string[];
  /** null where no schema states the column. */
  readonly infos: readonly (ColumnInfo | null)[];
  readonly broken: readonly ColumnNode["broken"][];
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly packed: PackedGraph;
  /** 1: somebody said what the column comes from, be it nothing. */
  readonly isStated: Uint8Array;
  evidenceOf(edge: number): readonly HeldEvidence[];
  find(ref: ColumnRef): number | undefined;
  /** Columns of each asset, those of its schema first and in their order. */
  readonly columnsOf: ReadonlyMap<string, readonly number[]>;
  exists(asset: string): boolean;
}

interface Slot {
  doesExist: boolean;
  hasSchema: boolean;
  /** Lower-cased name -> number. */
  readonly columns: Map<string, number>;
  readonly stated: number[];
}

/** Beyond any number of columns: two of them make one number of an edge. */
const stride = 2 ** 26;

export class ColumnGraphBuilder {
  readonly #slots = new Map<string, Slot>();
  readonly #assetOf: string[] = [];
  readonly #names: string[] = [];
  readonly #infos: (ColumnInfo | null)[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #first: HeldEvidence[] = [];
  readonly #more = new Map<number, HeldEvidence[]>();
  readonly #said: number[] = [];
  /** Edges into `#target` by their ends. */
  readonly #known = new Map<number, number>();
  #target = "";

  /** An asset that exists, with the columns that its schema states. */
  addAsset(key: string, columns: readonly (ColumnInfo & { readonly name: string })[]): void {
    const slot = this.#slot(key);
    slot.doesExist = true;
    slot.hasSchema ||= columns.length > 0;
    for (const { name, type, description, tags } of columns) {
      const number = this.#column(key, slot, name);
      if (this.#infos[number] === null) slot.stated.push(number);
      this.#names[number] = name;
      this.#infos[number] ??= { type, description, tags };
    }
  }

  /** What a column of `key` comes from. All of one asset in one go: edges that repeat are joined, with all their evidence. */
  addSources(key: string, column: string, sources: readonly ColumnRef[], evidence: HeldEvidence): void {
    if (key !== this.#target) this.#known.clear();
    this.#target = key;
    const to = this.#column(key, this.#slot(key), column);
    this.#said.push(to);
    for (const source of sources) {
      const from = this.#column(source.asset, this.#slot(source.asset), source.column);
      const same = this.#known.get(from * stride + to);
      if (same === undefined) {
        this.#known.set(from * stride + to, this.#from.length);
        this.#from.push(from);
        this.#to.push(to);
        this.#first.push(evidence);
      } else this.#join(same, evidence);
    }
  }

  finish(): ColumnGraph {
    const size = this.#names.length;
    const broken = this.#infos.map((info, i): ColumnNode["broken"] => {
      const slot = this.#slots.get(this.#assetOf[i]!)!;
      if (!slot.doesExist) return "no such asset";
      // Where an asset has no schema at all, a column named by an edge is news, not an error.
      return info === null && slot.hasSchema ? "no such column" : null;
    });
    const columnsOf = new Map<string, number[]>();
    for (const [key, slot] of this.#slots) {
      const others = slot.stated.length === slot.columns.size ? [] : [...slot.columns.values()].filter((number) => this.#infos[number] === null);
      if (slot.columns.size > 0) columnsOf.set(key, [...slot.stated, ...others]);
    }
    const isStated = new Uint8Array(size);
    for (const number of this.#said) isStated[number] = 1;
    const [slots, first, more] = [this.#slots, this.#first, this.#more];
    return {
      size, assetOf: this.#assetOf, names: this.#names, infos: this.#infos, broken, from: this.#from, to: this.#to, packed: packGraph(size, this.#from, this.#to), isStated, columnsOf,
      evidenceOf: (edge) => [first[edge]!, ...(more.get(edge) ?? [])],
      find: (ref) => slots.get(ref.asset)?.columns.get(ref.column.toLowerCase()),
      exists: (asset) => slots.get(asset)?.doesExist ?? false,
    };
  }

  #slot(key: string): Slot {
    let slot = this.#slots.get(key);
    if (!slot) this.#slots.set(key, (slot = { doesExist: false, hasSchema: false, columns: new Map(), stated: [] }));
    return slot;
  }

  #column(key: string, slot: Slot, name: string): number {
    const lower = name.toLowerCase();
    let number = slot.columns.get(lower);
    if (number === undefined) {
      slot.columns.set(lower, (number = this.#names.length));
      this.#assetOf.push(key);
      this.#names.push(name);
      this.#infos.push(null);
    }
    return number;
  }

  #join(edge: number, evidence: HeldEvidence): void {
    if (this.#first[edge] === evidence) return;
    const more = this.#more.get(edge);
    if (!more) this.#more.set(edge, [evidence]);
    else if (!more.includes(evidence)) more.push(evidence);
  }
}
