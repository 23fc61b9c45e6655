/** What the core and its definitions process say to each other: one location is read at a time, in the order asked. Plain JSON. */
import type { CodeLocation } from "../../shared/model.ts";
import type { ReadDefinitions } from "./index/read-definitions.ts";
import type { FileStamp, Probe } from "./index/probes.ts";

export interface ReadLocation {
  readonly type: "read";
  readonly id: number;
  /** Absolute path of the opened folder. */
  readonly folder: string;
  readonly location: CodeLocation;
  /** The reading of this location that the index still holds: assets that are as they were then are only named. Null: send all. */
  readonly base: number | null;
}

export interface LocationRead {
  readonly type: "done";
  readonly id: number;
  readonly definitions: ReadDefinitions;
  /** What the result rests on. */
  readonly probes: readonly Probe[];
  readonly stamps: readonly FileStamp[];
  readonly steps: number;
  readonly elapsedMs: number;
}

export type FromDefinitions =
  | LocationRead
  /** A file is being read: for the progress line, at most some times a second. */
  | { readonly type: "file"; readonly id: number; readonly file: string }
  /** A fault of ours; the process goes on. */
  | { readonly type: "failed"; readonly id: number; readonly message: string };
