/**
 * Columns and the edges between them, as numbers: hundreds of thousands of both are walked in milliseconds. Edges that name an asset
 * or a column that does not exist are kept, and such columns marked. Columns are told apart lower-cased, as Dagster's UI does.
 */
import type { ColumnNode, ColumnRef, EdgeEvidence } from "../../../../shared/lineage.ts";
import type { Pace } from "../../pace.ts";
import { packGraphInSlices, type PackedGraph } from "./reach.ts";

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
  /** Never empty. */
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
  /** Of each edge; edges that are known in the same one way share the list. */
  readonly #evidence: (readonly HeldEvidence[])[] = [];
  #alone: readonly HeldEvidence[] = [];
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
    if (this.#alone[0] !== evidence) this.#alone = [evidence];
    for (const source of sources) {
      const from = this.#column(source.asset, this.#slot(source.asset), source.column);
      const same = this.#known.get(from * stride + to);
      if (same === undefined) {
        this.#known.set(from * stride + to, this.#from.length);
        this.#from.push(from);
        this.#to.push(to);
        this.#evidence.push(this.#alone);
      } else this.#join(same, evidence);
    }
  }

  async finish(pace: Pace): Promise<ColumnGraph> {
    const size = this.#names.length;
    const broken: ColumnNode["broken"][] = [];
    const columnsOf = new Map<string, number[]>();
    for (const [key, slot] of this.#slots) {
      if (slot.columns.size > 0) columnsOf.set(key, this.#ordered(slot));
      // Where an asset has no schema at all, a column named by an edge is news, not an error.
      for (const number of slot.columns.values()) broken[number] = !slot.doesExist ? "no such asset" : this.#infos[number] === null && slot.hasSchema ? "no such column" : null;
      if (pace.isDue()) await pace.rest();
    }
    const isStated = new Uint8Array(size);
    for (const number of this.#said) isStated[number] = 1;
    await pace.rest();
    const packed = await packGraphInSlices(size, this.#from, this.#to, pace);
    const [slots, evidence] = [this.#slots, this.#evidence];
    return {
      size, assetOf: this.#assetOf, names: this.#names, infos: this.#infos, broken, from: this.#from, to: this.#to, packed, isStated, columnsOf,
      evidenceOf: (edge) => evidence[edge]!,
      find: (ref) => slots.get(ref.asset)?.columns.get(ref.column.toLowerCase()),
      exists: (asset) => slots.get(asset)?.doesExist ?? false,
    };
  }

  #ordered(slot: Slot): number[] {
    if (slot.stated.length === slot.columns.size) return slot.stated;
    return [...slot.stated, ...[...slot.columns.values()].filter((number) => this.#infos[number] === null)];
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
    const before = this.#evidence[edge]!;
    if (!before.includes(evidence)) this.#evidence[edge] = [...before, evidence];
  }
}
