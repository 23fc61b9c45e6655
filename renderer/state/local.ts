/** Small choices about the look, kept in the window's own storage: which columns, how wide. Absent or broken storage means defaults. */

const prefix = "assetscope.";

export function readLocal<T>(name: string, otherwise: T, isValid: (value: unknown) => value is T): T {
  try {
    const text = localStorage.getItem(prefix + name);
    if (text === null) return otherwise;
    const value: unknown = JSON.parse(text);
    return isValid(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
}

export function writeLocal(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs the memory of a choice, nothing else.
  }
}

export function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
