/** An editor's scheme and a place -> the link that opens it, built part by part: `a#b?c%41.py` arrives as it is. Null where there is none. */
import type { EditorEnvironment, EditorLink } from "./editor.ts";

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** False for files whose own name would be taken for a line. */
  readonly withLine: boolean;
}

export function buildLink({ scheme, form, isRemote }: EditorLink, { file, line, column, withLine }: Place, environment: EditorEnvironment): string {
  const path = encodePath(file, environment.platform);
  if (form === "query") return `${scheme}://open?file=${encodeURIComponent(file)}&line=${line}&column=${column}`;
  if (form === "textmate") return `${scheme}://open/?url=${encodeURIComponent(`file://${path}`)}&line=${line}&column=${column}`;
  const position = withLine ? `:${line}:${column}` : "";
  const distro = environment.WSL_DISTRO_NAME;
  if (isRemote && distro) return `${scheme}://vscode-remote/wsl+${encodeURIComponent(distro)}${path}${position}`;
  // SSH_CONNECTION: client address, client port, server address, server port.
  const host = environment.SSH_CONNECTION?.split(" ")[2];
  if (isRemote && host) return `${scheme}://vscode-remote/ssh-remote+${encodeURIComponent(host)}${path}${position}`;
  return `${scheme}://file${path}${position}`;
}

/** `/home/me/a%20b.py`; `/C:/Users/...` for a drive. */
function encodePath(file: string, platform: NodeJS.Platform): string {
  const parts = (platform === "win32" ? file.replaceAll("\\", "/") : file).split("/");
  const encoded = parts.map((part, index) => (platform === "win32" && index === 0 && /^[a-z]:$/i.test(part) ? `/${part}` : encodeURIComponent(part)));
  return encoded.join("/");
}
