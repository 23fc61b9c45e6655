/** What the parts of editor/ share: an editor as a row of data, the machine it runs on, a place to open, and what would be run for it. */

/** How an editor is told file, line and column. */
export interface EditorKind {
  readonly id: string;
  readonly name: string;
  /** Argument templates; `{file} {line} {column} {project}` are filled in. */
  readonly args: readonly string[];
  /** How its links are written; null when it has none. */
  readonly link: EditorLink | null;
  /** Runs inside a terminal. */
  readonly isTerminal: boolean;
  /** Arguments for a file whose own name ends like a line number (`a.py:12`), where `args` would open another file; null when they would not. */
  readonly argsWithoutLine: readonly string[] | null;
}

/** `path`: scheme://file/path:line:column (VS Code and its kin, Zed); `query`: scheme://open?file=...&line=...; `textmate`: its own. */
export interface EditorLink {
  readonly scheme: string;
  readonly form: "path" | "query" | "textmate";
  /** Understands scheme://vscode-remote/wsl+... and ssh-remote+... */
  readonly isRemote: boolean;
}

/** An editor on this machine. */
export interface Editor extends EditorKind {
  /** Absolute path of its program; null where only its link works. */
  readonly program: string | null;
  /** Where it was found: "PATH", "$VISUAL", "usual place", "settings". */
  readonly foundBy: string;
  /** For terminal editors: argv of a terminal emulator that takes a command after it; null when none is known here. */
  readonly terminal: readonly string[] | null;
}

/** Variables and facts that detection and launching depend on. */
export interface EditorEnvironment {
  readonly platform: NodeJS.Platform;
  readonly PATH?: string | undefined;
  readonly VISUAL?: string | undefined;
  readonly EDITOR?: string | undefined;
  /** Home folder of the user: working directory of what is started. */
  readonly home: string;
  readonly WSL_DISTRO_NAME?: string | undefined;
  readonly SSH_CONNECTION?: string | undefined;
  readonly LOCALAPPDATA?: string | undefined;
  readonly ProgramFiles?: string | undefined;
  readonly DISPLAY?: string | undefined;
  readonly WAYLAND_DISPLAY?: string | undefined;
  /** A person sits at the terminal that the process runs in (the CLI): terminal editors can take it over. */
  readonly hasTty?: boolean | undefined;
}

export interface LaunchTarget {
  /** Absolute path, links resolved (`resolveReference`). */
  readonly absoluteFile: string;
  /** From 1; what is no integer from 1 to 10,000,000 opens the file at its first line. */
  readonly line: number;
  readonly column?: number | undefined;
  readonly projectFolder: string;
}

/** What would be run. `command` is argv with an absolute program, null where only the link works; with an `obstacle` it is not run from here. */
export interface LaunchPlan {
  /** Name of the editor, for people. */
  readonly editor: string | null;
  readonly command: readonly string[] | null;
  readonly link: string | null;
  readonly file: string;
  readonly line: number;
  /** Takes over the terminal and is waited for. */
  readonly isForeground: boolean;
  /** A command for people to copy into a terminal, POSIX-quoted; null when `command` can be launched. */
  readonly copyable: string | null;
  /** Why it cannot be launched from here; null when it can. */
  readonly obstacle: string | null;
}
