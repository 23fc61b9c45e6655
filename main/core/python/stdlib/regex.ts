/**
 * `re` on known texts. JavaScript's engine backtracks as Python's does, so a pattern runs only when its quantifiers cannot multiply
 * beyond a bound on this text; else the result is Unknown.
 */
import { argument, int, list, native, tuple } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type NativeObject, type Value } from "../values.ts";
import type { Names } from "./natives.ts";

const mostSteps = 2_000_000;
const flagBits: Readonly<Record<string, number>> = { IGNORECASE: 2, I: 2, MULTILINE: 8, M: 8, DOTALL: 16, S: 16, VERBOSE: 64, X: 64, ASCII: 256, A: 256, UNICODE: 32, U: 32 };

/** The pattern for JavaScript; null when it uses what is not translated. */
export function translatePattern(source: string, flags: number): { pattern: string; flags: string } | null {
  if (flags & 64 || source.length > 2000 || /\(\?\(|\\G|\(\?[aLux-]+[:)]/.test(source)) return null;
  let inner = source;
  let bits = flags;
  const inline = /^\(\?([ims]+)\)/.exec(inner);
  if (inline) {
    inner = inner.slice(inline[0].length);
    for (const letter of inline[1] ?? "") bits |= { i: 2, m: 8, s: 16 }[letter] ?? 0;
  }
  const pattern = inner.replaceAll("(?P<", "(?<").replaceAll(/\(\?P=(\w+)\)/g, "\\k<$1>").replaceAll("\\A", "^").replaceAll("\\Z", "$");
  return { pattern, flags: `${bits & 2 ? "i" : ""}${bits & 8 ? "m" : ""}${bits & 16 ? "s" : ""}` };
}

/**
 * Could it backtrack beyond the bound on a text of this length? A repeated group that repeats, branches or is optional inside always
 * may; otherwise every unbounded quantifier multiplies by the length, every optional one by two.
 */
export function mayTakeTooLong(pattern: string, length: number): boolean {
  let plain = pattern.replaceAll(/\\[\s\S]/g, "_").replaceAll(/\[\^?\]?[^\]]*\]/g, "_").replaceAll(/\(\?(?:[:=!>]|<[=!]|<\w+>)/g, "(");
  const unbounded = (plain.match(/[*+]|\{\d*,\}/g) ?? []).length;
  const optional = (plain.match(/\?|\{\d*,\d+\}|\|/g) ?? []).length;
  if ((length + 1) ** Math.max(1, unbounded) * 2 ** optional > mostSteps) return true;
  // Innermost groups first: a harmless one becomes a letter, a varying one a mark that may not be repeated.
  for (let round = 0; round < 60 && plain.includes("("); round += 1) {
    const next = plain.replace(/\(([^()]*)\)/, (_whole, body: string) => (/[*+?|{\0]/.test(body) ? "\0" : "_"));
    if (next === plain) return true;
    plain = next;
    if (/\0(?:[*+]|\{)/.test(plain)) return true;
  }
  return plain.includes("(");
}

export function regexNames(rt: Runtime): Names {
  const names: Record<string, Value> = {};
  for (const [name, bits] of Object.entries(flagBits)) names[`re.${name}`] = int(bits);
  for (const name of ["match", "search", "fullmatch", "findall", "finditer", "split", "sub"]) {
    names[`re.${name}`] = native(name, (args) => {
      const [pattern, ...rest] = args.positional;
      const position = { sub: 4, split: 3 }[name] ?? 2;
      const flags = argument(args, position, "flags");
      const compiled = pattern?.type === "native" && isPatternData(pattern.data) ? pattern.data : pattern?.type === "str" ? { kind: "pattern" as const, source: pattern.value, flags: flags?.type === "int" ? Number(flags.value) : 0 } : null;
      if (!compiled) return pattern?.type === "unknown" ? passOn(pattern) : unknown("uses a regular expression that is not known", args.span);
      return run(rt, name, compiled, { ...args, positional: rest });
    });
  }
  names["re.compile"] = native("compile", (args) => {
    const [pattern, flags] = args.positional;
    if (pattern?.type !== "str") return pattern?.type === "unknown" ? passOn(pattern) : unknown("uses a regular expression that is not known", args.span);
    return makePattern(rt, { kind: "pattern", source: pattern.value, flags: flags?.type === "int" ? Number(flags.value) : 0 });
  });
  names["re.escape"] = native("escape", (args) => (args.positional[0]?.type === "str" ? str(args.positional[0].value.replaceAll(/[-\\^$*+?.()|[\]{}#&~\s]/g, "\\$&"), args.span) : unknown("escapes what is not known", args.span)));
  return names;
}

interface PatternData { readonly kind: "pattern"; readonly source: string; readonly flags: number }

function isPatternData(data: unknown): data is PatternData {
  return typeof data === "object" && data !== null && (data as { kind?: unknown }).kind === "pattern";
}

function makePattern(rt: Runtime, data: PatternData): NativeObject {
  return {
    type: "native", className: "re.Pattern", data, identity: `${data.flags}/${data.source}`,
    getAttribute: (name) => (name === "pattern" ? str(data.source) : ["match", "search", "fullmatch", "findall", "finditer", "split", "sub"].includes(name) ? native(name, (args) => run(rt, name, data, args)) : undefined),
  };
}

function run(rt: Runtime, name: string, data: PatternData, args: CallArgs): Value {
  const replacement = name === "sub" ? argument(args, 0, "repl") : undefined;
  const text = argument(args, name === "sub" ? 1 : 0, "string");
  if (text?.type !== "str") return text?.type === "unknown" ? passOn(text) : unknown("searches a text that is not known", args.span);
  const translated = translatePattern(data.source, data.flags);
  if (!translated || mayTakeTooLong(translated.pattern, text.value.length)) return unknown("uses a regular expression that is not followed", args.span);
  rt.tick(1 + text.value.length);
  let regex: RegExp;
  try {
    const body = name === "match" ? `^(?:${translated.pattern})` : name === "fullmatch" ? `^(?:${translated.pattern})$` : translated.pattern;
    regex = new RegExp(body, `${translated.flags}dg`);
  } catch {
    return unknown("uses a regular expression that is not followed", args.span);
  }
  if (name === "sub") return substitute(rt, regex, replacement, text.value, argument(args, 2, "count"), args);
  if (name === "split") return rt.regions.own(list(text.value.split(regex).map((part) => (part === undefined ? none : str(part, args.span))), args.span));
  const matches = [...text.value.matchAll(regex)].slice(0, 10_000);
  if (name === "findall") {
    return rt.regions.own(list(matches.map((match) => (match.length > 2 ? tuple(match.slice(1).map((group) => str(group ?? ""))) : str(match[1] ?? match[0], args.span))), args.span));
  }
  if (name === "finditer") return list(matches.map((match) => makeMatch(match)), args.span);
  const first = matches[0];
  if (!first || (name !== "search" && first.index !== 0)) return { type: "none", span: args.span };
  return makeMatch(first);
}

function groupOf(match: RegExpMatchArray, key: Value | undefined): Value {
  const found = key === undefined ? match[0] : key.type === "int" ? match[Number(key.value)] : key.type === "str" ? match.groups?.[key.value] : undefined;
  return found === undefined ? none : str(found);
}

function makeMatch(match: RegExpMatchArray): NativeObject {
  return {
    type: "native", className: "re.Match", data: { kind: "match" },
    getItem: (key) => groupOf(match, key),
    getAttribute: (name) => {
      if (name === "group") return native(name, (args) => (args.positional.length > 1 ? tuple(args.positional.map((key) => groupOf(match, key))) : groupOf(match, args.positional[0])));
      if (name === "groups") return native(name, () => tuple([...match].slice(1).map((group) => (group === undefined ? none : str(group)))));
      if (name === "groupdict") return native(name, () => ({ type: "dict", entries: Object.entries(match.groups ?? {}).map(([key, value]) => [str(key), value === undefined ? none : str(value)]) }));
      if (name === "start") return native(name, () => int(match.index ?? 0));
      return name === "end" ? native(name, () => int((match.index ?? 0) + match[0].length)) : undefined;
    },
  };
}

function substitute(rt: Runtime, regex: RegExp, replacement: Value | undefined, text: string, count: Value | undefined, args: CallArgs): Value {
  let left = count?.type === "int" && count.value > 0n ? Number(count.value) : Number.POSITIVE_INFINITY;
  let failure: Value | undefined = replacement?.type === "unknown" ? passOn(replacement) : undefined;
  const made = text.replaceAll(regex, (...given: unknown[]) => {
    const [whole] = given;
    const found = typeof whole === "string" ? whole : "";
    if (left <= 0 || failure) return found;
    left -= 1;
    const match = given.filter((part): part is string | undefined => typeof part === "string" || part === undefined);
    const last = given.at(-1);
    const groups = typeof last === "object" && last !== null ? (last as Record<string, string>) : undefined;
    if (replacement?.type === "str") return expand(replacement.value, match, groups);
    const array: RegExpMatchArray = Object.assign(match.slice(0, match.length - 1).map((part) => part ?? "") as [string, ...string[]], { index: 0, input: text, ...(groups ? { groups } : {}) });
    const result = replacement ? rt.context.call(replacement, [makeMatch(array)]) : none;
    if (result.type === "str") return result.value;
    failure ??= result.type === "unknown" ? result : unknown("replaces text by what is not known", args.span);
    return "";
  });
  return failure ?? str(made, args.span);
}

function expand(template: string, match: readonly (string | undefined)[], groups: Record<string, string> | undefined): string {
  return template.replaceAll(/\\(?:g<(\w+)>|(\d{1,2})|([\\n]))/g, (_whole, name?: string, digits?: string, other?: string) => {
    if (other !== undefined) return other === "n" ? "\n" : "\\";
    const key = name ?? digits ?? "";
    return (/^\d+$/.test(key) ? match[Number(key)] : groups?.[key]) ?? "";
  });
}
