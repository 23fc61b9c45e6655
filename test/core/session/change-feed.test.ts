import { expect, test, vi } from "vitest";
import { createChangeFeed } from "../../../main/core/change-feed.ts";

function feed(): { told: (readonly string[] | null)[]; changes: ReturnType<typeof createChangeFeed> } {
  const told: (readonly string[] | null)[] = [];
  return { told, changes: createChangeFeed((keys) => told.push(keys)) };
}

test("the first at once, those that follow in one, then at once again", () => {
  vi.useFakeTimers();
  const { told, changes } = feed();
  changes.add(new Set(["a"]));
  expect(told).toEqual([["a"]]);
  changes.add(new Set(["b"]));
  changes.add(new Set(["c", "b"]));
  expect(told.length).toBe(1);
  vi.advanceTimersByTime(200);
  expect(told).toEqual([["a"], ["b", "c"]]);
  vi.advanceTimersByTime(200);
  changes.add(new Set(["d"]));
  expect(told.at(-1)).toEqual(["d"]);
  vi.useRealTimers();
});

test("anything together with something is anything; so are very many", () => {
  const { told, changes } = feed();
  changes.add(new Set());
  changes.add(new Set(["a"]));
  changes.add(null);
  changes.flush();
  changes.add(new Set(Array.from({ length: 501 }, (_, i) => `k${i}`)));
  changes.flush();
  expect(told).toEqual([[], null, null]);
});

test("what is held back when it closes is not told", () => {
  vi.useFakeTimers();
  const { told, changes } = feed();
  changes.add(new Set(["a"]));
  changes.add(new Set(["b"]));
  changes.close();
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([["a"]]);
  vi.useRealTimers();
});
