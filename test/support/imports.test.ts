import { describe, expect, it } from "vitest";
import { importsOf } from "./imports.ts";

describe("importsOf", () => {
  it("finds every form", () => {
    const source = [
      'import a from "a";', 'import type { B } from "./b.ts";', 'import * as c from "c";', 'import d, { e } from "d";', 'import "effect.css";',
      "import {", "  f,", "  type G,", '} from "../f.ts";', 'export { h } from "./h.ts";', 'export * from "./i.ts";', 'const j = await import("./j.ts");',
    ].join("\n");
    expect(importsOf(source).toSorted()).toEqual(["../f.ts", "./b.ts", "./h.ts", "./i.ts", "./j.ts", "a", "c", "d", "effect.css"].toSorted());
  });
  it("takes no text for an import", () => {
    expect(importsOf('const text = `from "x"`;\nexport const y = 1;\nconst z = "import";\n')).toEqual([]);
  });
});
