/** `dataclasses`, `attrs`, `enum`, and the fields of pydantic models. Fields are read from the class body (class-facts.ts). */
import { native, tuple } from "../make.ts";
import { allFields, factsOf } from "../interpreter/class-facts.ts";
import type { FieldData } from "../interpreter/instances.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type ClassValue, type InstanceValue, type NativeObject, type Value } from "../values.ts";
import { functions, marker, type Names, passThrough } from "./natives.ts";

function makeField(args: CallArgs): NativeObject {
  return { type: "native", className: "dataclasses.Field", data: { kind: "field", named: args.named, first: args.positional[0] } satisfies FieldData, span: args.span };
}

/** The decorator, bare or with options. */
function dataclass(args: CallArgs): Value {
  const [type] = args.positional;
  if (type?.type === "class") return mark(type, args);
  return native("dataclass", (inner) => {
    const [target = none] = inner.positional;
    return target.type === "class" ? mark(target, args) : target;
  });
}

/** `_: KW_ONLY`. */
function isKeywordMarker(value: Value): boolean {
  return value.type === "external" && value.qualifiedName === "dataclasses.KW_ONLY";
}

function mark(type: ClassValue, args: CallArgs): Value {
  const mutable: { -readonly [K in keyof ClassValue]: ClassValue[K] } = type;
  mutable.isDataclass = true;
  const facts = factsOf(type);
  if (facts) {
    facts.isDataclass = true;
    const option = args.named.get("kw_only");
    const marker = facts.fields.findIndex((item) => isKeywordMarker(item.annotation()));
    if (option?.type === "bool" && option.value) facts.fields = facts.fields.map((item) => ({ ...item, isKeywordOnly: true }));
    else if (marker >= 0) facts.fields = facts.fields.flatMap((item, index) => (index === marker ? [] : [index > marker ? { ...item, isKeywordOnly: true } : item]));
  }
  return type;
}

export function dataclassNames(rt: Runtime): Names {
  const decorator = native("dataclass", dataclass);
  const field = native("field", makeField);
  const decorators = ["dataclasses.dataclass", "pydantic.dataclasses.dataclass", "attr.s", "attr.attrs", "attr.dataclass", "attr.define", "attr.frozen", "attrs.define", "attrs.frozen", "attrs.mutable"];
  const fields = ["dataclasses.field", "attr.ib", "attr.attrib", "attr.field", "attrs.field", "pydantic.Field", "pydantic.fields.Field", "pydantic.PrivateAttr", "sqlmodel.Field"];
  const enums = ["Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"];
  return {
    ...Object.fromEntries(decorators.map((name) => [name, decorator])),
    ...Object.fromEntries(fields.map((name) => [name, field])),
    ...Object.fromEntries(enums.map((name) => [`enum.${name}`, marker(`enum.${name}`)])),
    "enum.unique": passThrough("unique"),
    "enum.auto": native("auto", () => ({ type: "native", className: "enum.auto", data: null })),
    ...functions(rt, "dataclasses", {
      asdict: (args) => {
        const [value = none] = args.positional;
        return value.type === "unknown" ? passOn(value) : asDict(rt, value, 0);
      },
      astuple: (args) => {
        const [value = none] = args.positional;
        return value.type === "instance" ? tuple(allFields(value.class).map((item) => value.attributes.get(item.name) ?? none), args.span) : unknown("takes the fields of what is not known", args.span);
      },
      replace: (args) => {
        const [value] = args.positional;
        if (value?.type !== "instance") return value?.type === "unknown" ? passOn(value) : unknown("replaces fields of what is not known", args.span);
        const kept = allFields(value.class).flatMap((item): [string, Value][] => {
          const old = value.attributes.get(item.name);
          return old ? [[item.name, old]] : [];
        });
        return rt.call(value.class, { ...args, positional: [], named: new Map([...kept, ...args.named]) });
      },
      fields: (args) => {
        const [value] = args.positional;
        const type = value?.type === "instance" ? value.class : value;
        if (type?.type !== "class") return unknown("takes the fields of what is not known", args.span);
        return tuple(allFields(type).map((item): NativeObject => ({
          type: "native", className: "dataclasses.FieldInfo", data: null,
          getAttribute: (name) => (name === "name" ? str(item.name, item.span) : name === "type" ? item.annotation() : name === "default" ? (item.default ?? none) : undefined),
        })), args.span);
      },
      is_dataclass: (args) => {
        const [value] = args.positional;
        return { type: "bool", value: (value?.type === "instance" && value.class.isDataclass) || (value?.type === "class" && value.isDataclass), span: args.span };
      },
    }),
  };
}

function asDict(rt: Runtime, value: Value, depth: number): Value {
  rt.tick(1);
  if (depth > 60) return unknown("nests too deeply", value.span);
  switch (value.type) {
    case "instance":
      return value.class.isDataclass ? fieldsDict(rt, value, depth) : value;
    case "list":
      return rt.regions.own({ ...value, items: value.items.map((item) => asDict(rt, item, depth + 1)) });
    case "tuple":
      return { ...value, items: value.items.map((item) => asDict(rt, item, depth + 1)) };
    case "dict":
      return rt.regions.own({ ...value, entries: value.entries.map(([key, item]): [Value, Value] => [key, asDict(rt, item, depth + 1)]) });
    default:
      return value;
  }
}

function fieldsDict(rt: Runtime, value: InstanceValue, depth: number): Value {
  const entries = allFields(value.class).map((item): [Value, Value] => [str(item.name), asDict(rt, value.attributes.get(item.name) ?? none, depth + 1)]);
  return rt.regions.own<Value>({ type: "dict", entries });
}
