import { commands, keysOf } from "../../state/commands.ts";
import { isMac } from "../../state/key-listener.ts";
import { isSingleKey, showKeys } from "../../state/keys.ts";
import { useSettings } from "../../state/settings.ts";

/** The keys of a command as text, "" when it has none or single keys are off. */
export function useKeys(): (id: string) => string {
  const settings = useSettings((state) => state.settings);
  return (id) => {
    const command = commands.find((one) => one.id === id);
    const keys = command ? keysOf(command, settings.keys) : "";
    return keys === "" || (!settings.singleKeys && isSingleKey(keys)) ? "" : showKeys(keys, isMac);
  };
}
