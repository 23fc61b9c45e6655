/**
 * Which reading of each code location the index holds, as long as that is certain: nobody else wrote, the index is the same. With it
 * the definitions process sends only what is different.
 */
import { dataVersion } from "./index/meta.ts";
import type { ProjectIndex } from "./index/project-index.ts";

export interface HeldReadings {
  /** Id of the reading, or null where the index may hold something else. */
  of(location: string): number | null;
  set(location: string, id: number): void;
}

export function createHeldReadings(index: ProjectIndex): HeldReadings {
  const held = new Map<string, { readonly id: number; readonly state: string }>();
  // Changes when another connection writes, never by our own writes.
  const state = (): string => `${index.generation} ${dataVersion(index.db)}`;
  return {
    of(location) {
      const reading = held.get(location);
      return reading?.state === state() ? reading.id : null;
    },
    set: (location, id) => void held.set(location, { id, state: state() }),
  };
}
