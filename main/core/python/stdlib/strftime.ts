/** `strftime` and `strptime` with English names; null for a directive that is not supported. */

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const two = (value: number): string => String(value).padStart(2, "0");

/** `date` holds the wall clock as UTC. */
export function formatTime(date: Date, microsecond: number, zone: string | null, format: string): string | null {
  let failed = false;
  const text = format.replaceAll(/%(-?)([\s\S])/g, (_whole, dash: string, directive: string) => {
    const made = directiveText(date, microsecond, zone, directive);
    if (made === null) failed = true;
    return dash ? (made ?? "").replace(/^0+(?=\d)/, "") : (made ?? "");
  });
  return failed ? null : text;
}

function directiveText(date: Date, microsecond: number, zone: string | null, directive: string): string | null {
  const hour = date.getUTCHours();
  switch (directive) {
    case "Y":
      return String(date.getUTCFullYear());
    case "y":
      return two(date.getUTCFullYear() % 100);
    case "m":
      return two(date.getUTCMonth() + 1);
    case "d":
      return two(date.getUTCDate());
    case "H":
      return two(hour);
    case "I":
      return two(hour % 12 || 12);
    case "p":
      return hour < 12 ? "AM" : "PM";
    case "M":
      return two(date.getUTCMinutes());
    case "S":
      return two(date.getUTCSeconds());
    case "f":
      return String(microsecond).padStart(6, "0");
    case "j":
      return String(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1).padStart(3, "0");
    case "B":
      return months[date.getUTCMonth()] ?? null;
    case "b":
      return months[date.getUTCMonth()]?.slice(0, 3) ?? null;
    case "A":
      return days[date.getUTCDay()] ?? null;
    case "a":
      return days[date.getUTCDay()]?.slice(0, 3) ?? null;
    case "F":
      return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
    case "T":
      return `${two(hour)}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
    case "z":
      return zone === null ? "" : zone === "UTC" ? "+0000" : null;
    case "Z":
      return zone === null ? "" : zone === "UTC" ? "UTC" : null;
    case "%":
      return "%";
    default:
      return null;
  }
}

const fields: Readonly<Record<string, readonly [part: string, pattern: string]>> = {
  Y: ["year", "(\\d{4})"], m: ["month", "(\\d{1,2})"], d: ["day", "(\\d{1,2})"], H: ["hour", "(\\d{1,2})"], M: ["minute", "(\\d{1,2})"], S: ["second", "(\\d{1,2})"],
};

/** Parts of a date by numeric directives alone. */
export function parseTime(text: string, format: string): Record<string, number> | null {
  const order: string[] = [];
  let failed = false;
  const pattern = format.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/%([\s\S])/g, (_whole, directive: string) => {
    const field = Object.hasOwn(fields, directive) ? fields[directive] : undefined;
    if (!field) {
      failed = true;
      return "";
    }
    order.push(field[0]);
    return field[1];
  });
  const match = failed ? null : new RegExp(`^${pattern}$`).exec(text);
  return match ? Object.fromEntries(order.map((part, index) => [part, Number(match[index + 1])])) : null;
}
