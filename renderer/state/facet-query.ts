/**
 * A click on a facet <-> the text of the selection. `group:a and (kind:x or kind:y)` is read as facets; what is not such a
 * conjunction is kept whole, in brackets, with the new term beside it. Pure.
 */
import { quoteSelectionValue } from "../../shared/selection/complete.ts";
import { parseSelection } from "../../shared/selection/parse.ts";
import type { Selection } from "../../shared/selection/syntax.ts";
import { upgradeSelection } from "../../shared/selection/upgrade.ts";

export type FacetName = "group" | "kind" | "owner" | "tag" | "code_location";

/** `value` null is `<null>`; a tag's value is `key` or `key=value`. */
export interface FacetTerm {
  readonly name: FacetName;
  readonly value: string | null;
}

export function formatTerm(term: FacetTerm): string {
  if (term.value === null) return `${term.name}:<null>`;
  if (term.name !== "tag") return `${term.name}:${quoteSelectionValue(term.value)}`;
  const at = term.value.indexOf("=");
  if (at < 0) return `tag:${quoteSelectionValue(term.value)}`;
  return `tag:${quoteSelectionValue(term.value.slice(0, at))}=${quoteSelectionValue(term.value.slice(at + 1))}`;
}

/** Adds the term, or takes it away when it is there. Terms of one facet are alternatives. */
export function toggleTerm(select: string, term: FacetTerm): string {
  if (select.trim() === "") return formatTerm(term);
  const parts = readParts(select);
  if (parts === null) return `(${upgradeSelection(select) ?? `key:${quoteSelectionValue(`*${select.trim()}*`)}`}) and ${formatTerm(term)}`;
  const mine = parts.findIndex((part) => part.kind === "facet" && part.terms.some((one) => one.name === term.name));
  const part = parts[mine];
  if (part?.kind !== "facet") return formatParts([...parts, { kind: "facet", terms: [term] }]);
  const without = part.terms.filter((one) => !isSame(one, term));
  const terms = without.length < part.terms.length ? without : [...part.terms, term];
  return formatParts(parts.map((one, i) => (i === mine ? { kind: "facet" as const, terms } : one)).filter((one) => one.kind !== "facet" || one.terms.length > 0));
}

/** The terms that are set by now. */
export function activeTerms(select: string): readonly FacetTerm[] {
  if (select.trim() === "") return [];
  return (readParts(select) ?? []).flatMap((part) => (part.kind === "facet" ? part.terms : []));
}

export function hasTerm(terms: readonly FacetTerm[], term: FacetTerm): boolean {
  return terms.some((one) => isSame(one, term));
}

function isSame(a: FacetTerm, b: FacetTerm): boolean {
  return a.name === b.name && a.value === b.value;
}

type Part = { readonly kind: "facet"; readonly terms: readonly FacetTerm[] } | { readonly kind: "other"; readonly text: string };

/** The members of the outermost `and`; null where the text is not in the language. */
function readParts(select: string): Part[] | null {
  const { selection } = parseSelection(select);
  if (selection === null) return null;
  return splitAnd(selection).map((member) => {
    const terms = splitOr(member).map(readTerm);
    const name = terms[0]?.name;
    if (terms.every((term): term is FacetTerm => term !== null && term.name === name)) return { kind: "facet", terms };
    return { kind: "other", text: printSelection(member) };
  });
}

function splitAnd(selection: Selection): Selection[] {
  return selection.kind === "and" ? [...splitAnd(selection.left), ...splitAnd(selection.right)] : [selection];
}

function splitOr(selection: Selection): Selection[] {
  return selection.kind === "or" ? [...splitOr(selection.left), ...splitOr(selection.right)] : [selection];
}

function readTerm(selection: Selection): FacetTerm | null {
  if (selection.kind === "attribute") {
    const { name, value } = selection;
    return name === "group" || name === "kind" || name === "owner" || name === "code_location" ? { name, value } : null;
  }
  if (selection.kind !== "pair" || selection.name !== "tag" || selection.value === null) return null;
  if (selection.key === null) return selection.value === undefined ? { name: "tag", value: null } : null;
  return { name: "tag", value: selection.value === undefined || selection.value === "" ? selection.key : `${selection.key}=${selection.value}` };
}

function formatParts(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.kind === "other") return parts.length > 1 && part.text.includes(" or ") ? `(${part.text})` : part.text;
      const terms = part.terms.map(formatTerm).join(" or ");
      return part.terms.length > 1 && parts.length > 1 ? `(${terms})` : terms;
    })
    .join(" and ");
}

function printValue(value: string | null): string {
  return value === null ? "<null>" : quoteSelectionValue(value);
}

/** A tree as text that parses to the same tree. */
export function printSelection(selection: Selection): string {
  switch (selection.kind) {
    case "all":
      return "*";
    case "key":
      return `key:"${selection.pattern}"`;
    case "attribute":
      return `${selection.name}:${printValue(selection.value)}`;
    case "pair":
      return `${selection.name}:${printValue(selection.key)}${selection.value === undefined ? "" : `=${printValue(selection.value)}`}`;
    case "not_materialized_in_hours":
      return `not_materialized_in_hours:${selection.hours}`;
    case "not":
      return `not ${inBrackets(selection.of)}`;
    case "and":
      return `${inBrackets(selection.left, "and")} and ${inBrackets(selection.right)}`;
    case "or":
      return `${inBrackets(selection.left, "or")} or ${inBrackets(selection.right)}`;
    case "walk": {
      const up = selection.up === undefined ? "" : `${selection.up ?? ""}+`;
      const down = selection.down === undefined ? "" : `+${selection.down ?? ""}`;
      return `${up}${inBrackets(selection.of)}${down}`;
    }
    case "sinks":
    case "roots":
      return `${selection.kind}(${printSelection(selection.of)})`;
  }
}

function inBrackets(selection: Selection, same?: "and" | "or"): string {
  const needs = ((selection.kind === "all" && same === undefined) || selection.kind === "and" || selection.kind === "or" || selection.kind === "not" || selection.kind === "walk") && selection.kind !== same;
  return needs ? `(${printSelection(selection)})` : printSelection(selection);
}
