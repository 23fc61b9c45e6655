/** Calls: evaluates the arguments, then whatever is called. What cannot be called gives an Unknown that keeps the arguments. */
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { ArgumentNode, CallNode } from "../syntax/nodes.ts";
import type { CallArgs, UnknownValue, Value } from "../values.ts";
import { instantiate } from "./instances.ts";
import type { Frame, Runtime } from "./runtime.ts";
import { unknown, unknownCall } from "./unknowns.ts";

export function evaluateCall(rt: Runtime, node: CallNode, frame: Frame): Value {
  const callee = rt.evaluate(node.callee, frame);
  const args = evaluateArguments(rt, node.arguments, frame, node.span);
  const result = rt.call(callee, args);
  return placeResult(result, node.span);
}

/** Scalars and unknowns that a native made carry no place: they get that of the call. Objects keep their identity. */
function placeResult(result: Value, span: SourceSpan): Value {
  if (result.span) return result;
  switch (result.type) {
    case "str":
    case "int":
    case "float":
    case "bool":
    case "none":
    case "unknown":
    case "tuple":
      return { ...result, span };
    default:
      return result;
  }
}

export function evaluateArguments(rt: Runtime, nodes: readonly ArgumentNode[], frame: Frame, span: SourceSpan): CallArgs {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  const spans = new Map<string, SourceSpan>();
  let open: UnknownValue | undefined;
  for (const node of nodes) {
    const value = rt.evaluate(node.value, frame);
    if (node.kind === "positional") {
      spans.set(String(positional.length), node.span);
      positional.push(value);
    } else if (node.kind === "named") {
      spans.set(node.name, node.span);
      named.set(node.name, value);
    } else if (node.kind === "star") {
      const spread = rt.iterate(value);
      rt.tick(spread.items.length);
      for (const item of spread.items) {
        spans.set(String(positional.length), item.span ?? node.span);
        positional.push(item);
      }
      open ??= spread.open;
    } else open ??= spreadNamed(value, named, spans, node.span);
  }
  return open ? { positional, named, span, spans, open } : { positional, named, span, spans };
}

function spreadNamed(value: Value, named: Map<string, Value>, spans: Map<string, SourceSpan>, span: SourceSpan): UnknownValue | undefined {
  if (value.type === "unknown") return value;
  if (value.type !== "dict") return unknown("spreads what is not a known dict", span);
  for (const [key, item] of value.entries) {
    if (key.type !== "str") continue;
    named.set(key.value, item);
    spans.set(key.value, item.span ?? span);
  }
  return value.open;
}

/** A call costs several times what a plain statement does. */
const stepsOfCall = 4;

/** `Evaluator.call`. */
export function callValue(rt: Runtime, callee: Value, args: CallArgs): Value {
  rt.tick(stepsOfCall);
  switch (callee.type) {
    case "function":
      return callee.call(args);
    case "native_function":
      return callee.call(args, rt.context);
    case "method":
      return rt.call(callee.function, { ...args, positional: [callee.self, ...args.positional] });
    case "class":
      return instantiate(rt, callee, args);
    case "native":
      return callee.call ? callee.call(args, rt.context) : unknownCall(`calls an object of ${callee.className}`, args);
    case "instance": {
      const method = rt.findAttribute(callee, "__call__");
      return method && method.type !== "unknown" ? rt.call(method, args) : unknownCall(`calls an object of ${callee.class.name}`, args);
    }
    case "external":
      return unknownCall(`calls ${callee.qualifiedName}, which is not part of the project`, args);
    case "unknown":
      // A method of what an unknown call gave: what that call was given stays reachable too.
      return { type: "unknown", reason: callee.reason, span: callee.span ?? args.span, args: callee.args ? { ...args, positional: [...callee.args.positional, ...args.positional] } : args };
    default:
      return rt.fail("TypeError", `calls a value of type ${callee.type}`, args.span);
  }
}
