/** Keys as text ("mod+k", "g c", "?") and what is pressed. Pure; `mod` is Cmd on a Mac, Ctrl elsewhere. */

export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The name of what was pressed, null for a modifier alone. */
export function nameOfPress(press: Press, isMac: boolean): string | null {
  if (["Control", "Meta", "Alt", "Shift", "Dead", "Process"].includes(press.key)) return null;
  const parts: string[] = [];
  if (isMac ? press.metaKey : press.ctrlKey) parts.push("mod");
  if (isMac && press.ctrlKey) parts.push("ctrl");
  if (press.altKey) parts.push("alt");
  const isLetter = press.key.length === 1;
  // Shift is part of the sign itself ("?"), except for letters and named keys.
  if (press.shiftKey && (!isLetter || press.key.toLowerCase() !== press.key.toUpperCase())) parts.push("shift");
  parts.push(press.key === " " ? "space" : isLetter ? press.key.toLowerCase() : press.key.toLowerCase());
  return parts.join("+");
}

/** Without a modifier: the keys that WCAG 2.1.4 wants to be able to switch off. */
export function isSingleKey(keys: string): boolean {
  return !/(^|\s)(mod|ctrl|alt)\+/.test(keys);
}

const shown: { readonly [part: string]: string } = {
  alt: "Alt", ctrl: "Ctrl", shift: "Shift", space: "Space", enter: "Enter", escape: "Esc", arrowleft: "←", arrowright: "→", arrowup: "↑", arrowdown: "↓",
};

/** As a person reads it: "Ctrl K", "G then C". */
export function showKeys(keys: string, isMac: boolean): string {
  return keys
    .split(" ")
    .map((press) => press.split(/(?<=.)\+(?=.)/).map((part) => showPart(part, isMac)).join(isMac ? "" : " "))
    .join(" then ");
}

function showPart(part: string, isMac: boolean): string {
  if (part === "mod") return isMac ? "⌘" : "Ctrl";
  if (part === "alt" && isMac) return "⌥";
  return shown[part] ?? (part.length === 1 ? part.toUpperCase() : part[0]!.toUpperCase() + part.slice(1));
}

/** The start of the list of keys that `pressed` may go on to: "g" before "g c". */
export function isPrefix(pressed: string, keys: string): boolean {
  return keys.startsWith(`${pressed} `);
}
