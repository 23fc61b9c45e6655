/** Where a field's value was written when that is not at the asset's own definition, and what other readers say. */
import { formatSpan } from "../../../shared/source-span.ts";
import type { Asset, Reader } from "../../../shared/model.ts";
import { useActions } from "../../components/actions.tsx";
import { Tip } from "../../components/tip.tsx";

export const readerNames: { readonly [R in Reader]: string } = {
  static: "Read from source", yaml: "Read from YAML", dbt: "From dbt", sandbox: "Exact, from the sealed Dagster", python: "From your Python", log: "From the log",
};

export function OriginMark({ asset, field }: { readonly asset: Asset; readonly field: string }) {
  const { openPlace } = useActions();
  const origin = asset.origins[field];
  if (!origin) return null;
  const { at, others } = origin;
  const text = (
    <>
      {readerNames[origin.reader]}{at && <span className="tip-place mono">{formatSpan(at)} · click to open</span>}
      {(others ?? []).map((other, i) => <span key={i} className="tip-place">{readerNames[other.reader]}: <span className="mono">{JSON.stringify(other.value).slice(0, 200)}</span></span>)}
    </>
  );
  return (
    <Tip text={text}>
      {(target) => (
        <button {...target} type="button" className={others?.length ? "origin differs" : "origin"} aria-label={`Where ${field} is set: ${at ? formatSpan(at) : readerNames[origin.reader]}`} onClick={() => { if (at) openPlace(at.file, at.line); }}>
          {at ? `:${at.line}` : "•"}
        </button>
      )}
    </Tip>
  );
}
