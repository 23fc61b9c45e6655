/**
 * `Component` and its relatives in Python: classes that projects subclass, functions that give an instance (`@component_instance`,
 * `@component`), `build_defs_for_component` (dagster 1.10-1.13). Calls the project's own `build_defs`; library components stand in
 * library-components.ts.
 */
import { none, unknownValue, type CallContext, type FunctionValue, type Value } from "../python/values.ts";
import { bind, decorator, nativeFunction } from "./arguments.ts";
import { functionOf, noFunction } from "./asset-parameters.ts";
import type { Readers, Session } from "./session.ts";

/** What `@component_instance` makes: called with a context by the folder's loader. */
export class ComponentLoaderData {
  readonly fn: FunctionValue;
  constructor(fn: FunctionValue) { this.fn = fn; }
}

/** `component.build_defs(context)`. */
export function buildComponent(component: Value, loadContext: Value, _session: Session, context: CallContext): Value {
  if (component.type === "unknown") return component;
  const build = context.getAttribute(component, "build_defs");
  if (build.type === "unknown") return unknownValue(`a component has no build_defs that can be read: ${build.reason}`, component.span);
  return context.call(build, [loadContext]);
}

const CLASSES = ["Component", "StateBackedComponent", "Resolver", "Injected", "ComponentTree"];

export const componentReaders: Readers = (session) => ({
  ...Object.fromEntries(CLASSES.map((name) => [`dagster.${name}`, nativeFunction(name, (args) => unknownValue(`${name} is not followed`, args.span), { className: `dagster.${name}` })])),
  "dagster.component_instance": decorator("component_instance", ["fn"], (target, options) => makeLoader(target, options.args.span)),
  "dagster.component": decorator("component", ["fn"], (target, options) => makeLoader(target, options.args.span)),
  "dagster.build_defs_for_component": nativeFunction("build_defs_for_component", (args, context) => buildComponent(bind(args, ["component"]).raw("component") ?? none, none, session, context)),
  // A template variable is called when YAML names it; the function stays what it is.
  "dagster.template_var": nativeFunction("template_var", (args) => args.positional[0] ?? none),
});

function makeLoader(target: Value, span: FunctionValue["span"]): Value {
  const fn = functionOf(target);
  return fn ? { type: "native", className: "dagster.ComponentLoader", data: new ComponentLoaderData(fn), span: fn.span, call: (args, context) => context.call(fn, args.positional) } : noFunction("component_instance", span);
}
