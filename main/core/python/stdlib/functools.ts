/** `functools`, `contextlib`, `abc`: decorators and partial application. */
import { list, native } from "../make.ts";
import { makeDescriptor } from "../interpreter/descriptors.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { unknown } from "../interpreter/unknowns.ts";
import { none, type CallArgs, type FunctionValue, type NativeFunction, type Value } from "../values.ts";
import { functions, marker, type Names, passThrough } from "./natives.ts";

/** What `functools.wraps` does: the wrapper shows as the wrapped function (name, text, place, parameters) and runs as itself. */
export function wrapAs(wrapper: Value, wrapped: Value): Value {
  if (wrapper.type !== "function") return wrapper;
  const inner = wrapped.type === "method" ? wrapped.function : wrapped;
  if (inner.type !== "function") return wrapper;
  const made: FunctionValue = {
    ...wrapper,
    name: inner.name,
    qualifiedName: inner.qualifiedName,
    module: inner.module,
    docstring: inner.docstring,
    parameters: inner.parameters,
    returns: inner.returns,
    span: inner.span,
    defLine: inner.defLine,
    attributes: new Map([...inner.attributes, ...wrapper.attributes, ["__wrapped__", inner]]),
  };
  return made;
}

export function functoolsNames(rt: Runtime): Names {
  const through = (...names: string[]): Names => Object.fromEntries(names.map((name) => [name, passThrough(name)]));
  const cached = native("cached_property", (args) => makeDescriptor({ kind: "property", function: args.positional[0] ?? none, isCached: true, setter: undefined }));
  return {
    ...through("functools.lru_cache", "functools.cache", "functools.total_ordering", "functools.singledispatch", "contextlib.contextmanager", "contextlib.asynccontextmanager", "abc.abstractmethod",
      "typing.final", "typing.override", "typing.overload", "typing.runtime_checkable", "typing.no_type_check", "warnings.deprecated", "typing_extensions.deprecated", "atexit.register"),
    "functools.cached_property": cached,
    "abc.abstractproperty": native("abstractproperty", (args) => makeDescriptor({ kind: "property", function: args.positional[0] ?? none, isCached: false, setter: undefined })),
    "abc.ABC": marker("abc.ABC"),
    "abc.ABCMeta": marker("abc.ABCMeta"),
    ...functions(rt, "functools", {
      wraps: (args) => {
        const [wrapped = none] = args.positional;
        return native("wraps", (inner) => wrapAs(inner.positional[0] ?? none, wrapped));
      },
      update_wrapper: (args) => wrapAs(args.positional[0] ?? none, args.positional[1] ?? none),
      partial: (args) => makePartial(rt, args),
      partialmethod: (args) => makePartial(rt, args),
      reduce: (args) => {
        const [callee = none, source = none, start] = args.positional;
        const { items, open } = rt.iterate(source);
        if (open) return unknown(open.reason, open.span);
        let [total, from] = start ? [start, 0] : [items[0], 1];
        for (const item of items.slice(from)) total = rt.context.call(callee, [total ?? none, item]);
        return total ?? rt.fail("TypeError", "reduces nothing", args.span);
      },
      cmp_to_key: (args) => unknown("sorts by a comparison function", args.span),
    }),
    "contextlib.suppress": native("suppress", () => list([none])),
    "contextlib.nullcontext": native("nullcontext", (args) => list([args.positional[0] ?? none])),
  };
}

function makePartial(rt: Runtime, first: CallArgs): Value {
  const [callee, ...before] = first.positional;
  if (!callee) return unknown("is a partial call of nothing", first.span);
  const name = callee.type === "function" || callee.type === "native_function" || callee.type === "class" ? callee.name : "partial";
  const made: NativeFunction = {
    type: "native_function",
    name,
    span: first.span,
    call: (args) => rt.call(callee, { ...args, positional: [...before, ...args.positional], named: new Map([...first.named, ...args.named]), spans: new Map([...first.spans, ...args.spans]) }),
    getAttribute: (attribute) => (attribute === "func" ? callee : attribute === "args" ? { type: "tuple", items: before } : attribute.startsWith("__") ? rt.findAttribute(callee, attribute) : undefined),
  };
  return made;
}
