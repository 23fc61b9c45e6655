/** The tokens of the style sheet as plain colours, for what is drawn and not styled. Forced colours are the system's own. */

export interface GraphPalette {
  readonly background: string;
  readonly panel: string;
  readonly raised: string;
  readonly hover: string;
  readonly selected: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly field: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly accent: string;
  readonly accentText: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  readonly good: string;
  readonly warn: string;
  readonly warnSoft: string;
  readonly bad: string;
  readonly badSoft: string;
  /** k1 to k6; what the six do not reach for is `text3`. */
  readonly kinds: readonly string[];
  readonly isDark: boolean;
  /** Edges that nothing lights. */
  readonly edge: string;
  readonly shadow: string;
}

export function readGraphPalette(element: Element): GraphPalette {
  if (window.matchMedia("(forced-colors: active)").matches) return forced;
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const isDark = document.documentElement.dataset["theme"] === "dark";
  return {
    background: token("bg"), panel: token("panel"), raised: token("raised"), hover: token("hover"), selected: token("selected"),
    line: token("line"), lineStrong: token("line-strong"), field: token("field"),
    text: token("text"), text2: token("text-2"), text3: token("text-3"),
    accent: token("accent"), accentText: token("accent-text"), accentSoft: token("accent-soft"), onAccent: token("on-accent"),
    good: token("good"), warn: token("warn"), warnSoft: token("warn-soft"), bad: token("bad"), badSoft: token("bad-soft"),
    kinds: [1, 2, 3, 4, 5, 6].map((n) => token(`k${n}`)),
    isDark,
    edge: token("field"),
    shadow: isDark ? "#000000" : "#141428",
  };
}

const forced: GraphPalette = {
  background: "Canvas", panel: "Canvas", raised: "Canvas", hover: "Canvas", selected: "Highlight",
  line: "CanvasText", lineStrong: "CanvasText", field: "CanvasText", text: "CanvasText", text2: "CanvasText", text3: "CanvasText",
  accent: "Highlight", accentText: "LinkText", accentSoft: "Canvas", onAccent: "HighlightText",
  good: "CanvasText", warn: "CanvasText", warnSoft: "Canvas", bad: "CanvasText", badSoft: "Canvas",
  kinds: ["CanvasText", "CanvasText", "CanvasText", "CanvasText", "CanvasText", "CanvasText"], isDark: false, edge: "CanvasText", shadow: "Canvas",
};
