/**
 * PATH, usual install places, $VISUAL and $EDITOR -> the editors of this machine, best first. Looks at files; starts none. Nothing of the
 * opened project has a say in it.
 */
import { basename, isAbsolute } from "node:path";
import { splitCommand } from "./command-words.ts";
import type { Editor, EditorEnvironment, EditorKind } from "./editor.ts";
import { editorTable, terminalEmulators } from "./editor-table.ts";
import type { EditorRow } from "./editor-table.ts";
import { findAtPlace, findOnPath, isProgram } from "./find-program.ts";

/** Flags that make an editor wait for its window: nothing waits here. */
const waitFlags: ReadonlySet<string> = new Set(["-w", "--wait", "--block", "--nofork", "-f"]);
const terminalFlags: ReadonlySet<string> = new Set(["-nw", "-t", "-tty", "--tty", "--no-window-system"]);

export function detectEditors(environment: EditorEnvironment): readonly Editor[] {
  const terminal = findTerminal(environment);
  const found = editorTable.flatMap((row): Editor[] => {
    const onPath = firstOf(row.programs, (name) => findOnPath(name, environment));
    const program = onPath ?? firstOf(placesOf(row, environment), (place) => findAtPlace(place, environment));
    return program === null ? [] : [{ ...kindOf(row), program, foundBy: onPath === null ? "usual place" : "PATH", terminal: row.isTerminal ? terminal : null }];
  });
  const wanted = [fromVariable("VISUAL", environment, terminal), fromVariable("EDITOR", environment, terminal)].filter((editor) => editor !== null);
  // What people set for a terminal is meant where there is one; elsewhere a window serves them better.
  const isFirst = (editor: Editor): boolean => !editor.isTerminal || environment.hasTty === true;
  const windows = found.filter((editor) => !editor.isTerminal);
  const terminals = found.filter((editor) => editor.isTerminal);
  const all = [...wanted.filter(isFirst), ...windows, ...wanted.filter((editor) => !isFirst(editor)), ...terminals];
  return all.filter((editor, index) => all.findIndex((other) => other.id === editor.id) === index);
}

/** What was looked for, for people: names on PATH. */
export function lookedFor(): string {
  return editorTable.map((row) => row.programs[0]).join(", ");
}

/** An editor of the user's own: argv with {file} {line} {column} {project}, the program by name or absolute path. */
export function editorFromTemplate(template: readonly string[], environment: EditorEnvironment): Editor | { readonly problem: string } {
  const [program, ...args] = template;
  if (program === undefined || program === "") return { problem: "the command is empty" };
  const path = resolveProgram(program, environment);
  if (path === null) return { problem: `${program} is no program on PATH, nor an absolute path to one` };
  const row = rowOf(program);
  const isFilled = args.some((arg) => arg.includes("{file}"));
  return {
    id: "custom",
    name: row ? row.name : basename(program),
    args: isFilled ? args : [...args, ...(row?.args ?? ["{file}"])],
    argsWithoutLine: isFilled ? null : (row?.argsWithoutLine ?? null),
    link: row?.link ?? null,
    isTerminal: row?.isTerminal ?? false,
    program: path,
    foundBy: "settings",
    terminal: row?.isTerminal ? findTerminal(environment) : null,
  };
}

function fromVariable(name: "VISUAL" | "EDITOR", environment: EditorEnvironment, terminal: readonly string[] | null): Editor | null {
  const words = splitCommand(environment[name] ?? "");
  if (!Array.isArray(words)) return null;
  const [program, ...given]: readonly string[] = words;
  const path = program === undefined ? null : resolveProgram(program, environment);
  if (program === undefined || path === null) return null;
  const flags = given.filter((word) => !waitFlags.has(word));
  const row = rowOf(program);
  const isTerminal = (row?.isTerminal ?? false) || (/emacs/.test(basename(program)) && flags.some((flag) => terminalFlags.has(flag)));
  // emacsclient -t takes the terminal: -n (do not wait) contradicts it.
  const args = (row?.args ?? ["{file}"]).filter((arg) => !(isTerminal && arg === "-n"));
  return {
    id: row?.id ?? basename(program).replace(/\.exe$/i, ""),
    name: row?.name ?? basename(program),
    args: [...flags, ...args],
    argsWithoutLine: row?.argsWithoutLine ? [...flags, ...row.argsWithoutLine] : null,
    link: row?.link ?? null,
    isTerminal,
    program: path,
    foundBy: `$${name}`,
    terminal: isTerminal ? terminal : null,
  };
}

function resolveProgram(program: string, environment: EditorEnvironment): string | null {
  if (isAbsolute(program)) return isProgram(program) ? program : null;
  // `./x` would be searched in whatever folder is current.
  return /[\\/]/.test(program) ? null : findOnPath(program, environment);
}

function rowOf(program: string): EditorRow | undefined {
  const name = basename(program).replace(/\.(?:exe|sh)$/i, "").toLowerCase();
  return editorTable.find((row) => row.programs.includes(name) || row.id === name);
}

function kindOf(row: EditorRow): EditorKind {
  const { id, name, args, link, isTerminal, argsWithoutLine } = row;
  return { id, name, args, link, isTerminal, argsWithoutLine };
}

function placesOf(row: EditorRow, environment: EditorEnvironment): readonly string[] {
  const { platform } = environment;
  return (platform === "darwin" || platform === "win32" ? row.places[platform] : row.places.linux) ?? [];
}

/** A terminal emulator needs a display of its own. */
function findTerminal(environment: EditorEnvironment): readonly string[] | null {
  const hasDisplay = environment.platform === "darwin" || (environment.platform !== "win32" && Boolean(environment.DISPLAY ?? environment.WAYLAND_DISPLAY));
  if (!hasDisplay) return null;
  for (const { program, args } of terminalEmulators) {
    const path = findOnPath(program, environment);
    if (path !== null) return [path, ...args];
  }
  return null;
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
