/** Inputs made to break the reader: the process survives, the rest of the file is read, the problem is named. */
import { beforeAll, expect, test } from "vitest";
import { join } from "node:path";
import { createEvaluation, type Evaluation, loadPythonParser } from "../../../main/core/python/evaluate.ts";
import { describeValue } from "./describe-value.ts";
import { memoryFiles } from "./memory-files.ts";

beforeAll(() => loadPythonParser(join(import.meta.dirname, "../../../node_modules")));

function run(files: Readonly<Record<string, string>>, options: { maxSteps?: number } = {}): { show: (name: string) => string; evaluation: Evaluation; codes: string[] } {
  const evaluation = createEvaluation({ files: memoryFiles(new Map(Object.entries(files))), sourceRoots: [""], host: { resolve: () => undefined }, ...options });
  const module = evaluation.importModule("m");
  if (module.type !== "module") throw new Error(module.reason);
  return {
    evaluation,
    codes: evaluation.problems.map((problem) => `${problem.code} ${problem.at?.file}:${problem.at?.line}`),
    show: (name) => {
      const value = module.names.get(name);
      return value ? describeValue(value) : "not bound";
    },
  };
}
const one = (text: string, options?: { maxSteps?: number }) => run({ "m.py": text }, options);

test("100,000 nested parentheses are cut out in time, the rest is read", () => {
  const started = performance.now();
  const { show, codes } = one(`before = 1\ndeep = ${"(".repeat(100_000)}1${")".repeat(100_000)}\nafter = 2\n`);
  expect([show("before"), show("after")]).toEqual(["1", "2"]);
  expect(show("deep")).toMatch(/^unknown: is nested too deeply or too long/);
  expect(codes).toEqual(["python.syntax m.py:2"]);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("100,000 opening brackets that never close", () => {
  const { show, codes } = one(`before = 1\ndef f(): return 3\ndeep = ${"[".repeat(100_000)}\ndef g(): return 4\nafter = g()\n`);
  expect([show("before"), show("after"), show("f")]).toEqual(["1", "4", "<function f>"]);
  expect(codes.some((code) => code.startsWith("python.syntax m.py:3"))).toBe(true);
});

test("a dict 3,000 levels deep", () => {
  const { show } = one(`d = ${'{"a": '.repeat(3_000)}1${"}".repeat(3_000)}\nafter = d["a"]["a"] is not None\n`);
  expect(show("after")).toBe("True");
});

test.each([
  ["not", `x = ${"not ".repeat(50_000)}True`],
  ["minus", `x = ${"-".repeat(50_000)}1`],
  ["attributes", `y = 1\nx = y${".a".repeat(50_000)}`],
  ["calls", `def f(): return f\nx = f${"()".repeat(50_000)}`],
  ["lambda", `x = ${"lambda: ".repeat(20_000)}1`],
  ["conditional", `x = ${"1 if a else ".repeat(20_000)}2`],
  ["sum", `x = ${"1 + ".repeat(50_000)}1`],
  ["power", `x = ${"2 ** ".repeat(10_000)}1`],
  ["strings", `x = ${'"a" '.repeat(20_000)}`],
  ["elif", `a = 5\nif a == 0: pass\n${Array.from({ length: 5_000 }, (_line, index) => `elif a == ${index + 10}: pass\n`).join("")}else: x = 1`],
  ["indents", Array.from({ length: 90 }, (_line, index) => `${" ".repeat(index)}if True:\n`).join("") + `${" ".repeat(90)}x = 1`],
  ["parameters", `def f(${Array.from({ length: 5_000 }, (_name, index) => `a${index}=0`).join(", ")}): return a9\nx = f()`],
])("long chains of %s", (_name, text) => {
  const { show } = one(`${text}\nafter = 2\n`);
  expect(show("after")).toBe("2");
});

test("loops and recursion without end", () => {
  const { show, codes } = one("x = 1\nwhile True:\n    x += 1\nafter = 2\ndef f(n):\n    return f(n + 1) + f(n + 2)\ny = f(0)\nend = 3\n");
  expect([show("after"), show("end")]).toEqual(["2", "3"]);
  expect(show("y")).toMatch(/^unknown: /);
  expect(codes).toContain("python.budget m.py:2");
});

test("work that multiplies is stopped, later statements are evaluated", () => {
  const { show, evaluation } = one("x = [a for a in range(3000) for b in range(3000) for c in range(3000)]\nafter = 2\n", { maxSteps: 200_000 });
  expect(show("after")).toBe("2");
  expect(evaluation.problems.map((problem) => problem.code)).toContain("python.budget");
  expect(evaluation.steps).toBeLessThan(250_000);
});

test("values that grow without bound", () => {
  const { show } = one('a = "x" * 10**9\nb = [0] * 10**9\nc = 10 ** 10**9\nd = "ab"\nfor i in range(60):\n    d = d + d\ne = 1 << 10**12\nf = f"{1:>999999999}"\ng = "{:>999999999}".format(1)\nh = "x".center(10**9)\nafter = 1\n');
  expect(show("after")).toBe("1");
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) expect(show(name)).toMatch(/^unknown: /);
});

test("containers that hold themselves", () => {
  const { show } = one('a = []\na.append(a)\nd = {}\nd["d"] = d\nt = str(a)\nu = a == [a]\nv = {**d}\nimport copy, json\nw = copy.deepcopy(a)\nx = json.dumps(d)\nclass C: pass\nc = C()\nc.c = c\ny = f"{c}"\nafter = 1\n');
  expect(show("after")).toBe("1");
});

test("import cycles and star imports 500 deep", () => {
  const files: Record<string, string> = { "m.py": "from s0 import *\nimport a\nok = a.done\n", "a.py": "import b\ndone = 1\nfrom b import late\n", "b.py": "import a\nfrom a import done\nlate = 2\n" };
  for (let index = 0; index < 500; index += 1) files[`s${index}.py`] = index === 499 ? "last = 1\n" : `from s${index + 1} import *\nn${index} = 1\n`;
  const { show, codes } = run(files);
  expect([show("n0"), show("ok")]).toEqual(["1", "1"]);
  expect(codes).toContain("python.cycle b.py:2");
  expect(codes.some((code) => code.startsWith("python.budget"))).toBe(true);
});

test("a broken stretch loses itself alone", () => {
  const text = [
    "import x", "@asset(name='a'", "def broken():", "    pass", "", "@deco", "def good():", '    """Doc."""', "    return 1", "", "value = (1,", "", "class Good:", "    x = 1", "",
    "def half(", "", "def last(): return good()", "result = last()", "<<<<<<< HEAD", "y = 1", "=======", "y = 2", ">>>>>>> branch", "z = 3", "",
  ].join("\n");
  const { show, codes } = one(text);
  expect([show("result"), show("Good"), show("z"), show("y")]).toEqual(["1", "<class Good>", "3", "2"]);
  expect(codes.every((code) => code.startsWith("python.syntax m.py:"))).toBe(true);
  expect(codes.length).toBeGreaterThanOrEqual(3);
});

test("a literal of 200,000 items is left out, the rest is read", () => {
  const { show, codes } = one(`before = 1\nx = [${"1, ".repeat(200_000)}]\ny = {"a": (${"'b', ".repeat(30_000)}), "c": 2}\nz = y["c"]\n`);
  expect([show("before"), show("z")]).toEqual(["1", "2"]);
  expect(show("x")).toMatch(/^unknown: is nested too deeply or too long/);
  expect(codes).toEqual(["python.syntax m.py:2"]);
});

test("thousands of broken definitions: the first thousands are gone through, then it says so", () => {
  const { evaluation, show } = one(`first = 1\n${Array.from({ length: 6_000 }, (_line, index) => `def f${index}(:\n    pass\ndef g${index}(): pass\n`).join("")}`);
  expect([show("first"), show("g5")]).toEqual(["1", "<function g5>"]);
  expect(evaluation.problems.some((problem) => problem.message.startsWith("Too many errors"))).toBe(true);
});

test("a file cut off at any place never throws", () => {
  const text = 'import dagster as dg\n\n@dg.asset(key="k", tags={"a": f"{1 + 2:>5}"})\ndef f(context, x: int = 3) -> dict[str, int]:\n    """Doc\n\n    more."""\n    if x:\n        return {"a": [i for i in range(3) if i]}\n\nclass A(B, metaclass=C):\n    x: int = 1\n    @property\n    def p(self): return self.x\n\ntry:\n    y = A().p\nexcept (KeyError, ValueError) as e:\n    raise\nmatch y:\n    case {"a": [1, *rest]}: pass\n';
  for (let end = 0; end < text.length; end += 5) expect(() => one(text.slice(0, end))).not.toThrow();
});

test("line ends, byte order mark, form feed, NUL: the same lines", () => {
  const lines = ["import os", "", "def f():", "    '''Doc", "    more'''", "    return 1", "x = f()"];
  for (const text of [lines.join("\r\n"), lines.join("\r"), `\uFEFF${lines.join("\n")}`, lines.join("\n").replace("import os", "import os\f"), `${lines.join("\n")}\n\0`]) {
    const { evaluation, show } = one(text);
    expect(show("x")).toBe("1");
    const module = evaluation.importModule("m");
    const f = module.type === "module" ? module.names.get("f") : undefined;
    expect(f?.type === "function" ? [f.defLine, f.span.line, f.span.endLine, f.docstring] : f).toEqual([3, 3, 6, "Doc\nmore"]);
  }
});

test("names of JavaScript's own objects are ordinary names", () => {
  const { show } = one('d = {"__proto__": 1, "constructor": 2}\nx = d["__proto__"] + d["constructor"]\nclass C: pass\nc = C()\nc.__proto__ = 5\ny = c.__proto__\nz = "a".constructor\nw = d.get("toString")\ntoString = 3\nv = f"{toString}"\n');
  expect([show("x"), show("y"), show("w"), show("v")]).toEqual(["3", "5", "None", "'3'"]);
  expect(show("z")).toMatch(/^unknown: /);
});

test("Python 2 and newer syntax", () => {
  const { show } = one('print "hello"\nexec "x = 1"\ndef f[T](x: T) -> T:\n    return x\ntype Alias[T] = list[T]\nclass G[T]:\n    y = 1\na = f(3)\nb = G.y\nt = t"x{a}"\nwith (open("q") as q, open("r") as r):\n    pass\ntry:\n    pass\nexcept* ValueError:\n    pass\nafter = 1\n');
  expect([show("a"), show("b"), show("after")]).toEqual(["3", "1", "1"]);
});

test("nothing that reaches outside is run", () => {
  const { show } = one('import os, subprocess\na = os.system("touch /canary")\nb = subprocess.run(["id"])\nc = eval("1")\nd = exec("1")\ne = __import__("os").popen("id")\nf = open("/etc/passwd").read()\ng = open("../../etc/passwd").read()\nafter = 1\n');
  expect(show("after")).toBe("1");
  for (const name of ["a", "b", "c", "d", "e", "f", "g"]) expect(show(name)).toMatch(/^unknown: /);
});

test("regular expressions that could backtrack without end are not run, usual ones are", () => {
  const slow = ["(a+)+$", "(a|a)*b", "(a*)*b", "([a-z]+)*$", String.raw`(\w+\s?)*$`, "((a+))+b", "(a?){50}a{50}", "(?:a|aa)+$", "(?P<x>a+)*b", "a*a*a*a*a*a*b", "(a{1,})+b"];
  const text = `import re\nt = "a" * 60 + "!"\n${slow.map((pattern, index) => `s${index} = re.match(r"${pattern}", t)`).join("\n")}\nu = re.sub(r"(?<!^)(?=[A-Z])", "_", "CamelCase").lower()\nv = re.match(r"^(?P<a>\\w+)\\.(?P<b>\\w+?)(?:_v(\\d+))?$", "raw.orders_v2").groups()\nw = re.sub(r"[^a-z0-9]+", "-", "Some Name (old)".lower()).strip("-")\n`;
  const started = performance.now();
  const { show } = one(text);
  for (const index of slow.keys()) expect([slow[index], show(`s${index}`)]).toEqual([slow[index], "unknown: uses a regular expression that is not followed"]);
  expect([show("u"), show("v"), show("w")]).toEqual(["'camel_case'", "('raw', 'orders', '2')", "'some-name-old'"]);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("data files made to break their readers", () => {
  const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 12 }, (_line, index) => `a${index + 1}: &a${index + 1} [${Array.from({ length: 9 }, () => `*a${index}`).join(", ")}]\n`).join("")}`;
  const { show } = run({
    "m.py": 'import yaml, json, tomllib\nfrom pathlib import Path\nhere = Path(__file__).parent\na = yaml.safe_load((here / "bomb.yaml").read_text())\nb = yaml.safe_load((here / "deep.yaml").read_text())\nc = yaml.safe_load((here / "tag.yaml").read_text())\nd = json.loads((here / "deep.json").read_text())\ne = yaml.safe_load((here / "self.yaml").read_text())\nf = tomllib.loads((here / "bad.toml").read_text())\ng = json.loads(\'{"__proto__": {"x": 1}}\')["__proto__"]["x"]\nafter = 1\n',
    "bomb.yaml": bomb,
    "deep.yaml": "[".repeat(10_000) + "]".repeat(10_000),
    "tag.yaml": "!!python/object/apply:os.system ['id']\n",
    "deep.json": "[".repeat(100_000) + "]".repeat(100_000),
    "self.yaml": "&a [*a]\n",
    "bad.toml": "a = = 1",
  });
  expect([show("after"), show("g")]).toEqual(["1", "1"]);
  expect(show("d")).toMatch(/^unknown: parses JSON that nests too deeply/);
  expect(show("c")).toMatch(/^unknown: /);
});
