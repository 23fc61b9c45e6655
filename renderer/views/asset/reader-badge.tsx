/** Who speaks of this asset, and when; where the static reading stands in for Dagster, why. */
import type { AssetDetail } from "../../../shared/api.ts";
import { ReaderChip } from "../../components/reader-word.tsx";

export function ReaderBadge({ detail }: { readonly detail: AssetDetail }) {
  const { asset, readings } = detail;
  if (asset.isStub) return null;
  const speaks = readings.find((reading) => reading.reader === asset.reader) ?? null;
  return <ReaderChip reader={asset.reader} reading={speaks} why={whyNotExact(detail)} />;
}

function whyNotExact({ asset, readings }: AssetDetail): string | null {
  const exact = readings.find((reading) => reading.reader !== "static");
  if (asset.reader !== "static" || !exact) return null;
  if (exact.failure !== null) return `Dagster gave no answer: ${exact.failure}`;
  return "Dagster loaded the code location, but not this asset: its module failed, or something it needs. The problems say what.";
}
