/** Short ways to make values. */
import type { SourceSpan } from "../../../shared/source-span.ts";
import type { BoolValue, CallArgs, CallContext, FloatValue, IntValue, ListValue, NativeFunction, TupleValue, Value } from "./values.ts";

export function bool(value: boolean, span?: SourceSpan): BoolValue {
  return span ? { type: "bool", value, span } : { type: "bool", value };
}
export function int(value: bigint | number, span?: SourceSpan): IntValue {
  const exact = typeof value === "number" ? BigInt(value) : value;
  return span ? { type: "int", value: exact, span } : { type: "int", value: exact };
}
export function float(value: number, span?: SourceSpan): FloatValue {
  return span ? { type: "float", value, span } : { type: "float", value };
}
export function list(items: readonly Value[], span?: SourceSpan): ListValue {
  return span ? { type: "list", items: [...items], span } : { type: "list", items: [...items] };
}
export function tuple(items: readonly Value[], span?: SourceSpan): TupleValue {
  return span ? { type: "tuple", items, span } : { type: "tuple", items };
}
export function native(name: string, call: (args: CallArgs, context: CallContext) => Value, className?: string): NativeFunction {
  return className ? { type: "native_function", name, call, className } : { type: "native_function", name, call };
}
/** An argument by position or name. */
export function argument(args: CallArgs, position: number, name?: string): Value | undefined {
  return args.positional[position] ?? (name === undefined ? undefined : args.named.get(name));
}
const noSpans: ReadonlyMap<string, SourceSpan> = new Map();
const noNamed: ReadonlyMap<string, Value> = new Map();
export function callArgs(positional: readonly Value[], span: SourceSpan, named: ReadonlyMap<string, Value> = noNamed): CallArgs {
  return { positional, named, span, spans: noSpans };
}
export const nowhere: SourceSpan = { file: "", line: 1 };
