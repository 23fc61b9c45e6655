/** What the core and the sealed process say to each other. The process runs hostile code: what it says is checked like any foreign data. */
import { z } from "zod";
import type { CodeLocation } from "../../../shared/model.ts";

export interface SealedFile {
  /** Relative to the outermost folder that is read, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface LoadRequest {
  readonly type: "load";
  readonly id: number;
  readonly location: CodeLocation;
  /** The opened folder, relative to the outermost folder that is read ("" for itself). */
  readonly folder: string;
  /** Files that are new or different since the request before; the process keeps the others. */
  readonly files: readonly SealedFile[];
  readonly removed: readonly string[];
  /** Python is interrupted after so long. */
  readonly interruptMs: number;
}

export type FromSealed =
  | { readonly type: "ready"; readonly elapsedMs: number }
  /** `text`: the probe's JSON (result-schema.ts). `isWorn`: its memory has grown so far that it should not be asked again. */
  | { readonly type: "loaded"; readonly id: number; readonly text: string; readonly isWorn: boolean }
  | { readonly type: "failed"; readonly id: number; readonly message: string };

export const fromSealed: z.ZodType<FromSealed> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), elapsedMs: z.number() }),
  z.object({ type: z.literal("loaded"), id: z.number(), text: z.string(), isWorn: z.boolean() }),
  z.object({ type: z.literal("failed"), id: z.number(), message: z.string() }),
]);
