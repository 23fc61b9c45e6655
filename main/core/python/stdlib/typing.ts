/** `typing`: subscripts are harmless, `Optional[X]` and `Annotated[X, ...]` are X, casts give their value. */
import { bool, native } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { none, type NativeFunction, type NativeObject, type Value } from "../values.ts";
import { marker, type Names } from "./natives.ts";

/** `Optional[X]` is X. */
function transparent(name: string): NativeObject {
  return { type: "native", className: `typing.${name}`, data: null, getItem: (key) => (key.type === "tuple" ? (key.items.find((item) => item.type !== "none") ?? none) : key) };
}

export function typingNames(rt: Runtime): Names {
  const alias = (name: string): Value => rt.builtins.get(name) ?? none;
  const names: Record<string, Value> = {};
  for (const library of ["typing", "typing_extensions"]) {
    const add = (name: string, value: Value): void => void (names[`${library}.${name}`] = value);
    add("TYPE_CHECKING", bool(false));
    for (const [name, builtin] of Object.entries({ List: "list", Dict: "dict", Set: "set", FrozenSet: "frozenset", Tuple: "tuple", Type: "type", Text: "str" })) add(name, alias(builtin));
    for (const name of ["Optional", "Annotated", "Union", "Final", "ClassVar", "Required", "NotRequired"]) add(name, transparent(name));
    for (const name of ["Any", "Callable", "Sequence", "Iterable", "Iterator", "Mapping", "MutableMapping", "Generator", "Generic", "Protocol", "TypedDict", "Literal", "Collection", "Awaitable", "Coroutine", "AsyncIterator", "NoReturn", "Self"]) add(name, marker(`typing.${name}`, name === "TypedDict" ? () => marker("typing.TypedDict") : undefined));
    add("cast", native("cast", (args) => args.positional[1] ?? args.named.get("val") ?? none));
    add("NewType", native("NewType", () => native("NewType", (inner) => inner.positional[0] ?? none)));
    for (const name of ["TypeVar", "ParamSpec", "TypeVarTuple"]) add(name, native(name, () => typeVariable()));
    add("get_type_hints", native("get_type_hints", (args) => (args.positional[0] ? rt.getAttribute(args.positional[0], "__annotations__", args.span) : none)));
    add("assert_never", native("assert_never", () => none));
  }
  return names;
}

function typeVariable(): NativeFunction {
  return marker("typing.TypeVar");
}
