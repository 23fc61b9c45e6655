/**
 * What the parts of editor/ share: an editor as a row of data, and where to go in it.
 */

/** How an editor is told file, line and column. */
export interface EditorKind {
  readonly id: string;
  readonly name: string;
  /** Argument templates; `{file} {line} {column} {project}` are filled in whole. */
  readonly args: readonly string[];
  /** Scheme of its links (`vscode` -> vscode://file/...), null when it has none. */
  readonly scheme: string | null;
  /** Runs inside a terminal. */
  readonly isTerminal: boolean;
}

/** An editor on this machine. */
export interface Editor extends EditorKind {
  /** Absolute path of its program; null where only its link works. */
  readonly program: string | null;
  /** Where it was found: "PATH", "$VISUAL", "usual place", "settings". */
  readonly foundBy: string;
}

/** Variables and facts that detection depends on. */
export interface EditorEnvironment {
  readonly platform: NodeJS.Platform;
  readonly PATH?: string | undefined;
  readonly VISUAL?: string | undefined;
  readonly EDITOR?: string | undefined;
  /** Home folder of the user: cwd of what is started. */
  readonly home: string;
  readonly WSL_DISTRO_NAME?: string | undefined;
  readonly SSH_CONNECTION?: string | undefined;
  readonly LOCALAPPDATA?: string | undefined;
  readonly ProgramFiles?: string | undefined;
  readonly DISPLAY?: string | undefined;
  readonly WAYLAND_DISPLAY?: string | undefined;
}

export interface LaunchTarget {
  /** Absolute path, links resolved (`resolveReference`). */
  readonly absoluteFile: string;
  /** From 1. */
  readonly line: number;
  readonly column?: number | undefined;
  readonly projectFolder: string;
}

/** What would be run. `command` is argv with an absolute program, or null where only the link works or it can only be copied. */
export interface LaunchPlan {
  readonly editor: string | null;
  readonly command: readonly string[] | null;
  readonly link: string | null;
  readonly file: string;
  readonly line: number;
  /** A command for people to copy into a terminal, for editors that need one; POSIX-quoted. */
  readonly copyable: string | null;
  /** Why it cannot be launched from here; null when it can. */
  readonly obstacle: string | null;
}
