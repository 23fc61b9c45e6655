/** A picture of the graph as text of the selection language, to paste into a filter, Dagster's UI or `dg launch --select`. Pure. */
import { quoteSelectionValue } from "../../../shared/selection/complete.ts";

export function selectionOfKeys(keys: readonly string[]): string {
  return keys.map(keyTerm).join(" or ");
}

export function selectionOfNeighbourhood(focus: string, up: number | null, down: number | null, select: string): string {
  const before = up === 0 ? "" : `${up ?? ""}+`;
  const after = down === 0 ? "" : `+${down ?? ""}`;
  const around = `${before}${keyTerm(focus)}${after}`;
  return select.trim() === "" ? around : `(${around}) and (${select.trim()})`;
}

function keyTerm(key: string): string {
  return `key:${quoteSelectionValue(key)}`;
}
