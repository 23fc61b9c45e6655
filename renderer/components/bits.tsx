/** Times, places, keys of the keyboard, empty states: the smallest parts with a meaning. */
import type { ReactNode } from "react";
import { formatSpan, type SourceSpan } from "../../shared/source-span.ts";
import { useActions } from "./actions.tsx";
import { formatAgo, formatTime } from "./format.ts";
import { Icon, type IconName } from "./icon.tsx";
import { VisibleText } from "./visible-text.tsx";

/** "2 min ago", the exact time on hover. */
export function Ago({ at }: { readonly at: number }) {
  const { now } = useActions();
  const date = new Date(at * 1000);
  return <time dateTime={Number.isNaN(date.getTime()) ? undefined : date.toISOString()} title={formatTime(at)}>{formatAgo(at, now)}</time>;
}

/** `file:line` that opens the editor there. */
export function Place({ at, text, isTabStop = true }: { readonly at: SourceSpan; readonly text?: string; readonly isTabStop?: boolean }) {
  const { openPlace } = useActions();
  return (
    <button type="button" className="link mono wrap" tabIndex={isTabStop ? 0 : -1} title={`Open ${formatSpan(at)} in the editor`} onClick={(event) => { event.stopPropagation(); openPlace(at.file, at.line); }}>
      <VisibleText text={text ?? formatSpan(at)} max={400} />
    </button>
  );
}

export function Kbd({ keys }: { readonly keys: string }) {
  return keys === "" ? null : <kbd className="kbd">{keys}</kbd>;
}

export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const { copy } = useActions();
  return <button type="button" className="btn quiet icon copy" aria-label={`Copy ${what}`} title={`Copy ${what}`} onClick={() => copy(text, what)}><Icon name="copy" size={14} /></button>;
}

/** Says why there is nothing, what was looked at, and what to do next. */
export function Empty({ title, children, icon, actions }: { readonly title: string; readonly children?: ReactNode; readonly icon?: IconName; readonly actions?: ReactNode }) {
  return (
    <div className="empty">
      {icon && <span className="dim"><Icon name={icon} size={28} /></span>}
      <h2>{title}</h2>
      {children && <div className="stack">{children}</div>}
      {actions && <div className="line">{actions}</div>}
    </div>
  );
}

export function LoadFailure({ what, error, retry }: { readonly what: string; readonly error: string; readonly retry?: () => void }) {
  return (
    <div className="note bad" role="alert">
      {what}: {error} {retry && <button type="button" className="link" onClick={retry}>Try again</button>}
    </div>
  );
}

/** Grey bars where text will be; only seen when an answer takes long. */
export function Skeleton({ lines }: { readonly lines: number }) {
  return (
    <div className="stack late" aria-busy="true" aria-label="Loading">
      {Array.from({ length: lines }, (_, i) => <div key={i} className="skeleton" style={{ width: `${[92, 74, 83, 60, 88][i % 5]}%` }} />)}
    </div>
  );
}
