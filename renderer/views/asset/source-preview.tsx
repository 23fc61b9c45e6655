import type { SourceSpan } from "../../../shared/source-span.ts";
import { LoadFailure, Place, Skeleton } from "../../components/bits.tsx";
import { SourceCode } from "../../components/source-code.tsx";
import { sources, type SourceQuery } from "../../state/data.ts";
import { useRemote } from "../../state/remote.ts";

/** The first lines of a definition; `before` lines above them. */
export function SourcePreview({ at, lines, before = 0, hasHead = true }: { readonly at: SourceSpan; readonly lines: number; readonly before?: number; readonly hasHead?: boolean }) {
  const query: SourceQuery = { file: at.file, line: at.line, context: lines };
  const key = JSON.stringify(query);
  const { value, error } = useRemote(sources, key);
  const from = value ? Math.max(0, at.line - 1 - before - value.firstLine) : 0;
  return (
    <>
      {hasHead && <div className="section-head"><h3>Source</h3><Place at={at} /></div>}
      {error && <LoadFailure what={at.file} error={error} retry={() => sources.load(key)} />}
      {value ? <SourceCode source={{ ...value, firstLine: value.firstLine + from, lines: value.lines.slice(from, from + lines + 1) }} from={at.line} to={at.endLine ?? at.line} /> : !error && <Skeleton lines={6} />}
      {value?.isStale && <p className="dim small">The file has changed since it was read.</p>}
    </>
  );
}
