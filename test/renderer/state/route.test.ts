import { describe, expect, it } from "vitest";
import { assetHref, formatRoute, parseRoute, type Route } from "../../../renderer/state/route.ts";

describe("addresses", () => {
  const routes: readonly Route[] = [
    { view: "welcome" }, { view: "problems" }, { view: "read" }, { view: "history" }, { view: "settings", peek: "a/b" },
    { view: "catalog" },
    { view: "catalog", select: 'group:"marts/*" and not owner:<null>', sort: "-rows", only: "unknown", isTree: true, peek: "shop/mart/fct_sales" },
    { view: "asset", key: "shop/mart/fct_sales", tab: "overview" },
    { view: "asset", key: "shop/mart/fct_sales", tab: "columns", column: "a b&c=d" },
    { view: "columns" }, { view: "columns", text: "amount & more", isBroken: true, peek: "a/b" },
    { view: "column", key: "shop/mart/fct_sales", column: "revenue" },
    { view: "column", key: "a/b", column: "x/y?z", direction: "upstream", depth: 2, isInferred: true, isTable: true, peek: "c" },
    { view: "impact", key: "a/b" },
    { view: "impact", key: "a/b", column: "c", owner: "team:x", group: "g/h", kind: "dbt", isUnguarded: true, sort: "-asset" },
    { view: "asset", key: "a", tab: "history", partition: "2026-01-01|eu/west" },
  ];
  it.each(routes.map((route) => [formatRoute(route), route] as const))("%s comes back as it was", (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each(["a/b", "..", "../../etc/passwd", "a\\/b", '"quotes"', "line\nbreak", "#/catalog?x", "😀/é", "", "%2F", "a?b=c&d", "x".repeat(10_000)])("keeps the key %j", (key) => {
    const route = parseRoute(assetHref(key));
    expect(route).toMatchObject({ view: "asset", key, tab: "overview" });
  });

  it("makes half a surrogate pair something that an address can hold", () => {
    expect(parseRoute(assetHref("a\uD800b"))).toMatchObject({ key: "a\uFFFDb" });
    expect(parseRoute(assetHref("a\uDC00"))).toMatchObject({ key: "a\uFFFD" });
  });

  it("reads only directions and depths that there are", () => {
    expect(parseRoute("#/columns/a/b?direction=sideways&depth=-1&inferred=1&as=list")).toEqual({ view: "column", key: "a", column: "b" });
  });

  it.each(["", "#", "#/", "#/nowhere", "#catalog", "#/asset", "#/asset/a/nothing", "#/asset/%E0%A4%A/overview", "#/asset/a/history/more", "#/settings/x", "#/columns/a", "#/columns/a/b/c", "#/columns/%E0%A4%A/b", "#/impact", "#/impact/a/b", "javascript:alert(1)", `#/catalog?select=${"x".repeat(30_000)}`])(
    "%s leads nowhere", (hash) => {
      expect(parseRoute(hash)).toBeNull();
    });
});
