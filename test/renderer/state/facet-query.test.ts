import { describe, expect, it } from "vitest";
import { activeTerms, printSelection, toggleTerm, type FacetTerm } from "../../../renderer/state/facet-query.ts";
import { parseSelection } from "../../../shared/selection/parse.ts";

const group = (value: string | null): FacetTerm => ({ name: "group", value });

describe("a click on a facet", () => {
  const cases: readonly (readonly [before: string, term: FacetTerm, after: string])[] = [
    ["", group("marts"), "group:marts"],
    ["", { name: "owner", value: "team:finance" }, 'owner:"team:finance"'],
    ["", { name: "tag", value: "pii" }, "tag:pii"],
    ["", { name: "tag", value: "tier=gold" }, "tag:tier=gold"],
    ["", { name: "owner", value: null }, "owner:<null>"],
    ["group:marts", group("marts"), ""],
    ["group:marts", group("staging"), "group:marts or group:staging"],
    ["group:marts or group:staging", group("marts"), "group:staging"],
    ["group:marts", { name: "kind", value: "dbt" }, "group:marts and kind:dbt"],
    ["(group:a or group:b) and kind:dbt", { name: "kind", value: "dbt" }, "group:a or group:b"],
    ["group:a and kind:dbt", { name: "kind", value: "sql" }, "group:a and (kind:dbt or kind:sql)"],
    ['key:"shop/*"', group("a"), 'key:"shop/*" and group:a'],
    ["key:a or group:b", { name: "kind", value: "dbt" }, "(key:\"a\" or group:b) and kind:dbt"],
    ["orders", group("a"), '(key:"*orders*") and group:a'],
  ];
  it.each(cases)("%j + %j", (before, term, after) => {
    expect(toggleTerm(before, term)).toBe(after);
    if (after !== "") expect(parseSelection(after).error).toBeNull();
  });

  it("is undone by a second click", () => {
    const once = toggleTerm("not kind:dbt", group("marts"));
    expect(activeTerms(once)).toEqual([group("marts")]);
    expect(toggleTerm(once, group("marts"))).toBe("not kind:dbt");
  });
});

describe("a printed selection", () => {
  it.each(["*", 'key:"a*b"', "not group:a", "not (group:a or kind:b)", "+group:a", "2+key:a+3", "sinks(group:a and kind:b)", "tag:a=b", "tag:<null>", 'column:"order id"', "a", "group:a and kind:b or owner:c", "group:a and (kind:b or owner:c)", "not (not group:a)", "+(group:a or kind:b)+"].filter((text) => parseSelection(text).selection))(
    "%s parses to the same tree", (text) => {
      const { selection } = parseSelection(text);
      expect(parseSelection(printSelection(selection!)).selection).toEqual(selection);
    });
});
