/** A graph seen from one node -> an indented tree. What was printed before is named again, not unfolded again. */
import { plain, print, styled } from "./output.ts";

export interface TreeLine {
  readonly text: string;
  /** Beside it, dimmed. */
  readonly note: string;
}

/** `next` gives the numbers of what comes after a node; `line` what stands for it, reached from `from`. */
export function printTree(root: number, next: (node: number) => readonly number[], line: (node: number, from: number) => TreeLine): void {
  const shown = new Set([root]);
  // A stack of our own: chains may be longer than the call stack.
  const stack: { readonly node: number; readonly from: number; readonly before: string; readonly isLast: boolean }[] = [];
  const push = (from: number, before: string): void => {
    const nodes = next(from);
    for (let i = nodes.length - 1; i >= 0; i--) stack.push({ node: nodes[i]!, from, before, isLast: i === nodes.length - 1 });
  };
  push(root, "");
  for (let at = stack.pop(); at; at = stack.pop()) {
    const isRepeated = shown.has(at.node);
    const { text, note } = line(at.node, at.from);
    const again = isRepeated && next(at.node).length > 0 ? " …" : "";
    print(`${styled(`${at.before}${at.isLast ? "└─" : "├─"} `, "dim")}${plain(text)}${again}${note === "" ? "" : `  ${styled(plain(note), "dim")}`}`);
    if (isRepeated) continue;
    shown.add(at.node);
    push(at.node, `${at.before}${at.isLast ? "   " : "│  "}`);
  }
}
