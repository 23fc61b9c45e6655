/** Joins the families of syntax into one converter, and guards its depth. */
import { type Converter, deepestSyntax, type Kid, kidsOf } from "./converter.ts";
import { convertExpression, failed } from "./expressions.ts";
import type { Statement } from "./nodes.ts";
import { convertStatement } from "./statements.ts";

export interface ConversionInput {
  readonly file: string;
  readonly text: string;
  readonly firstLine: number;
  readonly cuts: ReadonlySet<number>;
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Statements of a module node. */
export function convertModule(root: Kid, input: ConversionInput): Statement[] {
  const c: Converter = {
    ...input,
    lineStarts: lineStartsOf(input.text),
    functions: [],
    depth: 0,
    expression: (kid) => {
      if (c.depth >= deepestSyntax) return failed(c, kid, "is nested too deeply to be read");
      c.depth += 1;
      const node = convertExpression(c, kid);
      c.depth -= 1;
      return node;
    },
    statements: (kid) => {
      if (c.depth >= deepestSyntax) return [];
      c.depth += 1;
      const nodes = convertStatement(c, kid);
      c.depth -= 1;
      return nodes;
    },
    block: (kid) => (kid ? kidsOf(kid).flatMap((part) => c.statements(part)) : []),
  };
  return c.block(root);
}
