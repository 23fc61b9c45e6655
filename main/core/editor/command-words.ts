/** `$VISUAL` and `$EDITOR` -> argv, without a shell; and argv -> text that a person can paste into one. */

/** Words by POSIX quoting. What only a shell could do (`;`, `|`, `$x`, `` ` ``, `<`) is refused. */
export function splitCommand(text: string): readonly string[] | { readonly problem: string } {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    if (quote === "'") {
      if (character === "'") quote = null;
      else word = (word ?? "") + character;
    } else if (character === "\\" && index + 1 < text.length && (quote === null || /["\\$`]/.test(text[index + 1] ?? ""))) {
      word = (word ?? "") + (text[++index] ?? "");
    } else if (quote === '"' && character === '"') quote = null;
    else if (quote === null && (character === "'" || character === '"')) {
      quote = character;
      word ??= "";
    } else if ((quote === null && /[;|&<>()\n]/.test(character)) || /[$`]/.test(character)) return { problem: `it holds ${character === "\n" ? "a line break" : character}, which only a shell understands` };
    else if (quote === null && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? "") + character;
  }
  if (quote !== null) return { problem: "a quote is not closed" };
  if (word !== null) words.push(word);
  return words;
}

export function quoteCommand(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)).join(" ");
}
