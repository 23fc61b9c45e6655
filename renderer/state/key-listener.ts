/** Keys pressed -> commands. Typing in a field is never a command, except with a modifier. */
import { commands, keysOf } from "./commands.ts";
import { isPrefix, isSingleKey, nameOfPress } from "./keys.ts";
import { closePeek, useNavigation } from "./navigation.ts";
import { closeOverlay, useOverlay } from "./palette.ts";
import { useSettings } from "./settings.ts";
import { dismissNewest } from "./toasts.ts";

export const isMac = navigator.platform.startsWith("Mac");
const chordMs = 1_200;
let started = "";
let startedAt = 0;

export function startKeys(): void {
  window.addEventListener("keydown", onKeyDown);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOfPress(event, isMac);
  if (name === null) return;
  if (name === "escape") return closeInOrder(event);
  const isTyping = isEditable(event.target);
  if (isTyping && isSingleKey(name)) return;
  const { settings } = useSettings.getState();
  const pressed = started !== "" && Date.now() - startedAt < chordMs ? `${started} ${name}` : name;
  started = "";
  const usable = commands.filter((one) => {
    const keys = keysOf(one, settings.keys);
    return keys !== "" && (settings.singleKeys || !isSingleKey(keys));
  });
  if (usable.some((one) => isPrefix(pressed, keysOf(one, settings.keys)))) {
    started = pressed;
    startedAt = Date.now();
    return;
  }
  const command = usable.find((one) => keysOf(one, settings.keys) === pressed && (one.isPossible?.() ?? true));
  // An open dialog keeps its keys; the palette can be called from anywhere.
  if (!command || (document.querySelector("dialog[open]") && !command.id.startsWith("palette."))) return;
  event.preventDefault();
  command.run();
}

/** Toast, then the floating panels, then the peek. Native dialogs close themselves first. */
function closeInOrder(event: KeyboardEvent): void {
  if (document.querySelector("dialog[open]")) return;
  const overlay = useOverlay.getState();
  if (overlay.open !== null || overlay.isSideOpen) closeOverlay();
  else if (dismissNewest()) event.preventDefault();
  else if (useNavigation.getState().route.peek !== undefined) closePeek();
  else if (isEditable(event.target) && event.target instanceof HTMLElement) event.target.blur();
}

function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type));
}
