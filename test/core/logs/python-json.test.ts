/** Text on the left, what it is on the right; a new case is a new row. */
import { expect, test } from "vitest";
import type { Json } from "../../../shared/model.ts";
import { parsePythonJson, PythonJsonError, tooDeep } from "../../../main/core/logs/python-json.ts";

const own = (key: string, value: Json): { [key: string]: Json } => Object.fromEntries([[key, value]]);

test.each<[string, Json]>([
  ["null", null],
  ["[true, false]", [true, false]],
  ['{"a": 1.5, "b": -0.25e-3}', { a: 1.5, b: -0.00025 }],
  ["NaN", "NaN"],
  ["[NaN, Infinity, -Infinity]", ["NaN", "Infinity", "-Infinity"]],
  ['{"a": NaN}', { a: "NaN" }],
  ['{"a": "NaN, Infinity: NaN", "b": "12345678901234567890"}', { a: "NaN, Infinity: NaN", b: "12345678901234567890" }],
  ["9007199254740991", 9007199254740991],
  ["[9007199254740993]", ["9007199254740993"]],
  ["[9223372036854775813, -9223372036854775809]", ["9223372036854775813", "-9223372036854775809"]],
  ["[1180591620717411303424]", ["1180591620717411303424"]],
  // A float that long is a double in Python too.
  ["[0.30000000000000004, 12345678901234567.0, 1e22]", [0.30000000000000004, 12345678901234568, 1e22]],
  ["[1e400, -1e400]", ["1e400", "-1e400"]],
  ['[1e+308, "a1e999"]', [1e308, "a1e999"]],
  // The last of duplicate keys, on the fast and on the careful path.
  ['{"a": 1, "a": 2}', { a: 2 }],
  ['{"a": NaN, "a": 2}', { a: 2 }],
  ['{"__proto__": {"x": 1}}', own("__proto__", { x: 1 })],
  ['{"__proto__": {"x": NaN}}', own("__proto__", { x: "NaN" })],
  ['{"constructor": NaN, "toString": 1}', { constructor: "NaN", toString: 1 } as unknown as Json],
  ['["\\u00e9\\n\\"\\\\", NaN]', ['é\n"\\', "NaN"]],
  ['["\\ud83d\\ude00", NaN]', ["😀", "NaN"]],
  ['["\\\\", "\\\\\\"", NaN]', ["\\", '\\"', "NaN"]],
  [" [ NaN , { } , [ ] ] ", ["NaN", {}, []]],
])("%s", (text, value) => {
  const read = parsePythonJson(text);
  expect(read).toEqual(value);
  expect(JSON.stringify(read)).toBe(JSON.stringify(value));
});

test("keys of JavaScript's own change no prototype", () => {
  const read = parsePythonJson('{"__proto__": {"polluted": NaN}}');
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test.each([
  ["", "the text ends early at character 0"],
  ['{"a": 1', "no comma at character 7"],
  ['{"a" 1}', "no colon at character 5"],
  ['{"a": NaN} x', "text after the end at character 11"],
  ['["abc', "a string without an end at character 1"],
  ['["a\\', "a string without an end at character 1"],
  ['["\\q", NaN]', "a broken string at character 5"],
  ["[nan]", "no value at character 1"],
  ["[1,]", "no value at character 3"],
  ["[01]", "no comma at character 2"],
])("%j is refused: %s", (text, message) => {
  expect(() => parsePythonJson(text)).toThrow(new PythonJsonError(message));
});

test("nesting of 100,000 levels is cut, what stands beside it is read", () => {
  const deep = `{"deep": ${"[".repeat(100_000)}${"]".repeat(100_000)}, "beside": NaN}`;
  const read = parsePythonJson(deep) as { [key: string]: Json };
  expect(read["beside"]).toBe("NaN");
  let inner: Json | undefined = read["deep"];
  while (Array.isArray(inner) && inner.length > 0) inner = inner[0] as Json;
  expect(inner).toBe(tooDeep);
});

test("a text of 10 MB of backslashes and quotes is read in time", () => {
  const text = `["${"\\\\\\\"".repeat(2_500_000)}", NaN]`;
  const began = performance.now();
  expect((parsePythonJson(text) as string[])[0]).toHaveLength(5_000_000);
  expect(performance.now() - began).toBeLessThan(5_000);
});
