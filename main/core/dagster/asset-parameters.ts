/**
 * Parameters of an asset's function -> which are inputs (upstream assets) and which are context, config or resources. Mirrors
 * `get_function_params_without_context_or_config_or_resources` and `get_resource_args` of dagster 1.13: a parameter is a resource by
 * its annotation's class. Where the class is not part of the project, the choice is left open for the loaded definitions to settle.
 */
import type { SourceSpan } from "../../../shared/source-span.ts";
import { unknownValue, type CallContext, type FunctionValue, type Parameter, type Value } from "../python/values.ts";

export interface Input {
  readonly name: string;
  readonly at: SourceSpan;
  /** Why it may be a resource, or null when it is an input for sure. */
  readonly doubt: string | null;
}

export interface FunctionInputs {
  readonly inputs: readonly Input[];
  readonly takesMore: boolean;
}

const CONTEXT_NAMES: ReadonlySet<string> = new Set(["_", "context", "_context", "context_"]);

/** Libraries whose classes are data that assets pass on, never resources. */
const DATA_LIBRARIES = /^(builtins|typing|typing_extensions|collections|datetime|pathlib|uuid|decimal|pandas|polars|numpy|pyarrow|pyspark|geopandas|dask|xarray|scipy|sklearn|torch|PIL|matplotlib|plotly|shapely|pyiceberg|daft|ibis|datasets|networkx|bs4|json|io|dataclasses|abc|sqlglot|narwhals|modin|cudf|deltalake|duckdb|anndata|pydantic)(\.|$)/;

/** Dagster's own names for what a parameter can be given that is a resource. */
const RESOURCE_CLASSES = /^dagster[a-z0-9_]*\..*(Resource|ResourceFactory|ResourceDefinition|IOManager|IOManagerFactory|IOManagerDefinition|TreatAsResourceParam|ResourceParam|Client|CliResource|Workspace|Credentials)$/;

export function readInputs(fn: FunctionValue, context: CallContext): FunctionInputs {
  const parameters = fn.parameters;
  const first = parameters[0];
  const rest = first && CONTEXT_NAMES.has(first.name) ? parameters.slice(1) : parameters;
  const inputs: Input[] = [];
  for (const parameter of rest) {
    if (parameter.kind !== "positional_or_keyword" || parameter.name === "config") continue;
    const kind = parameterKind(parameter, context);
    if (kind === "resource") continue;
    inputs.push({ name: parameter.name, at: parameter.span, doubt: kind === "input" ? null : kind.doubt });
  }
  return { inputs, takesMore: rest.some((parameter) => parameter.kind === "var_keyword") };
}

function parameterKind(parameter: Parameter, context: CallContext): "input" | "resource" | { readonly doubt: string } {
  if (!parameter.annotation) return "input";
  return annotationKind(parameter.annotation(), context, 0);
}

function annotationKind(annotation: Value, context: CallContext, depth: number): "input" | "resource" | { readonly doubt: string } {
  if (depth > 30) return { doubt: "its annotation's bases are nested too deeply" };
  switch (annotation.type) {
    case "class": {
      let doubt: { readonly doubt: string } | null = null;
      for (const base of annotation.bases) {
        const kind = annotationKind(base, context, depth + 1);
        if (kind === "resource") return kind;
        if (kind !== "input") doubt = kind;
      }
      return doubt ?? "input";
    }
    case "native_function": case "native": {
      const name = annotation.type === "native" ? annotation.className : annotation.className ?? annotation.name;
      return RESOURCE_CLASSES.test(name) ? "resource" : "input";
    }
    case "external":
      if (RESOURCE_CLASSES.test(annotation.qualifiedName)) return "resource";
      if (DATA_LIBRARIES.test(annotation.qualifiedName) || !annotation.qualifiedName.includes(".") || annotation.qualifiedName.startsWith("dagster.")) return "input";
      return { doubt: `its type ${annotation.qualifiedName} is not part of the project` };
    case "unknown":
      return { doubt: annotation.reason };
    case "str": return { doubt: "its annotation is text" };
    default: return "input";
  }
}

/** The function below decorators, also below ones that could not be followed. Null when there is none. */
export function functionOf(value: Value | undefined, depth = 0): FunctionValue | null {
  if (!value || depth > 20) return null;
  if (value.type === "function") {
    const wrapped = value.attributes.get("__wrapped__");
    return wrapped ? functionOf(wrapped, depth + 1) ?? value : value;
  }
  if (value.type === "method") return value.function.type === "function" ? value.function : null;
  if (value.type === "unknown") {
    for (const inner of [...(value.args?.positional ?? []), ...(value.candidates ?? [])]) {
      const found = functionOf(inner, depth + 1);
      if (found) return found;
    }
  }
  if (value.type === "native" && value.data instanceof ComposedFunction) return value.data.fn;
  return null;
}

/** What `@op`, `@graph` and friends keep of the function that they decorate. */
export class ComposedFunction {
  readonly fn: FunctionValue;
  readonly name: string;
  readonly description: Value;
  constructor(fn: FunctionValue, name: string, description: Value) { this.fn = fn; this.name = name; this.description = description; }
}

export const noFunction = (name: string, span: SourceSpan): Value => unknownValue(`@${name} decorates something that is not a function that can be read`, span);
