/** `inspect`, `types`: what functions, classes and modules of the project are made of. */
import { bool, native, tuple } from "../make.ts";
import { resolutionOrder } from "../interpreter/class-facts.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown, withCandidates } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type FunctionValue, type NativeObject, type Parameter, type Value } from "../values.ts";
import { compareText } from "../operations/arithmetic.ts";
import { dedent } from "./text.ts";
import { functions, marker, type Names, textOf } from "./natives.ts";

export function inspectNames(rt: Runtime): Names {
  const isKind = (test: (value: Value) => boolean) => (args: CallArgs): Value => {
    const [value = none] = args.positional;
    if (value.type === "unknown") return passOn(value);
    return value.type === "external" ? unknown(`depends on ${value.qualifiedName}, which is not part of the project`, args.span) : bool(test(value), args.span);
  };
  return {
    ...functions(rt, "inspect", {
      cleandoc: (args) => {
        const text = textOf(args.positional[0], "cleans what is not known", args);
        return typeof text === "string" ? str(dedent(`\n${text}`).trim(), args.span) : text;
      },
      getdoc: (args) => rt.getAttribute(args.positional[0] ?? none, "__doc__", args.span),
      isclass: isKind((value) => value.type === "class" || (value.type === "native_function" && value.className !== undefined)),
      isfunction: isKind((value) => value.type === "function"),
      ismethod: isKind((value) => value.type === "method"),
      ismodule: isKind((value) => value.type === "module"),
      iscoroutinefunction: isKind((value) => value.type === "function" && value.isAsync),
      isgeneratorfunction: isKind((value) => value.type === "function" && value.isGenerator),
      isabstract: isKind(() => false),
      getmembers: (args) => members(rt, args),
      signature: (args) => {
        const [value = none] = args.positional;
        const callee = value.type === "method" ? value.function : value;
        if (callee.type !== "function") return value.type === "unknown" ? passOn(value) : unknown("takes the parameters of what is not a function of the project", args.span);
        return signature(value.type === "method" ? { ...callee, parameters: callee.parameters.slice(1) } : callee);
      },
    }),
    "inspect.Parameter.empty": marker("inspect.Parameter.empty"),
    "types.SimpleNamespace": marker("types.SimpleNamespace", (args) => namespace(args)),
    "types.MappingProxyType": native("MappingProxyType", (args) => args.positional[0] ?? none),
    "types.FunctionType": marker("function"),
    "types.ModuleType": marker("module"),
  };
}

function members(rt: Runtime, args: CallArgs): Value {
  const [value = none, predicate] = args.positional;
  const names = new Map<string, Value>();
  if (value.type === "module") for (const [name, member] of value.names) names.set(name, member);
  else if (value.type === "class" || value.type === "instance") {
    const type = value.type === "class" ? value : value.class;
    const all = new Set([...resolutionOrder(type).flatMap((owner) => [...owner.attributes.keys()]), ...(value.type === "instance" ? value.attributes.keys() : [])]);
    for (const name of all) names.set(name, rt.getAttribute(value, name, args.span));
  } else return value.type === "unknown" ? passOn(value) : unknown("lists the members of what is not of the project", args.span);
  const items: Value[] = [];
  for (const [name, member] of [...names].toSorted(([a], [b]) => compareText(a, b))) {
    const truth = predicate ? rt.isTruthy(rt.context.call(predicate, [member])) : true;
    const pair = tuple([str(name), member], args.span);
    if (truth) items.push(pair);
    else if (truth === null) items.push(withCandidates(unknown("depends on a member that is not known", args.span), [pair]));
  }
  return rt.regions.own({ type: "list", items, span: args.span });
}

function signature(callee: FunctionValue): NativeObject {
  const entries = callee.parameters.map((parameter): [Value, Value] => [str(parameter.name), describe(parameter)]);
  return {
    type: "native", className: "inspect.Signature", data: null,
    getAttribute: (name) => (name === "parameters" ? { type: "dict", entries } : name === "return_annotation" ? (callee.returns?.() ?? marker("inspect.Parameter.empty")) : undefined),
  };
}

function describe(parameter: Parameter): NativeObject {
  return {
    type: "native", className: "inspect.Parameter", data: null,
    getAttribute: (name) => {
      if (name === "name") return str(parameter.name);
      if (name === "annotation") return parameter.annotation?.() ?? marker("inspect.Parameter.empty");
      if (name === "kind") return str(parameter.kind.toUpperCase());
      return name === "default" && !parameter.hasDefault ? marker("inspect.Parameter.empty") : undefined;
    },
  };
}

function namespace(args: CallArgs): NativeObject {
  const names = new Map(args.named);
  return {
    type: "native", className: "types.SimpleNamespace", data: names, span: args.span,
    getAttribute: (name) => (name === "__dict__" ? { type: "dict", entries: [...names].map(([key, value]) => [str(key), value]) } : names.get(name)),
    setAttribute: (name, value) => (names.set(name, value), true),
  };
}
