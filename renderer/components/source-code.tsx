/** Lines of source with their numbers; the lines of the definition are marked. Only the lines in sight are drawn. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import type { SourceText } from "../../shared/api.ts";
import { capLine } from "./format.ts";
import { highlightLines, type Piece } from "./highlight.ts";
import { splitInvisible } from "./visible-text.tsx";

interface SourceCodeProps {
  readonly source: SourceText;
  /** First and last line of the definition. */
  readonly from: number;
  readonly to: number;
  /** Tall views scroll by themselves; short ones show all their lines. */
  readonly isScrolling?: boolean;
}

const lineHeight = 18;

export function SourceCode({ source, from, to, isScrolling = false }: SourceCodeProps) {
  const pieces = useMemo(() => highlightLines(source.lines.map((line) => line.slice(0, 10_000)), source.language), [source]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: source.lines.length, getScrollElement: () => scroller.current, estimateSize: () => lineHeight, overscan: 30, enabled: isScrolling });
  useEffect(() => {
    if (isScrolling) virtual.scrollToIndex(Math.max(0, from - source.firstLine - 3), { align: "start" });
    // Only another place scrolls; colouring again does not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [source.file, from, isScrolling]);
  const digits = String(source.firstLine + source.lines.length).length;
  const line = (index: number) => {
    const number = source.firstLine + index;
    const isMarked = number >= from && number <= to;
    return (
      <div key={number} className={isMarked ? "code-line marked" : "code-line"}>
        <span className="code-number" style={{ width: `${digits + 1}ch` }}>{number}</span>
        <code>{capPieces(pieces[index] ?? []).map((piece, i) => <Colored key={i} piece={piece} />)}{"\n"}</code>
      </div>
    );
  };
  const label = `Source of ${source.file}`;
  if (!isScrolling) return <div className="code" role="region" aria-label={label} tabIndex={0}>{source.lines.map((_, i) => line(i))}</div>;
  return (
    <div ref={scroller} className="code tall" role="region" aria-label={label} tabIndex={0}>
      <div style={{ height: virtual.getTotalSize(), position: "relative", minWidth: "max-content" }}>
        <div style={{ transform: `translateY(${virtual.getVirtualItems()[0]?.start ?? 0}px)` }}>{virtual.getVirtualItems().map((item) => line(item.index))}</div>
      </div>
    </div>
  );
}

function capPieces(pieces: readonly Piece[]): readonly Piece[] {
  let room = 10_000;
  const kept: Piece[] = [];
  for (const piece of pieces) {
    if (room <= 0) break;
    kept.push({ ...piece, text: capLine(piece.text, room).text });
    room -= piece.text.length;
  }
  return kept;
}

function Colored({ piece }: { readonly piece: Piece }) {
  return <span className={piece.classes || undefined}>{splitInvisible(piece.text).map((part, i) => (part.isEscape ? <span key={i} className="escape">{part.text}</span> : part.text))}</span>;
}
