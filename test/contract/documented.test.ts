/** docs/api.md names every request, event and error code of the contract, and no other. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { requestParams, shellParams, type ApiError, type EventName } from "../../shared/api.ts";

const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");

function firstCells(heading: string): string[] {
  const lines = page.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const rows: string[] = [];
  for (let i = start + 2; lines[i]?.startsWith("|"); i++) rows.push(/`([^`]+)`/.exec(lines[i]!)![1]!);
  return rows;
}

// The compiler keeps these two lists whole.
const events: { readonly [N in EventName]: true } = { "project.changed": true, "index.progress": true, "index.changed": true, "settings.changed": true };
const codes: { readonly [C in ApiError["code"]]: true } = { bad_request: true, unknown_request: true, not_found: true, no_project: true, forbidden: true, unavailable: true, cancelled: true, internal: true };

describe("docs/api.md", () => {
  it("tells of every request", () => expect(firstCells("request")).toEqual([...Object.keys(requestParams), ...Object.keys(shellParams)]));
  it("tells of every event", () => expect(firstCells("event")).toEqual(Object.keys(events)));
  it("tells of every error code", () => expect(firstCells("error code")).toEqual(Object.keys(codes)));
});
