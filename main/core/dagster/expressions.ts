/**
 * Policies and conditions that are shown as they are written: `AutomationCondition.eager() & ~AutomationCondition.in_progress()`,
 * `FreshnessPolicy`, `AutoMaterializePolicy`, `BackfillPolicy`, `RetryPolicy`, partition mappings. Gives text, never evaluates them.
 */
import type { Known } from "../../../shared/unknown.ts";
import type { CallArgs, NativeFunction, NativeObject, Value } from "../python/values.ts";
import { nativeFunction } from "./arguments.ts";
import { AssetKeyData, dataOf, ExpressionData } from "./objects.ts";
import { notA, reasonOf } from "./read-values.ts";
import type { Readers } from "./session.ts";
import { SelectionData } from "./selection-data.ts";

export function makeExpression(className: string, text: string): NativeObject {
  return {
    type: "native", className, data: new ExpressionData(text), identity: `${className} ${text}`, toText: () => text,
    // Conditions are changed by methods of their own (`.since(...)`, `.without(...)`): each stands for a longer text.
    getAttribute: (name) => name.startsWith("_") ? undefined : nativeFunction(name, (args) => makeExpression(className, `${text}.${name}(${describeArguments(args)})`)),
    operate: (operator, right) => {
      if (operator === "unary ~") return makeExpression(className, `~${text}`);
      return operator === "&" || operator === "|" ? makeExpression(className, `(${text} ${operator} ${describe(right)})`) : undefined;
    },
  };
}

/** A value as Python source would write it; what is unknown stands as `?`. */
export function describe(value: Value, depth = 0): string {
  if (depth > 6) return "...";
  const list = (items: readonly Value[]): string => items.slice(0, 50).map((item) => describe(item, depth + 1)).join(", ");
  switch (value.type) {
    case "none": return "None";
    case "bool": return value.value ? "True" : "False";
    case "int": return value.value.toString();
    case "float": return String(value.value);
    case "str": return JSON.stringify(value.value);
    case "list": return `[${list(value.items)}]`;
    case "tuple": return `(${list(value.items)})`;
    case "set": return `{${list(value.items)}}`;
    case "dict": return `{${value.entries.slice(0, 50).map(([key, item]) => `${describe(key, depth + 1)}: ${describe(item, depth + 1)}`).join(", ")}}`;
    case "function": return value.name;
    case "class": return value.name;
    case "module": return value.name;
    case "native_function": return value.name;
    case "external": return value.qualifiedName.slice(value.qualifiedName.lastIndexOf(".") + 1);
    case "native": {
      const key = dataOf(value, AssetKeyData);
      if (key) return JSON.stringify(key.path.join("/"));
      const selection = dataOf(value, SelectionData);
      if (selection) return selection.text;
      return value.toText?.() ?? value.className.slice(value.className.lastIndexOf(".") + 1);
    }
    case "instance": return value.class.name;
    default: return "?";
  }
}

export function describeArguments(args: CallArgs): string {
  return [...args.positional.map((value) => describe(value)), ...[...args.named].map(([name, value]) => `${name}=${describe(value)}`)].join(", ");
}

/** Text of a field that holds a policy; null when it is not set. */
export function readExpression(value: Value): Known<string | null> {
  if (value.type === "none") return null;
  if (value.type === "unknown") return reasonOf(value);
  const data = dataOf(value, ExpressionData);
  if (data) return data.text;
  return value.type === "native" || value.type === "str" ? describe(value) : notA("a policy", value);
}

/** A class whose calls and static methods give expressions: `FreshnessPolicy(...)`, `FreshnessPolicy.cron(...)`. */
function expressionClass(name: string): NativeFunction {
  return nativeFunction(name, (args) => makeExpression(`dagster.${name}`, `${name}(${describeArguments(args)})`), {
    className: `dagster.${name}`,
    getAttribute: (method) => method.startsWith("_") ? undefined : nativeFunction(`${name}.${method}`, (args) => makeExpression(`dagster.${name}`, `${name}.${method}(${describeArguments(args)})`)),
  });
}

const CLASSES = [
  "AutomationCondition", "AutoMaterializePolicy", "AutoMaterializeRule", "FreshnessPolicy", "LegacyFreshnessPolicy", "InternalFreshnessPolicy", "BackfillPolicy", "RetryPolicy",
  "TimeWindowPartitionMapping", "LastPartitionMapping", "AllPartitionMapping", "IdentityPartitionMapping", "StaticPartitionMapping", "SpecificPartitionsPartitionMapping",
  "MultiToSingleDimensionPartitionMapping", "MultiPartitionMapping", "DimensionPartitionMapping",
];

export const expressionReaders: Readers = () => Object.fromEntries(CLASSES.map((name) => [`dagster.${name}`, expressionClass(name)]));

