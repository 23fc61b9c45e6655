/** What a process said before it ended -> its last line, to go after a reason; Python's errors end with what matters. */
export function lastLine(words: string): string {
  const line = words.trim().split("\n").at(-1)?.trim();
  return line ? `: ${line.slice(0, 500)}` : "";
}
