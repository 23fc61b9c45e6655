/** Checks with their latest evaluation, and how the ones before went. */
import { useState } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import type { AssetCheck, CheckEvaluation } from "../../../shared/model.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { Ago, Empty, Place } from "../../components/bits.tsx";
import { formatTime } from "../../components/format.ts";
import { Markdown } from "../../components/markdown.tsx";
import { MetadataList } from "../../components/metadata/metadata-value.tsx";
import { UnknownMark } from "../../components/unknown-mark.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { checkHistories } from "../../state/data.ts";
import { useRemote } from "../../state/remote.ts";

export function ChecksTab({ detail }: { readonly detail: AssetDetail }) {
  if (detail.checks.length === 0) {
    return <Empty icon="check" title="No checks"><p>No <span className="mono">@asset_check</span>, <span className="mono">@multi_asset_check</span> or <span className="mono">check_specs</span> names this asset, and the log has no evaluation of one.</p></Empty>;
  }
  return <ul className="checks">{detail.checks.map((check) => <Check key={`${check.codeLocation}/${check.name}`} check={check} />)}</ul>;
}

function Check({ check }: { readonly check: AssetCheck }) {
  const [isOpen, setIsOpen] = useState(check.latestEvaluation !== null && check.latestEvaluation.status !== "succeeded");
  const latest = check.latestEvaluation;
  const history = useRemote(checkHistories, JSON.stringify([check.asset, check.name]));
  return (
    <li className="check">
      <div className="line">
        <CheckStatus evaluation={latest} />
        <span className="mono strong"><VisibleText text={check.name} max={300} /></span>
        {isUnknown(check.blocking) ? <UnknownMark value={check.blocking} text="blocking?" /> : check.blocking && <span className="chip" title="A failure stops what is downstream">blocking</span>}
        <span className="grow" />
        <CheckStrip evaluations={history.value ?? []} />
        {latest && <span className="dim"><Ago at={latest.timestamp} /></span>}
        {check.source && <Place at={check.source} />}
      </div>
      {isUnknown(check.description) ? <UnknownMark value={check.description} text="description not known" /> : check.description && <Markdown text={check.description} />}
      {latest?.description && <p className="dim2 wrap"><VisibleText text={latest.description} max={2_000} /></p>}
      {latest && (latest.metadata.length > 0 || latest.partition !== null || latest.targetMaterialization) && (
        <>
          <button type="button" className="link small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{isOpen ? "Hide" : "Show"} the latest evaluation</button>
          {isOpen && (
            <div className="stack inset">
              <p className="dim small">
                {formatTime(latest.timestamp)} · run <span className="mono">{latest.runId.slice(0, 8)}</span>{latest.partition !== null && <> · partition <span className="mono">{latest.partition}</span></>}
                {latest.targetMaterialization && <> · of the materialization at {formatTime(latest.targetMaterialization.timestamp)}</>}
              </p>
              <MetadataList entries={latest.metadata} />
            </div>
          )}
        </>
      )}
    </li>
  );
}

const words: { readonly [S in CheckEvaluation["status"]]: string } = { planned: "planned", succeeded: "passed", failed: "failed", skipped: "skipped", execution_failed: "did not finish" };

function toneOf(evaluation: CheckEvaluation): "good" | "warn" | "bad" | "" {
  if (evaluation.status === "succeeded") return "good";
  if (evaluation.status === "failed") return evaluation.severity === "WARN" ? "warn" : "bad";
  return evaluation.status === "execution_failed" ? "bad" : "";
}

function CheckStatus({ evaluation }: { readonly evaluation: CheckEvaluation | null }) {
  if (!evaluation) return <span className="chip label">not run yet</span>;
  return <span className={`chip ${toneOf(evaluation)}`}>{words[evaluation.status]}{evaluation.status === "failed" && evaluation.severity && ` (${evaluation.severity})`}</span>;
}

const stripLength = 30;

/** Oldest at the left; height and colour both tell. */
function CheckStrip({ evaluations }: { readonly evaluations: readonly CheckEvaluation[] }) {
  const shown = evaluations.slice(0, stripLength).reverse();
  if (shown.length < 2) return null;
  const passed = shown.filter((one) => one.status === "succeeded").length;
  return (
    <span className="strip" role="img" aria-label={`${passed} of the last ${shown.length} passed`}>
      {shown.map((one, i) => <span key={i} className={`tick ${toneOf(one) || "none"}`} title={`${words[one.status]}, ${formatTime(one.timestamp)}`} />)}
    </span>
  );
}
