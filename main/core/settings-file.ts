/** The user's settings: defaults, what was set, and the checks of both. */
import { join } from "node:path";
import { requestParams, type Params, type Settings } from "../../shared/api.ts";
import { readState, writeState } from "./state-files.ts";

const defaults: Settings = { editor: null, editorCommand: null, theme: "system", singleKeys: true, keys: {} };

export interface SettingsFile {
  get(): Settings;
  set(change: Params<"settings.set">): Settings;
}

export function openSettingsFile(configFolder: string): SettingsFile {
  const file = join(configFolder, "settings.json");
  let last: Settings = defaults;
  const read = (): Settings => {
    // What may be set is what may be stored: the request's own schema checks both.
    const stored = readState(file, (json) => requestParams["settings.set"].parse(json), null);
    return (last = stored === null ? last : merge(defaults, stored));
  };
  return {
    get: read,
    set(change) {
      last = merge(read(), change);
      writeState(file, last);
      return last;
    },
  };
}

/** Only what is set replaces. */
function merge(settings: Settings, change: Params<"settings.set">): Settings {
  return {
    editor: change.editor === undefined ? settings.editor : change.editor,
    editorCommand: change.editorCommand === undefined ? settings.editorCommand : change.editorCommand,
    theme: change.theme ?? settings.theme,
    singleKeys: change.singleKeys ?? settings.singleKeys,
    keys: change.keys ?? settings.keys,
  };
}
