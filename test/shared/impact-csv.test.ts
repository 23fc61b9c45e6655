import { expect, test } from "vitest";
import { formatImpact } from "../../shared/impact-csv.ts";
import { unknown } from "../../shared/unknown.ts";

test("a line a row: lists joined, what is unknown told from what there is none of", () => {
  const row = { asset: "kpi", column: "revenue", distance: 2, path: ["raw.amount", "orders.net", "kpi.revenue"], owners: ["team:growth", "ada@example.com"], group: "marts", kinds: ["dbt"], checks: ["fresh", "positive"] };
  expect(formatImpact([row, { ...row, column: null, path: ["raw", "kpi"], owners: unknown("read from the environment variable OWNER"), group: unknown("a, b"), kinds: [], checks: [] }])).toBe([
    "asset,column,distance,group,owners,kinds,checks,path",
    "kpi,revenue,2,marts,team:growth ada@example.com,dbt,fresh positive,raw.amount > orders.net > kpi.revenue",
    'kpi,,2,"unknown: a, b",unknown: read from the environment variable OWNER,,,raw > kpi', "",
  ].join("\r\n"));
});
