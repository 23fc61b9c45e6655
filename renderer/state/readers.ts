/** What the answer of `reader.get` means for a row and for the status line. */
import type { AssetRow } from "../../shared/api.ts";
import { readers } from "./data.ts";
import { useProject } from "./project.ts";
import { useRemote } from "./remote.ts";

/** Dagster spoke of the row's code location, and did not have it: the static reading stands in. */
export function useIsStandIn(row: AssetRow): boolean {
  const { value } = useRemote(readers, row.isStub || row.reader !== "static" ? null : "");
  return value?.readings.some((reading) => reading.codeLocation === row.codeLocation && reading.reader !== "static" && reading.outcome !== "failed") ?? false;
}

/** Does an interpreter of this machine run the project's code? Then the program does not only read. */
export function useIsPythonActive(): boolean {
  const isOpen = useProject((store) => store.state?.project != null);
  return useRemote(readers, isOpen ? "" : null).value?.active === "python";
}
