/**
 * YAML nodes with `{{ ... }}` templates -> Python values with their places. Understands names, attributes, subscripts and calls with
 * plain arguments over Dagster's scopes (`context`, `env`, `automation_condition`, `dg`) and the project's template variables; the
 * rest of Jinja is Unknown (dagster 1.10-1.13, `components/resolved/context.py`). `env` is the machine's and never known.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, type LineCounter } from "yaml";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { none, str, unknownValue, type CallContext, type Value } from "../python/values.ts";
import { fromJson } from "./read-values.ts";

export interface TemplateScope {
  readonly loadContext: Value;
  /** Functions whose result the name stands for. */
  readonly vars: ReadonlyMap<string, Value>;
  /** Names that stand for themselves. */
  readonly values: ReadonlyMap<string, Value>;
  /** Names of a library ("AutomationCondition"). */
  readonly library?: (name: string) => Value | undefined;
}

const MAX_NODES = 100_000;

/** A template over what is known only for each asset (`translation:`); rendered with `renderLate`. */
class LateTemplate {
  readonly text: string;
  readonly scope: TemplateScope;
  constructor(text: string, scope: TemplateScope) { this.text = text; this.scope = scope; }
}

/** Names that Dagster gives templates for each asset. */
const LATE_NAMES = /\{\{[^}]*\b(stream_definition|node|resource|asset|spec|data|props|table|column|pipeline|project)\s*[.[]/;

/** Late templates in a tree, with the names that are known now. */
export function renderLate(value: Value, names: ReadonlyMap<string, Value>, context: CallContext): Value {
  if (value.type === "native" && value.data instanceof LateTemplate) {
    const { text, scope } = value.data;
    return renderText(text, value.span ?? { file: "", line: 1 }, { ...scope, values: new Map([...scope.values, ...names]) }, context);
  }
  if (value.type === "list") return { ...value, items: value.items.map((item) => renderLate(item, names, context)) };
  if (value.type === "dict") return { ...value, entries: value.entries.map(([key, item]): [Value, Value] => [key, renderLate(item, names, context)]) };
  return value;
}

export function renderTree(node: unknown, lines: LineCounter, file: string, scope: TemplateScope, context: CallContext): Value {
  let nodes = 0;
  function spanOf(range: readonly number[] | null | undefined): SourceSpan {
    return range ? { file, line: lines.linePos(range[0] ?? 0).line } : { file, line: 1 };
  }
  function visit(one: unknown, depth: number): Value {
    if (++nodes > MAX_NODES || depth > 60) return unknownValue("is nested too deeply or too large", { file, line: 1 });
    if (isScalar(one)) {
      const span = spanOf(one.range);
      return typeof one.value === "string" ? renderText(one.value, span, scope, context) : fromJson(one.value, span);
    }
    if (isSeq(one)) return { type: "list", items: one.items.map((item) => visit(item, depth + 1)), span: spanOf(one.range) };
    if (isMap(one)) {
      return {
        type: "dict", span: spanOf(one.range),
        entries: one.items.flatMap((pair): [Value, Value][] => isPair(pair) && isScalar(pair.key) ? [[str(String(pair.key.value)), visit(pair.value, depth + 1)]] : []),
      };
    }
    if (isAlias(one)) return unknownValue("is an alias of another part of the YAML", spanOf(one.range));
    return none;
  }
  return visit(node, 0);
}

export function renderText(text: string, span: SourceSpan, scope: TemplateScope, context: CallContext): Value {
  if (!text.includes("{{") && !text.includes("{%")) return literalOf(text, span);
  const late = LATE_NAMES.exec(text);
  if (late && !scope.values.has(late[1]!) && !scope.vars.has(late[1]!)) return { type: "native", className: "jinja.template", data: new LateTemplate(text, scope), span };
  const whole = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(text);
  if (whole) {
    const value = evaluate(whole[1]!, span, scope, context);
    return value.type === "str" ? literalOf(value.value, value.span ?? span) : withSpan(value, span);
  }
  if (text.includes("{%")) return unknownValue("is a template with statements", span);
  let result = "";
  let last = 0;
  for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const value = evaluate(match[1]!, span, scope, context);
    const part = value.type === "unknown" ? null : context.toText(value);
    if (part === null) return value.type === "unknown" ? value : unknownValue("is a template over a value that has no text", span);
    result += text.slice(last, match.index) + part;
    last = match.index + match[0].length;
  }
  return literalOf(result + text.slice(last), span);
}

/** Dagster renders with Jinja's native types: text that is a literal of Python, quoted or not, becomes its value. */
function literalOf(text: string, span: SourceSpan): Value {
  switch (text) {
    case "True": return { type: "bool", value: true, span };
    case "False": return { type: "bool", value: false, span };
    case "None": return none;
  }
  if (/^-?(0|[1-9]\d*)$/.test(text)) return { type: "int", value: BigInt(text), span };
  if (/^-?(\d+\.\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return { type: "float", value: Number(text), span };
  const quoted = /^'([^'\\\n]*)'$|^"([^"\\\n]*)"$/.exec(text);
  if (quoted) return str(quoted[1] ?? quoted[2] ?? "", span);
  if (/^[[{].*[\]}]$/s.test(text)) {
    try {
      return fromJson(JSON.parse(text.includes('"') ? text : text.replaceAll("'", '"')), span);
    } catch {
      // No literal, or one that JSON does not write the same way.
    }
  }
  return str(text, span);
}

function withSpan(value: Value, span: SourceSpan): Value {
  return value.span ? value : { ...value, span };
}

/** `a.b["c"].d(1, x="y")`. */
function evaluate(source: string, span: SourceSpan, scope: TemplateScope, context: CallContext): Value {
  const tokens = [...source.matchAll(/\s*(?:([A-Za-z_]\w*)|(-?\d+(?:\.\d+)?)|"([^"]*)"|'([^']*)'|(\S))/g)];
  let position = 0;
  const unreadable = (): Value => unknownValue(`is the template {{${source}}}, which is not followed`, span);
  const sign = (): string | undefined => tokens[position]?.[5];
  let isBroken = false;

  /** `a ~ b`: the texts of both. */
  function expression(): Value {
    let value = operand();
    while (!isBroken && sign() === "~") {
      position++;
      const right = operand();
      const [before, after] = [context.toText(value), context.toText(right)];
      value = value.type === "unknown" ? value : right.type === "unknown" ? right : before === null || after === null ? unreadable() : str(before + after, span);
    }
    return value;
  }
  function operand(): Value {
    let value = atom();
    while (!isBroken && position < tokens.length) {
      if (sign() === ".") {
        position++;
        const name = tokens[position++]?.[1];
        if (name === undefined) return broken();
        value = attribute(value, name);
      } else if (sign() === "(") {
        position++;
        value = call(value);
      } else if (sign() === "[") {
        position++;
        const key = expression();
        if (sign() !== "]") return broken();
        position++;
        value = item(value, key);
      } else break;
    }
    return value;
  }
  function broken(): Value {
    isBroken = true;
    return unreadable();
  }
  function attribute(value: Value, name: string): Value {
    if (value.type === "native" && value.className === "jinja.env") return unknownValue(`read from the environment variable ${name}`, span);
    if (value.type === "dict") return value.entries.find(([key]) => key.type === "str" && key.value === name)?.[1] ?? unreadable();
    return context.getAttribute(value, name);
  }
  function item(value: Value, key: Value): Value {
    return key.type === "str" && value.type === "dict" ? attribute(value, key.value) : context.call(context.getAttribute(value, "__getitem__"), [key]);
  }
  function call(callee: Value): Value {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    while (!isBroken && sign() !== ")") {
      if (position >= tokens.length) return broken();
      const name = tokens[position]?.[1];
      if (name !== undefined && tokens[position + 1]?.[5] === "=") {
        position += 2;
        named.set(name, expression());
      } else positional.push(expression());
      if (sign() === ",") position++;
    }
    position++;
    if (callee.type === "native" && callee.className === "jinja.env") return unknownValue(positional[0]?.type === "str" ? `read from the environment variable ${positional[0].value}` : "read from the environment", span);
    if (callee.type === "unknown") return callee;
    return context.call(callee, positional, named);
  }
  function atom(): Value {
    const token = tokens[position++];
    if (!token) return broken();
    if (token[3] !== undefined || token[4] !== undefined) return str(token[3] ?? token[4] ?? "", span);
    if (token[2] !== undefined) return fromJson(Number(token[2]), span);
    if (token[5] === "[") {
      const items: Value[] = [];
      while (!isBroken && sign() !== "]") {
        if (position >= tokens.length) return broken();
        items.push(expression());
        if (sign() === ",") position++;
      }
      position++;
      return { type: "list", items, span };
    }
    return token[1] === undefined ? broken() : name(token[1]);
  }
  function name(text: string): Value {
    switch (text) {
      case "true": case "True": return { type: "bool", value: true };
      case "false": case "False": return { type: "bool", value: false };
      case "none": case "None": case "null": return none;
      case "context": return scope.loadContext;
      case "project_root": return context.getAttribute(scope.loadContext, "project_root");
      case "env": return { type: "native", className: "jinja.env", data: null };
      case "automation_condition": return scope.library?.("AutomationCondition") ?? unreadable();
      case "dg": return { type: "native", className: "jinja.dg", data: null, getAttribute: (attribute) => scope.library?.(attribute) };
      default: {
        const itself = scope.values.get(text);
        if (itself) return itself;
        const made = scope.vars.get(text);
        if (!made) return unreadable();
        // The variable is what its function gives; `{{ x() }}` calls that.
        return made.type === "function" ? context.call(made, made.parameters.some((one) => !one.hasDefault) ? [scope.loadContext] : []) : made;
      }
    }
  }

  const value = expression();
  return isBroken || position < tokens.length ? unreadable() : value;
}
