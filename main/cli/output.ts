/** Text and JSON for a terminal: aligned columns, colour only where it is wanted, nothing of a project taken for control characters. */
import { isUnknown, type Known } from "../../shared/unknown.ts";

const isColoured = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";

type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";
const codes: { readonly [S in Style]: readonly [number, number] } = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], green: [32, 39], cyan: [36, 39] };

export function styled(text: string, style: Style): string {
  const [on, off] = codes[style];
  return isColoured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
}

export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Laid out for eyes on a terminal, in one line for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0)}\n`);
}

/** Names and texts come from a project that may mean harm: escape sequences must not reach the terminal. */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (sign) => (sign === "\n" || sign === "\t" ? " " : "\uFFFD"));
}

export interface Column { readonly title: string; readonly isRight?: boolean; readonly max?: number; readonly style?: Style }

/** Columns as wide as their content, at most `max`; those with nothing in them are left out. */
export function printTable(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const used = columns.map((column, i) => ({ column, i })).filter(({ i }) => rows.some((row) => row[i] !== ""));
  const cells = rows.map((row) => used.map(({ column, i }) => cut(plain(row[i] ?? ""), column.max ?? 60)));
  const widths = used.map(({ column }, at) => Math.max(column.title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (texts: readonly string[], style: (at: number) => Style | undefined): string => texts.map((text, at) => {
    const width = widths[at] ?? 0;
    const padded = used[at]?.column.isRight ? text.padStart(width) : at === texts.length - 1 ? text : text.padEnd(width);
    const wanted = style(at);
    return wanted ? styled(padded, wanted) : padded;
  }).join("  ").trimEnd();
  print(line(used.map(({ column }) => column.title), () => "dim"));
  for (const row of cells) print(line(row, (at) => used[at]?.column.style));
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

/** A value, or that it is unknown. */
export function shown<T>(value: Known<T>, text: (known: T) => string): string {
  return isUnknown(value) ? "?" : text(value);
}

/** Local time to the minute. */
export function time(seconds: number | null): string {
  if (seconds === null) return "";
  const date = new Date(seconds * 1000);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function counted(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}
