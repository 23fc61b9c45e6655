/**
 * `defs.yaml` / `component.yaml`, with one or several documents -> definitions: the project's own component classes are made and asked
 * for `build_defs`; library components are read by library-components.ts; `post_processing` is applied after. A type that is not
 * known becomes a problem at its line (dagster 1.10-1.13, `components/core/decl.py`).
 */
import { isMap, isScalar, LineCounter, parseAllDocuments, type Document } from "yaml";
import { allFields, resolutionOrder } from "../python/interpreter/class-facts.ts";
import { unknownValue, type CallContext, type ClassValue, type Value } from "../python/values.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { makeAssetSpec } from "./asset-spec.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { addReferences } from "./code-references.ts";
import { buildComponent } from "./component-classes.ts";
import { definitionsIn } from "./definitions-object.ts";
import { LIBRARY_COMPONENTS } from "./library-components.ts";
import { moduleNameOf, type DefsPlace } from "./load-context.ts";
import { AssetsDefinitionData, AssetSpecData, dataOf, DefinitionsData, MetadataValueData, type SpecFields } from "./objects.ts";
import type { ComponentDocument } from "./component-document.ts";
import { postProcess } from "./post-processing.ts";
import { annotationText, makeModel, resolveField } from "./resolve-fields.ts";
import { dict, isUnknownValue, mergeDicts } from "./read-values.ts";
import { renderTree, type TemplateScope } from "./templates.ts";
import type { Session } from "./session.ts";

export function loadComponentFile(file: string, place: DefsPlace, loadContext: Value, loadChildren: () => readonly DefinitionsData[], session: Session, context: CallContext): readonly DefinitionsData[] {
  const text = session.readText(file);
  if (text === null) return [];
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => loadDocument(document, lines, file, place, loadContext, loadChildren, session, context));
}

function spanOf(document: Document, lines: LineCounter, file: string): SourceSpan {
  const range = document.contents?.range;
  return range ? { file, line: lines.linePos(range[0]).line, endLine: lines.linePos(Math.max(range[0], range[1] - 1)).line } : { file, line: 1 };
}

function loadDocument(document: Document, lines: LineCounter, file: string, place: DefsPlace, loadContext: Value, loadChildren: () => readonly DefinitionsData[], session: Session, context: CallContext): readonly DefinitionsData[] {
  const span = spanOf(document, lines, file);
  const error = document.errors[0];
  if (error) {
    session.report({ severity: "error", code: "dagster.component-yaml", message: `Not valid YAML: ${error.message.split("\n")[0] ?? ""}`, at: { file, line: error.linePos?.[0]?.line ?? span.line } });
    return [];
  }
  if (!isMap(document.contents)) return [];
  const typeNode = document.contents.get("type", true);
  const type = isScalar(typeNode) && typeof typeNode.value === "string" ? typeNode.value : null;
  if (type === null) {
    session.report({ severity: "error", code: "dagster.component-type", message: "A component says no type", at: span });
    return [];
  }
  const scope: TemplateScope = { loadContext, vars: templateVars(document, place, type, session, context), values: additionalScope(type, context), library: (name) => session.resolve(`dagster.${name}`) };
  const attributes = renderTree(document.contents.get("attributes", true), lines, file, scope, context);
  const component: ComponentDocument = { type, attributes, file, span, place, scope };
  const built = buildDocument(component, loadContext, loadChildren, session, context);
  const processing = renderTree(document.contents.get("post_processing", true) ?? document.contents.get("asset_post_processors", true), lines, file, scope, context);
  return built.map((data) => postProcess(withOrigin(data, component), processing, session, context));
}

/** Dagster adds to every asset of a component where its YAML is and which component made it. */
function withOrigin(data: DefinitionsData, component: ComponentDocument): DefinitionsData {
  const name = component.type.slice(component.type.lastIndexOf(".") + 1);
  const origin: Value = { type: "native", className: "dagster.ObjectMetadataValue", data: new MetadataValueData({ type: "object", value: name }) };
  const add = (spec: SpecFields): SpecFields => {
    const changed = addReferences(spec, [{ kind: "local", file: component.file, line: component.span.line, label: null }]);
    return { ...changed, metadata: mergeDicts(changed.metadata, dict([["dagster/component_origin", origin]])) };
  };
  return data.with({
    assets: data.assets.map((value) => {
      const definition = dataOf(value, AssetsDefinitionData);
      if (definition && !definition.isSourceAsset) return makeAssetsDefinition(definition.with({ specs: definition.specs.map(add), checks: definition.checks.map((check) => ({ ...check, metadata: mergeDicts(check.metadata, dict([["dagster/component_origin", origin]])) })) }));
      const spec = dataOf(value, AssetSpecData);
      return spec ? makeAssetSpec(add(spec.spec), spec.root) : value;
    }),
  });
}

