/** Dagster's timestamp columns, naive UTC text "YYYY-MM-DD HH:MM:SS[.ffffff]" -> seconds since 1970, to the microsecond. */

const pattern = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?$/;

export function parseTimestamp(text: string | null): number | null {
  const parts = text === null ? null : pattern.exec(text);
  if (parts === null) return null;
  const seconds = Date.parse(`${parts[1]}T${parts[2]}Z`) / 1000;
  return Number.isFinite(seconds) ? seconds + Number(`0.${parts[3] ?? "0"}`) : null;
}

/** Seconds since 1970 -> the same text, for comparing in SQL. */
export function formatTimestamp(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? "" : `${date.toISOString().slice(0, 19).replace("T", " ")}.000000`;
}
