import { describe, expect, it } from "vitest";
import { renderJinja } from "../../../main/core/sql/jinja.ts";
import { sqlLineage } from "../../../main/core/sql/sql-lineage.ts";

const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();

describe("Jinja in SQL", () => {
  it.each([
    ["a model", "select * from {{ ref('orders') }} o", "select * from orders o"],
    ["a model of a package", "select * from {{ ref('shop', 'orders') }}", "select * from orders"],
    ["a model with a version", "select * from {{ ref('orders', v=2) }}", "select * from orders"],
    ["a source", 'select * from {{ source("raw", "orders") }}', "select * from raw.orders"],
    ["a name that wants quotes", "select * from {{ source('my-raw', 'orders') }}", 'select * from "my-raw".orders'],
    ["settings and comments", "{{ config(materialized='table') }}{# select wrong from nowhere #}select 1", "select 1"],
    ["whitespace control", "select 1 {%- if true -%} , 2 {%- endif -%}", "select 1 , 2"],
    ["the first branch", "select {% if target.name == 'dev' %}a{% elif x %}b{% else %}c{% endif %} from t", "select a from t"],
    ["conditions inside conditions", "select {% if x %}{% if y %}a{% else %}b{% endif %}{% else %}c{% endif %} from t", "select a from t"],
    ["an unrolled loop", "select {% for m in ['card', 'cash'] %}{{ m }}_amount{% if not loop.last %},{% endif %} {% endfor %} from t", "select card_amount , cash_amount from t"],
    ["a list by name", "{% set xs = ['a', 'b'] %}select {% for x in xs %}{{ x }}{{ ',' if not loop.last }}{% endfor %} from t", null],
    ["values by name", "{% set days = 7 %}select {{ days }} as n", "select 7 as n"],
    ["a variable's default", "select {{ var('days', 30) }} as n", "select 30 as n"],
    ["a macro's definition", "{% macro m(x) %}select nonsense{% endmacro %}select 1", "select 1"],
    ["a snapshot", "{% snapshot s %}select id from t{% endsnapshot %}", "select id from t"],
  ])("%s", (_, template, expected) => {
    const rendered = renderJinja(template);
    if (expected !== null) expect(squeezed(rendered.text)).toBe(expected);
    expect(rendered.text.split("\n").length).toBe(template.split("\n").length);
  });

  it("keeps lines and says what it does not evaluate", () => {
    const template = "{{\n  config(a=1)\n}}\n{% set xs = ['a', 'b'] %}\nselect\n  {% for x in xs %}\n  sum({{ x }}) as {{ x }}_sum,\n  {% endfor %}\n  {{ cents(\n    'amount') }} as amount\nfrom {{ ref('orders') }}";
    const rendered = renderJinja(template);
    expect(rendered.text.split("\n").length).toBe(template.split("\n").length);
    expect(rendered.problems).toEqual([{ message: "{{ cents(\n    'amount') }} is not evaluated", line: 9 }]);
    const { columns } = sqlLineage({ sql: template, dialect: "duckdb", tables: [{ key: "orders", names: ["orders"], columns: [] }] });
    expect(columns.map(({ name, line, sources }) => [name, line, sources.map((source) => `${source.key}.${source.column}`)])).toEqual([["a_sum", 7, ["orders.a"]], ["b_sum", 7, ["orders.b"]], ["amount", 9, []]]);
  });

  it("does not grow without bound", () => {
    const list = `[${Array.from({ length: 300 }, (_, i) => i).join(",")}]`;
    const nested = `${`{% for x in ${list} %}`.repeat(4)}a${"{% endfor %}".repeat(4)}`;
    expect(renderJinja(nested).text.length).toBeLessThan(5_000_000);
  });
});
