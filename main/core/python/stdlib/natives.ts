/** How a file of the standard library gives its names: functions of arguments, values, and decorators that change nothing. */
import { native } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import type { CallArgs, NativeFunction, UnknownValue, Value } from "../values.ts";

export type Names = Readonly<Record<string, Value>>;
export type NativeModule = (rt: Runtime) => Names;

export function functions(rt: Runtime, prefix: string, runs: Readonly<Record<string, (args: CallArgs) => Value>>): Names {
  return Object.fromEntries(Object.entries(runs).map(([name, run]) => [`${prefix}.${name}`, native(name, (args) => {
    rt.tick(1);
    return run(args);
  })]));
}

/** Gives back its argument: decorators without an effect on values. Called with options, it gives such a decorator. */
export function passThrough(name: string): NativeFunction {
  return native(name, (args) => {
    const [only] = args.positional;
    return only && args.positional.length === 1 && (only.type === "function" || only.type === "class" || only.type === "native" || only.type === "method") ? only : passThrough(name);
  });
}

/** A class of a library that only matters by its name: as a base or in isinstance. */
export function marker(className: string, call?: (args: CallArgs) => Value): NativeFunction {
  return { type: "native_function", name: className.replace(/^.*\./, ""), className, call: call ?? ((args) => unknown(`makes an object of ${className}`, args.span)) };
}

/** The text of an argument, or why it is not known. */
export function textOf(value: Value | undefined, what: string, args: CallArgs): string | UnknownValue {
  if (value?.type === "str") return value.value;
  return value?.type === "unknown" ? passOn(value) : unknown(what, args.span);
}
