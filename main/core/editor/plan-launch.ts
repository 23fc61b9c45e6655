/** An editor and a place -> the exact argv and link. Starts nothing, reads nothing. */
import { quoteCommand } from "./command-words.ts";
import { lookedFor } from "./detect-editors.ts";
import type { Editor, EditorEnvironment, LaunchPlan, LaunchTarget } from "./editor.ts";
import { buildLink } from "./editor-link.ts";

const maxLine = 10_000_000;

export function planLaunch(editor: Editor | null, target: LaunchTarget, environment: EditorEnvironment): LaunchPlan {
  const file = target.absoluteFile;
  const line = position(target.line);
  const column = position(target.column);
  const base = { file, line, isForeground: false, copyable: null };
  if (editor === null) {
    return { ...base, editor: null, command: null, link: null, obstacle: `No editor was found: looked for ${lookedFor()} on PATH and in their usual places, and at $VISUAL and $EDITOR. Choose one in the settings` };
  }
  // `a.py:12` would be read as line 12 of `a.py` by those who take the first number.
  const withLine = editor.argsWithoutLine === null || !/:\d/.test(file);
  const args = withLine || editor.argsWithoutLine === null ? editor.args : editor.argsWithoutLine;
  const values: { readonly [name: string]: string } = { file, line: String(line), column: String(column), project: target.projectFolder };
  // One pass: a file called `{line}` stays so.
  const filled = args.map((arg) => arg.replaceAll(/\{(file|line|column|project)\}/g, (_all, name: string) => values[name] ?? ""));
  const link = editor.link === null ? null : buildLink(editor.link, { file, line, column, withLine }, environment);
  if (editor.program === null) return { ...base, editor: editor.name, command: null, link, obstacle: link === null ? `${editor.name} has no program and no link here` : null };
  const command = [editor.program, ...filled];
  if (!editor.isTerminal) return { ...base, editor: editor.name, command, link, obstacle: null };
  if (environment.hasTty === true) return { ...base, editor: editor.name, command, link, isForeground: true, obstacle: null };
  if (editor.terminal !== null) return { ...base, editor: editor.name, command: [...editor.terminal, ...command], link, obstacle: null };
  return { ...base, editor: editor.name, command, link, copyable: quoteCommand(command), obstacle: `${editor.name} needs a terminal, and none is known here: copy the command into one` };
}

/** Lines and columns count from 1; anything else is the first. */
function position(value: number | undefined): number {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= maxLine ? value : 1;
}
