/** A value that could not be known: the reason on hover and focus, a click jumps to the expression. */
import { formatSpan } from "../../shared/source-span.ts";
import { isUnknown, type Known, type Unknown } from "../../shared/unknown.ts";
import type { ReactNode } from "react";
import { useActions } from "./actions.tsx";
import { Tip } from "./tip.tsx";

export function UnknownMark({ value, isTabStop = true, text = "unknown" }: { readonly value: Unknown; readonly isTabStop?: boolean; readonly text?: string }) {
  const { openPlace } = useActions();
  const at = value.at;
  const reason = (
    <>
      <b>Not known:</b> {value.unknown}
      {at && <span className="tip-place mono">{formatSpan(at)} · click to open</span>}
    </>
  );
  return (
    <Tip text={reason}>
      {(target) => (
        <button {...target} type="button" className="unknown" tabIndex={isTabStop ? 0 : -1} aria-label={`${text}: ${value.unknown}${at ? `, ${formatSpan(at)}` : ""}`}
          onClick={(event) => { event.stopPropagation(); if (at) openPlace(at.file, at.line); }}>
          {text}
        </button>
      )}
    </Tip>
  );
}

/** The value drawn, or the mark in its place. */
export function Maybe<T>({ value, children, isTabStop = true }: { readonly value: Known<T>; readonly children: (value: T) => ReactNode; readonly isTabStop?: boolean }) {
  return isUnknown(value) ? <UnknownMark value={value} isTabStop={isTabStop} /> : <>{children(value)}</>;
}
