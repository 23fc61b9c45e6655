/** A partitions definition in words: "daily from 2024-01-01 (UTC)". Pure. */
import type { Partitions } from "../../../shared/model.ts";
import { isUnknown, type Known } from "../../../shared/unknown.ts";

export function describePartitions(partitions: Partitions): string {
  switch (partitions.kind) {
    case "static":
      return isUnknown(partitions.keys) ? `static, keys unknown (${partitions.keys.unknown})` : `static, ${partitions.keys.length.toLocaleString("en")} ${partitions.keys.length === 1 ? "key" : "keys"}`;
    case "time_window": {
      const cadence = text(partitions.cadence);
      const cron = partitions.cron === null ? "" : ` (${text(partitions.cron)})`;
      const end = isUnknown(partitions.end) || partitions.end !== null ? ` to ${text(partitions.end as Known<string>)}` : "";
      return `${cadence}${cadence === "custom" ? cron : ""} from ${text(partitions.start)}${end}, ${text(partitions.timezone)}`;
    }
    case "dynamic":
      return isUnknown(partitions.name) ? "dynamic, name unknown" : partitions.name === null ? "dynamic" : `dynamic, "${partitions.name}"`;
    case "multi":
      return partitions.dimensions.map((dimension) => `${dimension.name}: ${isUnknown(dimension.partitions) ? "unknown" : describePartitions(dimension.partitions)}`).join(" × ");
  }
}

function text(value: Known<string>): string {
  return isUnknown(value) ? "unknown" : value;
}
