/**
 * Arguments of a call -> values by parameter name, as Python binds them. What an unknown `*args` or `**kwargs` may have passed
 * reads as Unknown, never as absent. Does not check that names exist.
 */
import type { SourceSpan } from "../../../shared/source-span.ts";
import type { CallArgs, CallContext, NativeFunction, Value } from "../python/values.ts";

export interface Bound {
  /** The argument; Unknown when it may have been passed; undefined when it was not, or is None. */
  given(name: string): Value | undefined;
  /** As `given`, but None stays None. */
  raw(name: string): Value | undefined;
  spanOf(name: string): SourceSpan | undefined;
  readonly args: CallArgs;
}

/** Binds positional arguments to `positional` names in order; named ones by name. */
export function bind(args: CallArgs, positional: readonly string[] = []): Bound {
  function raw(name: string): Value | undefined {
    const named = args.named.get(name);
    if (named) return named;
    const index = positional.indexOf(name);
    const placed = index >= 0 ? args.positional[index] : undefined;
    return placed ?? args.open;
  }
  return {
    args,
    raw,
    given(name) {
      const value = raw(name);
      return value?.type === "none" ? undefined : value;
    },
    spanOf(name) {
      const index = positional.indexOf(name);
      return args.spans.get(name) ?? (index >= 0 ? args.spans.get(String(index)) : undefined);
    },
  };
}

/** A function of a library, for the name table. */
export function nativeFunction(name: string, call: (args: CallArgs, context: CallContext) => Value, rest: Partial<Pick<NativeFunction, "getAttribute" | "className">> = {}): NativeFunction {
  return { type: "native_function", name, call, ...rest };
}

/** A decorator that is applied bare or with arguments: `@asset` and `@asset(...)`. */
export function decorator(name: string, positional: readonly string[], apply: (target: Value, options: Bound, context: CallContext) => Value): NativeFunction {
  return nativeFunction(name, (args, context) => {
    const first = args.positional[0];
    if (args.named.size === 0 && args.positional.length === 1 && first && isDecorated(first)) {
      return apply(first, bind({ positional: [], named: new Map(), span: args.span, spans: new Map() }, positional), context);
    }
    const options = bind(args, positional);
    return nativeFunction(name, (inner, innerContext) => {
      const target = inner.positional[0];
      return target ? apply(target, options, innerContext) : { type: "unknown", reason: `@${name} was applied to nothing`, span: inner.span };
    });
  });
}

function isDecorated(value: Value): boolean {
  return value.type === "function" || value.type === "method" || (value.type === "unknown" && value.args !== undefined)
    || (value.type === "native" && value.className !== "dagster.AssetKey" && value.call !== undefined);
}
