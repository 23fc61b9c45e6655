/** Numbers, times and sizes as people read them. Pure; the language is the system's. */

const minute = 60;
const hour = 3_600;
const day = 86_400;

/** "2 min ago", "yesterday", "Nov 19", "Nov 19, 2024". Times to come are dates. */
export function formatAgo(seconds: number, now: number): string {
  const age = now - seconds;
  if (age < -minute) return formatDate(seconds, now);
  if (age < 45) return "just now";
  if (age < hour) return `${Math.max(1, Math.round(age / minute))} min ago`;
  if (age < 22 * hour) return `${Math.round(age / hour)} h ago`;
  if (age < 2 * day && new Date((now - day) * 1000).getDate() === new Date(seconds * 1000).getDate()) return "yesterday";
  if (age < 7 * day) return `${Math.max(1, Math.round(age / day))} days ago`;
  return formatDate(seconds, now);
}

function formatDate(seconds: number, now: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return "an impossible time";
  const isThisYear = date.getFullYear() === new Date(now * 1000).getFullYear();
  return date.toLocaleDateString("en", { month: "short", day: "numeric", ...(isThisYear ? {} : { year: "numeric" }) });
}

/** "2026-11-20 14:03:12 GMT+1": sortable, with the zone. */
export function formatTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${seconds} s since 1970`;
  const two = (value: number): string => String(value).padStart(2, "0");
  const zone = new Intl.DateTimeFormat("en", { timeZoneName: "short" }).formatToParts(date).find((part) => part.type === "timeZoneName")?.value ?? "";
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${zone}`.trim();
}

/** Groups digits; text that JSON could not carry as a number (NaN, 2^70) keeps every digit. */
export function formatNumber(value: number | string): string {
  if (typeof value === "string") return /^-?\d{1,400}$/.test(value) ? BigInt(value).toLocaleString("en") : value;
  if (Number.isInteger(value)) return value.toLocaleString("en");
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e15) ? String(value) : value.toLocaleString("en", { maximumSignificantDigits: 15 });
}

export function formatDuration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  if (seconds < hour) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / hour)} h ${Math.round((seconds % hour) / 60)} min`;
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** First part, so that one line is never more than a browser can lay out. */
export const maxLineLength = 10_000;

export function capLine(text: string, max = maxLineLength): { readonly text: string; readonly more: number } {
  return text.length <= max ? { text, more: 0 } : { text: text.slice(0, max), more: text.length - max };
}
