/** The definition in its file, with its lines marked, and the other places that belong to the asset. */
import { useState } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import { formatSpan, type SourceSpan } from "../../../shared/source-span.ts";
import { Empty, LoadFailure, Place, Skeleton } from "../../components/bits.tsx";
import { CodeReferenceLink } from "../../components/metadata/metadata-blocks.tsx";
import { SourceCode } from "../../components/source-code.tsx";
import { sources, type SourceQuery } from "../../state/data.ts";
import { useRemote } from "../../state/remote.ts";

const contextLines = 2_000;

export function SourceTab({ detail }: { readonly detail: AssetDetail }) {
  const { asset } = detail;
  const places = placesOf(detail);
  const [chosen, setChosen] = useState<string | null>(null);
  const place = places.find((one) => formatSpan(one.at) === chosen) ?? places[0];
  if (!place) {
    return (
      <Empty icon="code" title="Where it is defined is not known">
        <p>{asset.isStub ? "Nothing in the opened folder defines this key; other assets only depend on it." : "It is known from the log alone: no definition in the folder has this key."}</p>
        {asset.codeReferences.map((reference, i) => <CodeReferenceLink key={i} reference={reference} />)}
      </Empty>
    );
  }
  return (
    <div className="source-tab">
      <div className="line">
        {places.length > 1 && (
          <div className="segments" role="group" aria-label="Place">
            {places.slice(0, 6).map((one) => <button key={one.name + formatSpan(one.at)} type="button" aria-pressed={one === place} onClick={() => setChosen(formatSpan(one.at))}>{one.name}</button>)}
          </div>
        )}
        <Place at={place.at} />
        {place.at.endLine !== undefined && place.at.endLine > place.at.line && <span className="dim num">to line {place.at.endLine}</span>}
        <span className="grow" />
        {asset.codeReferences.map((reference, i) => <CodeReferenceLink key={i} reference={reference} />)}
      </div>
      <SourceOf at={place.at} />
    </div>
  );
}

function placesOf(detail: AssetDetail): readonly { readonly name: string; readonly at: SourceSpan }[] {
  const { asset } = detail;
  const places: { name: string; at: SourceSpan }[] = [];
  const add = (name: string, at: SourceSpan | null | undefined): void => {
    if (at && !places.some((one) => formatSpan(one.at) === formatSpan(at))) places.push({ name, at });
  };
  add("Definition", asset.source);
  for (const [field, origin] of Object.entries(asset.origins)) add(field, origin.at);
  for (const check of detail.checks) add(`check ${check.name}`, check.source);
  return places;
}

function SourceOf({ at }: { readonly at: SourceSpan }) {
  const query: SourceQuery = { file: at.file, line: at.line, context: contextLines };
  const key = JSON.stringify(query);
  const { value, error } = useRemote(sources, key);
  if (error && !value) return <LoadFailure what={at.file} error={error} retry={() => sources.load(key)} />;
  if (!value) return <Skeleton lines={12} />;
  return (
    <>
      {value.isStale && <p className="note warn">The file has changed since it was read; lines may have moved.</p>}
      <SourceCode source={value} from={at.line} to={at.endLine ?? at.line} isScrolling />
      {value.lines.length < value.totalLines && <p className="dim small">Lines {value.firstLine} to {value.firstLine + value.lines.length - 1} of {value.totalLines}.</p>}
    </>
  );
}
