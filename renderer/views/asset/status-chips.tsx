import { useMemo } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { Ago } from "../../components/bits.tsx";
import { ReaderBadge } from "./reader-badge.tsx";
import { compareSchemas } from "../../components/schema-diff.ts";

/** State in words: never materialized, failed, differs, only named. */
export function StatusChips({ detail }: { readonly detail: AssetDetail }) {
  const { asset, checks } = detail;
  const latest = asset.latestMaterialization;
  const differences = useMemo(() => compareSchemas(knownOr(asset.metadata, []), latest?.metadata ?? []).differences, [asset, latest]);
  const bad = checks.filter((check) => check.latestEvaluation?.status === "failed" || check.latestEvaluation?.status === "execution_failed");
  const isError = bad.some((check) => check.latestEvaluation?.severity !== "WARN");
  return (
    <span className="chips">
      <ReaderBadge detail={detail} />
      {asset.isStub && <span className="chip label" title="Another asset depends on this key, but nothing in the folder defines it">only named</span>}
      {asset.kind !== "materializable" && !asset.isStub && <span className="chip">{asset.kind}</span>}
      {latest && <span className="chip good">materialized&nbsp;<Ago at={latest.timestamp} /></span>}
      {!latest && asset.latestObservation && <span className="chip good">observed&nbsp;<Ago at={asset.latestObservation.timestamp} /></span>}
      {!latest && asset.kind === "materializable" && !asset.isStub && <span className="chip label">never materialized</span>}
      {latest?.runStatus === "FAILURE" && <span className="chip bad">its run failed</span>}
      {bad.length > 0 && <span className={isError ? "chip bad" : "chip warn"}>{bad.length} of {checks.length} checks {isError ? "failed" : "warn"}</span>}
      {differences > 0 && <span className="chip warn">differs from its definition</span>}
      {detail.duplicates.length > 0 && <span className="chip bad">defined more than once</span>}
    </span>
  );
}
