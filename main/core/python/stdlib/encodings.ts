/** `hashlib`, `base64`, `urllib.parse.quote`, `fnmatch`: small functions of known text, often used to make names. */
import { createHash } from "node:crypto";
import { bool, list, native } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type NativeObject, type Value } from "../values.ts";
import { functions, type Names, textOf } from "./natives.ts";

const algorithms: Readonly<Record<string, string>> = { md5: "md5", sha1: "sha1", sha224: "sha224", sha256: "sha256", sha384: "sha384", sha512: "sha512" };

export function encodingNames(rt: Runtime): Names {
  const onBytes = (run: (bytes: Uint8Array) => Value) => (args: CallArgs): Value => {
    const [value = none] = args.positional;
    if (value.type === "unknown") return passOn(value);
    return value.type === "bytes" ? run(value.value) : unknown("encodes what is not known", args.span);
  };
  return {
    ...functions(rt, "hashlib", Object.fromEntries(Object.entries(algorithms).map(([name, algorithm]) => [name, (args: CallArgs): Value => {
      const [value] = args.positional;
      if (value && value.type !== "bytes") return value.type === "unknown" ? passOn(value) : unknown("hashes what is not known", args.span);
      return hash(algorithm, value ? [value.value] : []);
    }]))),
    ...functions(rt, "base64", {
      b64encode: onBytes((bytes) => ({ type: "bytes", value: new TextEncoder().encode(Buffer.from(bytes).toString("base64")) })),
      b64decode: (args) => {
        const [value = none] = args.positional;
        const text = value.type === "bytes" ? new TextDecoder().decode(value.value) : value.type === "str" ? value.value : null;
        return text === null ? unknown("decodes what is not known", args.span) : { type: "bytes", value: Uint8Array.from(Buffer.from(text, "base64")) };
      },
    }),
    ...functions(rt, "urllib.parse", {
      quote: (args) => quoted(args, false),
      quote_plus: (args) => quoted(args, true),
    }),
    ...functions(rt, "fnmatch", {
      fnmatch: (args) => {
        const text = textOf(args.positional[0], "compares what is not known", args);
        const pattern = textOf(args.positional[1], "compares with what is not known", args);
        if (typeof text !== "string") return text;
        return typeof pattern === "string" ? bool(matches(text, pattern), args.span) : pattern;
      },
      filter: (args) => {
        const [names = none] = args.positional;
        const pattern = textOf(args.positional[1], "compares with what is not known", args);
        if (typeof pattern !== "string") return pattern;
        const { items, open } = rt.iterate(names);
        const kept = list(items.filter((item) => item.type === "str" && matches(item.value, pattern)), args.span);
        return rt.regions.own(open ? { ...kept, open } : kept);
      },
    }),
    "string.capwords": native("capwords", (args) => {
      const text = textOf(args.positional[0], "is text that is not known", args);
      return typeof text === "string" ? str(text.split(/\s+/).filter(Boolean).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()).join(" "), args.span) : text;
    }),
  };
}

function hash(algorithm: string, parts: readonly Uint8Array[]): NativeObject {
  const pieces = [...parts];
  return {
    type: "native", className: "hashlib.Hash", data: null,
    getAttribute: (name) => {
      if (name === "hexdigest") return native(name, () => str(digest(algorithm, pieces)));
      if (name !== "update") return undefined;
      return native(name, (args) => {
        const [value] = args.positional;
        if (value?.type !== "bytes") return unknown("hashes what is not known", args.span);
        pieces.push(value.value);
        return none;
      });
    },
  };
}

function digest(algorithm: string, parts: readonly Uint8Array[]): string {
  const made = createHash(algorithm);
  for (const part of parts) made.update(part);
  return made.digest("hex");
}

function quoted(args: CallArgs, isPlus: boolean): Value {
  const text = textOf(args.positional[0], "quotes what is not known", args);
  if (typeof text !== "string") return text;
  if (args.positional.length > 1 || args.named.size > 0) return unknown("quotes in a way that is not followed", args.span);
  const whole = encodeURIComponent(text.toWellFormed()).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return str(isPlus ? whole.replaceAll("%20", "+") : whole.replaceAll("%2F", "/"), args.span);
}

/** Linear: one pass with the last star as the only place to go back to. */
export function matches(text: string, pattern: string): boolean {
  if (pattern.includes("[")) return text === pattern;
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < text.length) {
    if (at < pattern.length && (pattern[at] === "?" || (pattern[at] === text[index] && pattern[at] !== "*"))) {
      at += 1;
      index += 1;
    } else if (pattern[at] === "*") {
      star = at;
      resume = index;
      at += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
