/**
 * `define_asset_job`, `@job`, `@graph(...).to_job`, `@op` -> jobs; `build_schedule_from_partitioned_job` stands in schedules.ts
 * (dagster 1.5-1.13). Ops and graphs are kept by name alone: their insides are not read.
 */
import type { Known } from "../../../shared/unknown.ts";
import { none, str, type CallContext, type NativeObject, type Value } from "../python/values.ts";
import { bind, decorator, nativeFunction, type Bound } from "./arguments.ts";
import { docstringOf } from "./asset-decorators.ts";
import { ComposedFunction, functionOf, noFunction } from "./asset-parameters.ts";
import { coerceSelection } from "./asset-selection.ts";
import { JobData } from "./objects.ts";
import { readText, reasonOf } from "./read-values.ts";
import type { Readers } from "./session.ts";

export function makeJob(job: JobData): NativeObject {
  return {
    type: "native", className: job.select ? "dagster.UnresolvedAssetJobDefinition" : "dagster.JobDefinition", data: job, span: job.source,
    getAttribute(name) {
      switch (name) {
        case "name": return typeof job.name === "string" ? str(job.name) : { type: "unknown", reason: job.name.unknown };
        case "description": return job.description;
        case "tags": return job.tags;
        case "selection": return job.selectionValue;
        case "with_hooks": case "with_top_level_resources": case "with_logger_defs": case "with_executor_def": return nativeFunction(name, () => makeJob(job));
        default: return undefined;
      }
    },
  };
}

function readAssetJob(bound: Bound, context: CallContext): JobData {
  const name = readText(bound.raw("name") ?? none);
  const selection = bound.given("selection");
  const text: Known<string> = !selection ? "AssetSelection.all()" : selection.type === "unknown" ? reasonOf(selection) : coerceSelection(selection, context).text;
  return new JobData({ name, description: bound.given("description") ?? none, tags: bound.given("tags") ?? none, selection: text, selectionValue: selection ?? str("*"), select: coerceSelection(selection ?? str("*"), context).select, source: bound.args.span });
}

function opJob(name: Known<string>, description: Value, tags: Value, source: JobData["source"]): JobData {
  return new JobData({ name, description, tags, selection: null, selectionValue: none, select: null, source });
}

/** An op or a graph: a name, and for a graph `to_job`. Calling it inside a graph gives nothing that is read. */
function makeComposed(kind: "op" | "graph", composed: ComposedFunction): NativeObject {
  return {
    type: "native", className: kind === "op" ? "dagster.OpDefinition" : "dagster.GraphDefinition", data: composed, span: composed.fn.span,
    call: (args) => ({ type: "unknown", reason: `is what the ${kind} ${composed.name} gives when it runs`, span: args.span }),
    getAttribute(name) {
      switch (name) {
        case "name": return str(composed.name);
        case "description": return composed.description;
        case "to_job": return nativeFunction("to_job", (args) => {
          const bound = bind(args, ["name", "description"]);
          const given = bound.given("name");
          return makeJob(opJob(given ? readText(given) : composed.name, bound.given("description") ?? composed.description, bound.given("tags") ?? none, args.span));
        });
        case "alias": return nativeFunction("alias", (args) => makeComposed(kind, new ComposedFunction(composed.fn, args.positional[0]?.type === "str" ? args.positional[0].value : composed.name, composed.description)));
        case "configured": case "tag": case "with_hooks": case "with_retry_policy": return nativeFunction(name, () => makeComposed(kind, composed));
        default: return undefined;
      }
    },
  };
}

function composedDecorator(kind: "op" | "graph"): Value & { readonly type: "native_function" } {
  return decorator(kind, ["name"], (target, options) => {
    const fn = functionOf(target);
    if (!fn) return noFunction(kind, options.args.span);
    const name = options.given("name");
    const text = name ? readText(name) : fn.name;
    return makeComposed(kind, new ComposedFunction(fn, typeof text === "string" ? text : fn.name, options.given("description") ?? docstringOf(fn)));
  });
}

export const jobReaders: Readers = () => ({
  "dagster.define_asset_job": nativeFunction("define_asset_job", (args, context) => makeJob(readAssetJob(bind(args, ["name", "selection", "config", "description", "tags"]), context))),
  "dagster.job": decorator("job", ["compose_fn"], (target, options) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("job", options.args.span);
    const name = options.given("name");
    return makeJob(opJob(name ? readText(name) : fn.name, options.given("description") ?? docstringOf(fn), options.given("tags") ?? none, fn.span));
  }),
  "dagster.op": composedDecorator("op"),
  "dagster.graph": composedDecorator("graph"),
});
