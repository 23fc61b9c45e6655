/**
 * The editors that are known: one row each, best known first. What each is called on PATH, where it is installed when it is not there, and
 * how it is told a place (as its own documentation says). Data alone.
 */
import type { EditorKind, EditorLink } from "./editor.ts";

export interface EditorRow extends EditorKind {
  /** Names of its program on PATH, without `.exe`. */
  readonly programs: readonly string[];
  /** Usual places; `*` stands for any name in one folder, `{home} {local} {programs}` for the user's folders. */
  readonly places: { readonly linux?: readonly string[]; readonly darwin?: readonly string[]; readonly win32?: readonly string[] };
}

function link(scheme: string, form: EditorLink["form"] = "path", isRemote = false): EditorLink {
  return { scheme, form, isRemote };
}

/** VS Code and what is made of it: `code -r -g file:line:column`. Its parser takes the first numbers after a colon: a name with some goes without. */
function vscode(id: string, name: string, programs: readonly string[], scheme: string, bundle: string, windowsProgram: string, linux: readonly string[] = []): EditorRow {
  const [program = id] = programs;
  return {
    id, name, programs, isTerminal: false,
    args: ["-r", "-g", "{file}:{line}:{column}"],
    argsWithoutLine: ["-r", "{file}"],
    link: link(scheme, "path", true),
    places: {
      linux: [`/usr/share/${id}/bin/${program}`, `/opt/${id}/bin/${program}`, `/snap/bin/${program}`, ...linux],
      darwin: [`/Applications/${bundle}.app/Contents/Resources/app/bin/${program}`, `{home}/Applications/${bundle}.app/Contents/Resources/app/bin/${program}`],
      win32: [`{local}/Programs/${windowsProgram}.exe`, `{programs}/${windowsProgram}.exe`],
    },
  };
}

/** The project comes first: without it a file opens in an editor that knows nothing of the project (LightEdit). */
function jetbrains(id: string, name: string, programs: readonly string[]): EditorRow {
  return {
    id, name, programs, isTerminal: false,
    args: ["{project}", "--line", "{line}", "--column", "{column}", "{file}"],
    argsWithoutLine: null,
    link: link(id, "query"),
    places: {
      linux: [`{home}/.local/share/JetBrains/Toolbox/scripts/${id}`, `/opt/${id}*/bin/${id}`, `/opt/${id}*/bin/${id}.sh`, ...programs.map((program) => `/snap/bin/${program}`)],
      darwin: [`/Applications/${name}.app/Contents/MacOS/${id}`, `/Applications/${name} CE.app/Contents/MacOS/${id}`, `{home}/Applications/${name}.app/Contents/MacOS/${id}`],
      win32: [`{local}/Programs/${name}*/bin/${id}64.exe`, `{programs}/JetBrains/${name}*/bin/${id}64.exe`],
    },
  };
}

function terminal(id: string, name: string, args: readonly string[], programs: readonly string[] = [id]): EditorRow {
  return { id, name, programs, args, isTerminal: true, argsWithoutLine: null, link: null, places: {} };
}

