/** How well a word matches a name, in points: whole 1000, beginning 900, beginning of a word 800, inside 700, letters in order up to 500, else 0. */

/** Both in lower case. */
export function scoreName(word: string, name: string): number {
  if (word === name) return 1000;
  const at = name.indexOf(word);
  // Among equal matches the one with least beside it: at most 50 points apart.
  const rest = Math.min(50, name.length - word.length);
  if (at === 0) return 900 - rest;
  if (at > 0) return (isWordStart(name, at) || startsLaterWord(word, name, at) ? 800 : 700) - rest;
  return scoreLetters(word, name);
}

function isWordStart(name: string, at: number): boolean {
  return /[^a-z0-9]/.test(name[at - 1] ?? " ");
}

function startsLaterWord(word: string, name: string, from: number): boolean {
  for (let at = name.indexOf(word, from + 1); at > 0; at = name.indexOf(word, at + 1)) if (isWordStart(name, at)) return true;
  return false;
}

/** `rwords` matches `raw_orders`: all letters in order, better with fewer gaps and at beginnings of words; 0 when they are strewn about. */
function scoreLetters(word: string, name: string): number {
  if (word.length < 3 || word.length > name.length) return 0;
  let at = -1;
  let gaps = 0;
  for (const letter of word) {
    const next = name.indexOf(letter, at + 1);
    if (next < 0) return 0;
    if (at >= 0 && next !== at + 1 && !isWordStart(name, next)) gaps++;
    at = next;
  }
  const points = 500 - gaps * 80 - Math.min(60, name.length - word.length);
  return gaps > word.length / 2 ? 0 : Math.max(points, 0);
}
