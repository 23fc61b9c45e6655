/** `property`, `classmethod`, `staticmethod`, `cached_property`: kept as objects whose data tells how an attribute is bound. */
import type { NativeObject, Value } from "../values.ts";

export interface Descriptor {
  readonly kind: "property" | "class" | "static";
  readonly function: Value;
  readonly isCached: boolean;
  readonly setter: Value | undefined;
}

class DescriptorData {
  readonly descriptor: Descriptor;
  constructor(descriptor: Descriptor) {
    this.descriptor = descriptor;
  }
}

export function makeDescriptor(descriptor: Descriptor): NativeObject {
  const names = { property: "property", class: "classmethod", static: "staticmethod" };
  return {
    type: "native",
    className: names[descriptor.kind],
    data: new DescriptorData(descriptor),
    ...(descriptor.function.span ? { span: descriptor.function.span } : {}),
    getAttribute: (name, context) => {
      if (name === "setter") return { type: "native_function", name: "setter", call: (args) => makeDescriptor({ ...descriptor, setter: args.positional[0] }) };
      if (name === "getter" || name === "deleter") return { type: "native_function", name, call: () => makeDescriptor(descriptor) };
      if (name === "fget" || name === "__func__" || name === "__wrapped__") return descriptor.function;
      return name === "__doc__" || name === "__name__" ? context.getAttribute(descriptor.function, name) : undefined;
    },
  };
}

export function descriptorOf(value: Value | undefined): Descriptor | undefined {
  return value?.type === "native" && value.data instanceof DescriptorData ? value.data.descriptor : undefined;
}
