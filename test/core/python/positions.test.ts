/** Every value says where it was written; a value that flows through names keeps that place. */
import { beforeAll, expect, test } from "vitest";
import { join } from "node:path";
import { createEvaluation, loadPythonParser } from "../../../main/core/python/evaluate.ts";
import { dictGet } from "../../../main/core/python/dict.ts";
import type { CallArgs, Host, Value } from "../../../main/core/python/values.ts";
import { memoryFiles } from "./memory-files.ts";

beforeAll(() => loadPythonParser(join(import.meta.dirname, "../../../node_modules")));

const calls: CallArgs[] = [];
/** A library `lib` whose `make(...)` keeps its arguments and whose `deco(...)` makes decorators. */
const host: Host = {
  resolve: (name) => {
    if (name === "lib.make") return { type: "native_function", name: "make", call: (args) => (calls.push(args), { type: "native", className: "lib.Made", data: args, span: args.span }) };
    if (name === "lib.Base") return { type: "native_function", name: "Base", className: "lib.Base", call: (args) => ({ type: "native", className: "lib.Base", data: args, span: args.span }) };
    return undefined;
  },
  instantiate: (instance, args) => {
    instance.native = { type: "native", className: "lib.Base", data: args, getAttribute: (name) => (name === "given" ? { type: "int", value: BigInt(args.named.size) } : undefined) };
  },
};

function load(files: Readonly<Record<string, string>>): ReadonlyMap<string, Value> {
  calls.length = 0;
  const evaluation = createEvaluation({ files: memoryFiles(new Map(Object.entries(files))), sourceRoots: [""], host });
  const module = evaluation.importModule("m");
  if (module.type !== "module") throw new Error(module.reason);
  return module.names;
}

test("arguments keep the place where they were written, also through names, spreads and modules", () => {
  load({
    "shared.py": "OWNERS = ['a']\nCOMMON = {\n    'group': 'g',\n    'tags': {'t': '1'},\n}\n",
    "m.py": "from lib import make\nfrom shared import COMMON, OWNERS\nname = (\n    'n'\n)\nx = make(\n    name,\n    owners=OWNERS,\n    **COMMON,\n)\n",
  });
  const [args] = calls;
  expect(args?.span).toMatchObject({ file: "m.py", line: 6, endLine: 10 });
  expect(args?.spans.get("0")).toMatchObject({ line: 7 });
  expect(args?.spans.get("owners")).toMatchObject({ line: 8 });
  expect(args?.positional[0]?.span).toMatchObject({ file: "m.py", line: 4 });
  expect(args?.named.get("owners")?.span).toMatchObject({ file: "shared.py", line: 1 });
  expect(args?.named.get("group")?.span).toMatchObject({ file: "shared.py", line: 3 });
  expect(args?.spans.get("tags")).toMatchObject({ file: "shared.py", line: 4 });
});

test("a function spans from its first decorator to the last line of its body", () => {
  const names = load({ "m.py": "import other\n\n@other.a\n@other.b(\n    1,\n)\nasync def f(\n    x,\n    y: int = 2,\n) -> int:\n    '''Doc.'''\n    return 1\n\n\nclass C:\n    def m(self): pass\n" });
  const f = names.get("f");
  expect(f?.type === "function" && { line: f.span.line, endLine: f.span.endLine, defLine: f.defLine, isAsync: f.isAsync, decorators: f.decorators, parameters: f.parameters.map((parameter) => [parameter.name, parameter.hasDefault, parameter.span.line]) }).toEqual({
    line: 3, endLine: 12, defLine: 7, isAsync: true, decorators: ["", "other.a"], parameters: [["x", false, 8], ["y", true, 9]],
  });
});

test("entries of a dict and items of a list have their own places", () => {
  const d = load({ "m.py": "d = {\n    'a': 1,\n    'b': [\n        2,\n    ],\n}\n" }).get("d");
  if (d?.type !== "dict") throw new Error("no dict");
  expect(dictGet(d, "a")?.span?.line).toBe(2);
  const b = dictGet(d, "b");
  expect([b?.span?.line, b?.type === "list" ? b.items[0]?.span?.line : 0]).toEqual([3, 4]);
});

test("values of a YAML file stand in that file", () => {
  const names = load({ "m.py": "import yaml\nfrom pathlib import Path\nc = yaml.safe_load((Path(__file__).parent / 'c.yaml').read_text())\n", "c.yaml": "a: 1\ntables:\n  - name: orders\n" });
  const c = names.get("c");
  const tables = c?.type === "dict" ? dictGet(c, "tables") : undefined;
  const first = tables?.type === "list" ? tables.items[0] : undefined;
  expect(first?.type === "dict" ? dictGet(first, "name") : undefined).toMatchObject({ type: "str", value: "orders", span: { file: "c.yaml", line: 3 } });
});

test("what an unknown call was given stays reachable", () => {
  const x = load({ "m.py": "from elsewhere import wrap\nitems = [1, 2]\nx = wrap(items, key='k')\n" }).get("x");
  expect(x).toMatchObject({ type: "unknown", reason: "calls elsewhere.wrap, which is not part of the project", span: { file: "m.py", line: 3 } });
  expect(x?.type === "unknown" && [x.args?.positional[0]?.type, x.args?.named.get("key")?.type]).toEqual(["list", "str"]);
});

test("a library's base class makes its part of an instance once", () => {
  const names = load({ "m.py": "from lib import Base\nclass A(Base):\n    size: int = 4\n    def twice(self): return self.size * 2\nclass B(A):\n    def __init__(self, extra):\n        super().__init__(size=5, other=1)\n        self.extra = extra\na = A(size=3)\nb = B(7)\nr = [a.twice(), a.given, b.twice(), b.given, b.extra]\n" });
  const r = names.get("r");
  expect(r?.type === "list" && r.items.map((item) => (item.type === "int" ? Number(item.value) : item.type))).toEqual([6, 1, 10, 2, 7]);
});

test("files that the result depends on are listed with their hash, and null where they were missed", () => {
  const evaluation = createEvaluation({ files: memoryFiles(new Map([["m.py", "import pkg.gone\n"], ["pkg/__init__.py", ""]])), sourceRoots: [""], host });
  evaluation.importModule("m");
  expect([...evaluation.filesRead].map(([file, hash]) => [file, hash === null])).toEqual(expect.arrayContaining([["m.py", false], ["pkg/gone.py", true]]));
  expect(evaluation.problems).toMatchObject([{ code: "python.import-missing", severity: "warning", at: { file: "m.py", line: 1 }, stage: "python" }]);
});
