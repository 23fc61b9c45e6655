/** Where the user's own files live, the same for desktop, browser mode and CLI: an index made by one is opened by the others. */
import { homedir } from "node:os";
import path from "node:path";

export interface UserFolders {
  /** Indexes and copies: may be deleted at any time. */
  readonly cacheFolder: string;
  /** Settings and recent projects. */
  readonly configFolder: string;
}

/** XDG on Linux and wherever its variables are set, else what the system's programs use. Absolute; made by whoever writes first. */
export function userFolders(environment: { readonly [name: string]: string | undefined }, platform: string = process.platform, home: string = homedir()): UserFolders {
  const { XDG_CACHE_HOME: cache, XDG_CONFIG_HOME: config, LOCALAPPDATA, APPDATA } = environment;
  if (platform === "win32") {
    const local = LOCALAPPDATA ?? path.join(home, "AppData", "Local");
    return { cacheFolder: path.join(local, "Assetscope", "Cache"), configFolder: path.join(APPDATA ?? path.join(home, "AppData", "Roaming"), "Assetscope", "Config") };
  }
  const library = path.join(home, "Library");
  const cacheBase = absolute(cache) ?? (platform === "darwin" ? path.join(library, "Caches") : path.join(home, ".cache"));
  const configBase = absolute(config) ?? (platform === "darwin" ? path.join(library, "Application Support") : path.join(home, ".config"));
  return { cacheFolder: path.join(cacheBase, "assetscope"), configFolder: path.join(configBase, "assetscope") };
}

/** The XDG specification: a relative path in these variables is to be ignored. */
function absolute(folder: string | undefined): string | null {
  return folder !== undefined && path.isAbsolute(folder) ? folder : null;
}
