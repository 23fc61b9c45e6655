/** Who said a field, where it was written when that is not at the asset's own definition, and what other readers say. */
import { formatSpan } from "../../../shared/source-span.ts";
import type { Asset, FieldOrigin, Json, Reader } from "../../../shared/model.ts";
import { useActions } from "../../components/actions.tsx";
import { readerWords } from "../../components/reader-word.tsx";
import { Tip } from "../../components/tip.tsx";

export function OriginMark({ asset, field }: { readonly asset: Asset; readonly field: string }) {
  const { openPlace } = useActions();
  if (asset.isStub || asset.reader === "log") return null;
  const { reader, at, others = [] }: FieldOrigin = asset.origins[field] ?? { reader: asset.reader };
  const { word, says } = readerWords[reader];
  const text = (
    <>
      <b>{says}</b>{at && <span className="tip-place mono">{formatSpan(at)} · click to open</span>}
      {others.map((other, i) => <span key={i} className="tip-place">{readerWords[other.reader].says}: <span className="mono">{shortText(other.value)}</span></span>)}
    </>
  );
  const words = [`${field}: ${says}`, at ? formatSpan(at) : "", ...others.map((other) => `${otherWord(other.reader)} says ${shortText(other.value)}`)].filter(Boolean).join(", ");
  return (
    <Tip text={text}>
      {(target) => (
        <button {...target} type="button" className={others.length > 0 ? "origin differs" : "origin"} aria-label={words} onClick={() => { if (at) openPlace(at.file, at.line); }}>
          {others.length > 0 ? `${word}, ${otherWord(others[0]!.reader)} differs` : reader === asset.reader ? (at ? `:${at.line}` : "•") : `${word}${at ? ` :${at.line}` : ""}`}
        </button>
      )}
    </Tip>
  );
}

function otherWord(reader: Reader): string {
  return readerWords[reader].word;
}

function shortText(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