export const editorTable: readonly EditorRow[] = [
  vscode("code", "Visual Studio Code", ["code"], "vscode", "Visual Studio Code", "Microsoft VS Code/Code", ["/var/lib/flatpak/exports/bin/com.visualstudio.code"]),
  vscode("cursor", "Cursor", ["cursor"], "cursor", "Cursor", "cursor/Cursor"),
  vscode("windsurf", "Windsurf", ["windsurf"], "windsurf", "Windsurf", "Windsurf/Windsurf"),
  vscode("codium", "VSCodium", ["codium", "vscodium"], "vscodium", "VSCodium", "VSCodium/VSCodium", ["/var/lib/flatpak/exports/bin/com.vscodium.codium"]),
  vscode("code-insiders", "Visual Studio Code Insiders", ["code-insiders"], "vscode-insiders", "Visual Studio Code - Insiders", "Microsoft VS Code Insiders/Code - Insiders"),
  vscode("trae", "Trae", ["trae"], "trae", "Trae", "Trae/Trae"),
  vscode("antigravity", "Antigravity", ["antigravity"], "antigravity", "Antigravity", "Antigravity/Antigravity"),
  jetbrains("pycharm", "PyCharm", ["pycharm", "pycharm-professional", "pycharm-community", "charm"]),
  jetbrains("idea", "IntelliJ IDEA", ["idea", "intellij-idea-ultimate", "intellij-idea-community"]),
  jetbrains("dataspell", "DataSpell", ["dataspell"]),
  jetbrains("webstorm", "WebStorm", ["webstorm"]),
  jetbrains("goland", "GoLand", ["goland"]),
  jetbrains("clion", "CLion", ["clion"]),
  jetbrains("rider", "Rider", ["rider"]),
  jetbrains("phpstorm", "PhpStorm", ["phpstorm"]),
  jetbrains("rubymine", "RubyMine", ["rubymine"]),
  {
    id: "zed", name: "Zed", programs: ["zed", "zeditor", "zedit"], args: ["{file}:{line}:{column}"], argsWithoutLine: null, link: link("zed"), isTerminal: false,
    places: { linux: ["{home}/.local/bin/zed", "/var/lib/flatpak/exports/bin/dev.zed.Zed"], darwin: ["/Applications/Zed.app/Contents/MacOS/cli"], win32: ["{local}/Programs/Zed/bin/zed.exe"] },
  },
  {
    id: "subl", name: "Sublime Text", programs: ["subl", "sublime_text"], args: ["{file}:{line}:{column}"], argsWithoutLine: null, link: null, isTerminal: false,
    places: { linux: ["/opt/sublime_text/sublime_text"], darwin: ["/Applications/Sublime Text.app/Contents/SharedSupport/bin/subl"], win32: ["{programs}/Sublime Text/sublime_text.exe", "{programs}/Sublime Text 3/sublime_text.exe"] },
  },
  { id: "mate", name: "TextMate", programs: ["mate"], args: ["--line", "{line}:{column}", "{file}"], argsWithoutLine: null, link: link("txmt", "textmate"), isTerminal: false, places: { darwin: ["/Applications/TextMate.app/Contents/MacOS/mate"] } },
  { id: "bbedit", name: "BBEdit", programs: ["bbedit"], args: ["+{line}", "--", "{file}"], argsWithoutLine: null, link: null, isTerminal: false, places: { darwin: ["/Applications/BBEdit.app/Contents/Helpers/bbedit_tool"] } },
  { id: "notepad++", name: "Notepad++", programs: ["notepad++"], args: ["-n{line}", "-c{column}", "{file}"], argsWithoutLine: null, link: null, isTerminal: false, places: { win32: ["{programs}/Notepad++/notepad++.exe"] } },
  { id: "kate", name: "Kate", programs: ["kate"], args: ["-l", "{line}", "-c", "{column}", "--", "{file}"], argsWithoutLine: null, link: null, isTerminal: false, places: {} },
  { id: "gedit", name: "gedit", programs: ["gedit"], args: ["+{line}:{column}", "--", "{file}"], argsWithoutLine: null, link: null, isTerminal: false, places: {} },
  { id: "gnome-text-editor", name: "GNOME Text Editor", programs: ["gnome-text-editor"], args: ["--", "{file}"], argsWithoutLine: null, link: null, isTerminal: false, places: {} },
  { id: "gvim", name: "GVim", programs: ["gvim", "mvim"], args: ["+call cursor({line},{column})", "--", "{file}"], argsWithoutLine: null, link: null, isTerminal: false, places: {} },
  { id: "emacsclient", name: "Emacs (server)", programs: ["emacsclient"], args: ["-n", "+{line}:{column}", "--", "{file}"], argsWithoutLine: null, link: null, isTerminal: false, places: {} },
  { id: "emacs", name: "Emacs", programs: ["emacs"], args: ["+{line}:{column}", "{file}"], argsWithoutLine: null, link: null, isTerminal: false, places: { darwin: ["/Applications/Emacs.app/Contents/MacOS/Emacs"] } },
  terminal("nvim", "Neovim", ["+call cursor({line},{column})", "--", "{file}"]),
  terminal("vim", "Vim", ["+call cursor({line},{column})", "--", "{file}"]),
  terminal("hx", "Helix", ["--", "{file}:{line}:{column}"], ["hx", "helix"]),
  terminal("micro", "micro", ["+{line}:{column}", "{file}"]),
  terminal("kak", "Kakoune", ["+{line}:{column}", "--", "{file}"]),
  terminal("nano", "nano", ["+{line},{column}", "--", "{file}"]),
  terminal("vi", "vi", ["+{line}", "--", "{file}"]),
];

/** Terminal emulators that take a command: argv before it. */
export const terminalEmulators: readonly { readonly program: string; readonly args: readonly string[] }[] = [
  { program: "x-terminal-emulator", args: ["-e"] },
  { program: "gnome-terminal", args: ["--"] },
  { program: "konsole", args: ["-e"] },
  { program: "kitty", args: ["--"] },
  { program: "alacritty", args: ["-e"] },
  { program: "wezterm", args: ["start", "--"] },
  { program: "ghostty", args: ["-e"] },
  { program: "foot", args: ["--"] },
  { program: "xfce4-terminal", args: ["-x"] },
  { program: "xterm", args: ["-e"] },
];