function buildDocument(component: ComponentDocument, loadContext: Value, loadChildren: () => readonly DefinitionsData[], session: Session, context: CallContext): readonly DefinitionsData[] {
  const name = component.type.slice(component.type.lastIndexOf(".") + 1);
  if (/^dagster\.(.*\.)?DefsFolderComponent$/.test(component.type)) return loadChildren();
  const library = LIBRARY_COMPONENTS[`${component.type.split(".")[0] ?? ""}.${name}`];
  if (library) return [library(component, session, context)];
  const module = component.type.startsWith(".") ? moduleNameOf(component.place, component.place.path) + component.type.slice(0, component.type.lastIndexOf(".")) : component.type.slice(0, component.type.lastIndexOf("."));
  const owner = context.importModule(module.replace(/\.$/, ""));
  const made: Value | undefined = isUnknownValue(owner) ? undefined : owner.names.get(name);
  if (!made || made.type === "unknown" || made.type === "external") {
    const reason = isUnknownValue(owner) ? owner.reason : made?.type === "unknown" ? made.reason : "is not part of the project";
    session.report({ severity: "warning", code: "dagster.component-unknown", message: `Component ${component.type} is not read: ${reason}`, at: component.span, hint: "Its assets are missing from the catalog." });
    return [];
  }
  const inherited = made.type === "class" ? libraryBase(made, context) : null;
  const instance = made.type === "class" ? instantiate(made, component, loadContext, session, context) : context.call(made, []);
  const build = instance.type === "instance" ? context.getAttribute(instance, "build_defs") : instance;
  // A project's subclass of a library component that leaves build_defs alone: read as the library's, with what it overrides unknown.
  if (inherited && build.type === "unknown") return [inherited(component, session, context, instance)];
  const result = buildComponent(instance, loadContext, session, context);
  const { parts, unknowns } = definitionsIn(result, context);
  for (const unknown of unknowns) {
    session.report({ severity: "warning", code: "dagster.component-unknown", message: `What component ${component.type} builds cannot be read: ${unknown.reason}`, at: component.span, ...(unknown.span ? { hint: `Decided at ${unknown.span.file}:${unknown.span.line}` } : {}) });
  }
  if (parts.length === 0 && unknowns.length === 0) session.report({ severity: "warning", code: "dagster.component-unknown", message: `What component ${component.type} builds cannot be read`, at: component.span });
  return parts;
}

function libraryBase(made: ClassValue, context: CallContext): (typeof LIBRARY_COMPONENTS)[string] | null {
  for (const base of context.nativeBases(made)) {
    const found = LIBRARY_COMPONENTS[`${base.split(".")[0] ?? ""}.${base.slice(base.lastIndexOf(".") + 1)}`];
    if (found) return found;
  }
  return null;
}

/** `Component.load(attributes, context)`: the class's fields out of the YAML, each resolved by its annotation. */
function instantiate(made: ClassValue, component: ComponentDocument, loadContext: Value, session: Session, context: CallContext): Value {
  const { attributes } = component;
  if (attributes.type === "unknown") return unknownValue(attributes.reason, component.span);
  if (made.attributes.has("load")) {
    const model = made.attributes.has("get_model_cls") ? context.call(context.getAttribute(made, "get_model_cls"), []) : undefined;
    const params = model?.type === "class" ? makeModel(model, attributes, session, context) : attributes;
    return context.call(context.getAttribute(made, "load"), [params, loadContext]);
  }
  const fields = allFields(made);
  const named = new Map<string, Value>();
  if (attributes.type === "dict") {
    for (const [key, value] of attributes.entries) {
      if (key.type !== "str") continue;
      const field = fields.find((one) => one.name === key.value);
      named.set(key.value, field ? resolveField(value, annotationText(field.span, session), made, session, context) : value);
    }
  }
  return context.call(made, [], named);
}

/** `get_additional_scope`, the older way: a dict of names as they are. */
function additionalScope(type: string, context: CallContext): ReadonlyMap<string, Value> {
  const owner = type.startsWith(".") ? null : context.importModule(type.slice(0, type.lastIndexOf(".")));
  const made = owner && !isUnknownValue(owner) ? owner.names.get(type.slice(type.lastIndexOf(".") + 1)) : undefined;
  if (made?.type !== "class" || !resolutionOrder(made).some((one) => one.attributes.has("get_additional_scope"))) return new Map();
  const scope = context.call(context.getAttribute(made, "get_additional_scope"), []);
  return new Map(scope.type === "dict" ? scope.entries.flatMap(([name, value]): [string, Value][] => name.type === "str" ? [[name.value, value]] : []) : []);
}

/** `template_vars_module`, and static template variables of the class: functions that YAML calls by name. */
function templateVars(document: Document, place: DefsPlace, type: string, session: Session, context: CallContext): ReadonlyMap<string, Value> {
  const vars = new Map<string, Value>();
  const named = isMap(document.contents) ? document.contents.get("template_vars_module") : undefined;
  if (typeof named === "string") {
    const module = context.importModule(named.startsWith(".") ? moduleNameOf(place, place.path) + named : named);
    if (!isUnknownValue(module)) for (const [name, value] of module.names) vars.set(name, value);
    else session.report({ severity: "warning", code: "dagster.component-template", message: `Template variables of ${named} cannot be read: ${module.reason}`, at: { file: place.path, line: 1 } });
  }
  const owner = type.startsWith(".") ? null : context.importModule(type.slice(0, type.lastIndexOf(".")));
  const made = owner && !isUnknownValue(owner) ? owner.names.get(type.slice(type.lastIndexOf(".") + 1)) : undefined;
  if (made?.type === "class") {
    for (const one of resolutionOrder(made)) for (const name of one.attributes.keys()) if (!name.startsWith("_") && !vars.has(name)) vars.set(name, context.getAttribute(made, name));
  }
  return vars;
}
