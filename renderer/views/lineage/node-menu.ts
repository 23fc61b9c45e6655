/** What can be done with a node, a group, or the picture: the items of its menu. */
import { copyText } from "../../state/clipboard.ts";
import type { GraphHandle } from "../../state/graph/graph-handle.ts";
import { useGraphSelection } from "../../state/graph/graph-memory.ts";
import { itemKinds } from "../../state/graph/scene-input.ts";
import { selectionOfKeys } from "../../state/graph/selection-text.ts";
import { go, openPeek } from "../../state/navigation.ts";
import { openAsset } from "../../state/open-source.ts";
import { catalogHref } from "../../state/route.ts";
import { quoteSelectionValue } from "../../../shared/selection/complete.ts";
import { useKeys } from "../frame/use-keys.ts";
import type { MenuItem } from "./graph-menu.tsx";
import type { Faces } from "./use-faces.ts";
import type { GraphModel } from "./use-graph-model.ts";
import type { PlacedScene } from "./use-scene.ts";

interface NodeMenuParts {
  readonly graph: GraphModel | null;
  readonly placed: PlacedScene | null;
  readonly faces: Faces | null;
  readonly handle: GraphHandle;
  readonly focus: string | null;
  readonly grow: (key: string, side: "up" | "down") => void;
  readonly toggle: (item: number) => void;
  readonly onFocus: (key: string) => void;
}

export interface NodeMenu {
  readonly label: string;
  readonly items: readonly (MenuItem | null)[];
}

export function useNodeMenu({ graph, placed, faces, handle, focus, grow, toggle, onFocus }: NodeMenuParts): (item: number | null) => NodeMenu {
  const keys = useKeys();
  const picture: readonly MenuItem[] = [
    { title: "Show all", keys: keys("graph.fit"), run: handle.fit },
    { title: "Copy as selection", run: handle.copySelection },
    { title: "Save as SVG", run: () => handle.save("svg") },
    { title: "Save as PNG", run: () => handle.save("png") },
  ];
  return (item) => {
    if (item === null || !graph || !placed || !faces) return { label: "Graph", items: picture };
    const row = faces.rowOf(item);
    const ref = placed.items.refs[item]!;
    if (!row) {
      const box = graph.model.boxes[ref]!;
      const isOpen = placed.items.kinds[item] === itemKinds.openBox;
      const select = box.kind === "group" ? `group:${quoteSelectionValue(box.name)} or group:${quoteSelectionValue(`${box.name}/*`)}` : box.kind === "location" ? `code_location:${quoteSelectionValue(box.name)}` : null;
      return {
        label: box.title,
        items: [
          { title: isOpen ? "Close the group" : "Open the group", keys: keys("graph.fold"), run: () => toggle(item) },
          ...(select === null ? [] : [{ title: "Show only this group", run: () => go({ view: "lineage", select, graph: {} }) }, { title: "List in the catalog", run: () => void (location.hash = catalogHref(select)) }]),
          null, ...picture,
        ],
      };
    }
    const { key } = row;
    const hidden = { up: graph.visible.hiddenUp[ref]!, down: graph.visible.hiddenDown[ref]! };
    const { selected } = useGraphSelection.getState();
    const many = [...selected].filter((id) => graph.model.indexOf.has(id));
    return {
      label: key,
      items: [
        { title: "Open", keys: "Enter", run: () => go({ view: "asset", key, tab: "overview" }) },
        { title: "Look at it here", keys: "Space", run: () => openPeek(key) },
        { title: "Open in editor", keys: keys("asset.openInEditor"), isPossible: row.file !== null, run: () => void openAsset(key) },
        null,
        { title: "Lineage of this asset", keys: keys("graph.focus"), isPossible: key !== focus, run: () => onFocus(key) },
        { title: `Add upstream neighbours${hidden.up > 0 ? ` (${hidden.up})` : ""}`, keys: keys("graph.growUp"), isPossible: hidden.up > 0, run: () => grow(key, "up") },
        { title: `Add downstream neighbours${hidden.down > 0 ? ` (${hidden.down})` : ""}`, keys: keys("graph.growDown"), isPossible: hidden.down > 0, run: () => grow(key, "down") },
        { title: "All that feeds it", run: () => go({ view: "lineage", focus: key, graph: { up: null, down: 0 } }) },
        { title: "All that it feeds", run: () => go({ view: "lineage", focus: key, graph: { up: 0, down: null } }) },
        { title: "Impact", keys: keys("asset.impact"), run: () => go({ view: "impact", key }) },
        { title: "Columns", keys: keys("asset.columns"), run: () => go({ view: "asset", key, tab: "columns" }) },
        null,
        ...(many.length > 1 ? [{ title: `Show only the ${many.length} selected`, run: () => go({ view: "lineage", select: selectionOfKeys(many), graph: {} }) }] : []),
        { title: "Copy asset key", run: () => void copyText(key, "the asset key") },
        { title: "Copy as selection", run: handle.copySelection },
      ],
    };
  };
}
