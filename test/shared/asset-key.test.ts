import { expect, test } from "vitest";
import { titleOfKey } from "../../shared/asset-key.ts";

test.each([
  [["a"], "", "a"],
  [["a", "b", "c"], "a/b/", "c"],
  [["a/b", "c/d"], "a\\/b/", "c\\/d"],
  [["a", ""], "a/", "(empty key)"],
  [[], "", "(empty key)"],
])("the title of %j", (path, prefix, name) => expect(titleOfKey(path)).toEqual({ prefix, name }));
