import { expect, it } from "vitest";
import { isPrefix, isSingleKey, nameOfPress, showKeys, type Press } from "../../../renderer/state/keys.ts";

const press = (key: string, more: Partial<Press> = {}): Press => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

it.each<readonly [Press, boolean, string | null]>([
  [press("k", { ctrlKey: true }), false, "mod+k"],
  [press("k", { metaKey: true }), true, "mod+k"],
  [press("k", { ctrlKey: true }), true, "ctrl+k"],
  [press("?", { shiftKey: true }), false, "?"],
  [press("P", { ctrlKey: true, shiftKey: true }), false, "mod+shift+p"],
  [press("E"), false, "e"],
  [press(" "), false, "space"],
  [press("ArrowLeft", { altKey: true }), false, "alt+arrowleft"],
  [press("Shift", { shiftKey: true }), false, null],
])("%o is named %s %s", (pressed, isMac, name) => {
  expect(nameOfPress(pressed, isMac)).toBe(name);
});

it("knows which keys people may want to switch off", () => {
  expect(["e", "g c", "?", "shift+a"].map(isSingleKey)).toEqual([true, true, true, true]);
  expect(["mod+k", "alt+arrowleft", "ctrl+b"].map(isSingleKey)).toEqual([false, false, false]);
});

it("shows keys as people read them", () => {
  expect(showKeys("mod+k", false)).toBe("Ctrl K");
  expect(showKeys("mod+k", true)).toBe("⌘K");
  expect(showKeys("g c", false)).toBe("G then C");
  expect(isPrefix("g", "g c")).toBe(true);
  expect(isPrefix("g", "go")).toBe(false);
});
