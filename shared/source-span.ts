/** Where something stands in a file. */

/** A range of lines in one file. Lines count from 1; `endLine` is the last line that belongs to it. */
export interface SourceSpan {
  /** Relative to the opened folder, with `/` on every platform; begins with `../` for a file beside it in the same repository. */
  readonly file: string;
  readonly line: number;
  readonly endLine?: number;
  /** Column of the first character, from 1. */
  readonly column?: number;
}

/** `file:line`, the form that editors and terminals turn into a link. */
export function formatSpan(span: SourceSpan): string {
  return `${span.file}:${span.line}`;
}
