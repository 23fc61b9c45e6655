/** Every command: what it is called, its key, when it can be done. The palette, the keys and the list of keys all read this table. */
import { assetHref, type AssetTab } from "./route.ts";
import { graphHandle, type GraphHandle } from "./graph/graph-handle.ts";
import { copyText } from "./clipboard.ts";
import { go, useNavigation } from "./navigation.ts";
import { openAsset, openPlace } from "./open-source.ts";
import { canChooseFolder, chooseDagsterHome, closeProject, openFolder, openSample, refresh, stopReading, useProject } from "./project.ts";
import { currentColumn, currentKey, currentPlace } from "./selection.ts";
import { changeSettings, useSettings } from "./settings.ts";
import { openPalette, togglePanel } from "./palette.ts";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly section: "Go to" | "Asset" | "Graph" | "Project" | "View" | "Help";
  /** "" for none. */
  readonly keys: string;
  readonly isPossible?: () => boolean;
  readonly run: () => void;
}

const hasProject = (): boolean => useProject.getState().state?.project != null;
const hasAsset = (): boolean => currentKey() !== null;

function withAsset(act: (key: string) => void): () => void {
  return () => {
    const key = currentKey();
    if (key !== null) act(key);
  };
}

const hasGraph = (): boolean => graphHandle() !== null;

function onGraph(act: (graph: GraphHandle) => void): () => void {
  return () => {
    const graph = graphHandle();
    if (graph) act(graph);
  };
}

function toLineage(): void {
  const key = currentKey();
  go(key === null ? { view: "lineage", graph: {} } : { view: "asset", key, tab: "lineage" });
}

const toTab = (tab: AssetTab): (() => void) => withAsset((key) => go({ view: "asset", key, tab }));

export const commands: readonly Command[] = [
  { id: "go.catalog", title: "Catalog", section: "Go to", keys: "g c", isPossible: hasProject, run: () => go({ view: "catalog" }) },
  { id: "go.columns", title: "Columns", section: "Go to", keys: "g shift+c", isPossible: hasProject, run: () => go({ view: "columns" }) },
  { id: "go.lineage", title: "Lineage", section: "Go to", keys: "g l", isPossible: hasProject, run: () => go({ view: "lineage", graph: {} }) },
  { id: "go.history", title: "History", section: "Go to", keys: "g h", isPossible: hasProject, run: () => go({ view: "history" }) },
  { id: "go.problems", title: "Problems", section: "Go to", keys: "g p", isPossible: hasProject, run: () => go({ view: "problems" }) },
  { id: "go.read", title: "What was read", section: "Go to", keys: "g r", isPossible: hasProject, run: () => go({ view: "read" }) },
  { id: "go.settings", title: "Settings", section: "Go to", keys: "mod+,", run: () => go({ view: "settings" }) },
  { id: "go.welcome", title: "Projects", section: "Go to", keys: "g o", run: () => go({ view: "welcome" }) },
  { id: "go.back", title: "Back", section: "Go to", keys: "alt+arrowleft", run: () => history.back() },
  { id: "go.forward", title: "Forward", section: "Go to", keys: "alt+arrowright", run: () => history.forward() },
  { id: "asset.openInEditor", title: "Open in editor", section: "Asset", keys: "e", isPossible: () => hasAsset() || currentPlace() !== null, run: openSource },
  { id: "asset.overview", title: "Overview", section: "Asset", keys: "o", isPossible: hasAsset, run: toTab("overview") },
  { id: "asset.columns", title: "Columns (of the project, where no asset is chosen)", section: "Asset", keys: "c", isPossible: hasProject, run: toColumns },
  { id: "asset.impact", title: "Impact: everything downstream", section: "Asset", keys: "i", isPossible: hasAsset, run: toImpact },
  { id: "column.lineage", title: "Lineage of the column", section: "Asset", keys: "", isPossible: () => hasAsset() && currentColumn() !== null, run: toColumnLineage },
  { id: "asset.lineage", title: "Lineage (of the project, where no asset is chosen)", section: "Asset", keys: "l", isPossible: hasProject, run: toLineage },
  { id: "asset.history", title: "History", section: "Asset", keys: "h", isPossible: hasAsset, run: toTab("history") },
  { id: "asset.source", title: "Source", section: "Asset", keys: "s", isPossible: hasAsset, run: toTab("source") },
  { id: "asset.copyKey", title: "Copy asset key", section: "Asset", keys: "", isPossible: hasAsset, run: withAsset((key) => void copyText(key, "the asset key")) },
  { id: "asset.copyLink", title: "Copy link", section: "Asset", keys: "", isPossible: hasAsset, run: withAsset((key) => void copyText(location.href.split("#")[0] + assetHref(key), "the link")) },
  { id: "graph.find", title: "Find in the graph", section: "Graph", keys: "mod+f", isPossible: hasGraph, run: onGraph((graph) => graph.find()) },
  { id: "graph.focus", title: "Lineage of this asset", section: "Graph", keys: "f", isPossible: hasGraph, run: onGraph((graph) => graph.focusHere()) },
  { id: "graph.growUp", title: "Add upstream neighbours", section: "Graph", keys: "[", isPossible: hasGraph, run: onGraph((graph) => graph.grow("up")) },
  { id: "graph.growDown", title: "Add downstream neighbours", section: "Graph", keys: "]", isPossible: hasGraph, run: onGraph((graph) => graph.grow("down")) },
  { id: "graph.fold", title: "Open or close the group", section: "Graph", keys: "x", isPossible: hasGraph, run: onGraph((graph) => graph.fold()) },
  { id: "graph.openAll", title: "Open all groups", section: "Graph", keys: "", isPossible: hasGraph, run: onGraph((graph) => graph.openAll()) },
  { id: "graph.closeAll", title: "Close all groups", section: "Graph", keys: "", isPossible: hasGraph, run: onGraph((graph) => graph.closeAll()) },
  { id: "graph.zoomIn", title: "Zoom in", section: "Graph", keys: "+", isPossible: hasGraph, run: onGraph((graph) => graph.zoomIn()) },
  { id: "graph.zoomOut", title: "Zoom out", section: "Graph", keys: "-", isPossible: hasGraph, run: onGraph((graph) => graph.zoomOut()) },
  { id: "graph.fit", title: "Show all of the graph", section: "Graph", keys: "0", isPossible: hasGraph, run: onGraph((graph) => graph.fit()) },
  { id: "graph.zoomSelection", title: "Zoom to the selection", section: "Graph", keys: "z", isPossible: hasGraph, run: onGraph((graph) => graph.zoomToSelection()) },
  { id: "graph.turn", title: "Left to right, or top to bottom", section: "Graph", keys: "v", isPossible: hasGraph, run: onGraph((graph) => graph.turn()) },
  { id: "graph.table", title: "Graph or table", section: "Graph", keys: "t", isPossible: hasGraph, run: onGraph((graph) => graph.toggleTable()) },
  { id: "graph.saveSvg", title: "Save the graph as SVG", section: "Graph", keys: "", isPossible: hasGraph, run: onGraph((graph) => graph.save("svg")) },
  { id: "graph.savePng", title: "Save the graph as PNG", section: "Graph", keys: "", isPossible: hasGraph, run: onGraph((graph) => graph.save("png")) },
  { id: "graph.copySelection", title: "Copy the graph as a selection", section: "Graph", keys: "", isPossible: hasGraph, run: onGraph((graph) => graph.copySelection()) },
  { id: "project.open", title: "Open folder…", section: "Project", keys: "mod+o", isPossible: canChooseFolder, run: () => void openFolder() },
  { id: "project.sample", title: "Open the sample project", section: "Project", keys: "", run: () => void openSample() },
  { id: "project.home", title: "Add a Dagster home…", section: "Project", keys: "", isPossible: () => hasProject() && canChooseFolder(), run: () => void chooseDagsterHome() },
  { id: "project.refresh", title: "Read again", section: "Project", keys: "mod+r", isPossible: hasProject, run: () => void refresh(false) },
  { id: "project.rebuild", title: "Forget the index and read everything again", section: "Project", keys: "", isPossible: hasProject, run: () => void refresh(true) },
  { id: "project.stop", title: "Stop reading", section: "Project", keys: "", isPossible: () => useProject.getState().progress !== null, run: stopReading },
  { id: "project.close", title: "Close the project", section: "Project", keys: "", isPossible: hasProject, run: closeProject },
  { id: "palette.all", title: "Search everything", section: "View", keys: "mod+k", run: () => openPalette("") },
  { id: "palette.assets", title: "Search assets", section: "View", keys: "mod+p", isPossible: hasProject, run: () => openPalette("", "assets") },
  { id: "palette.commands", title: "Commands", section: "View", keys: "mod+shift+p", run: () => openPalette(">") },
  { id: "catalog.filter", title: "Filter", section: "View", keys: "/", isPossible: hasProject, run: focusFilter },
  { id: "view.theme", title: "Light or dark", section: "View", keys: "", run: () => void changeSettings({ theme: useSettings.getState().isDark ? "light" : "dark" }) },
  { id: "view.side", title: "Show or hide the side panel", section: "View", keys: "mod+b", run: () => togglePanel() },
  { id: "help.keys", title: "All keys", section: "Help", keys: "?", run: () => openPalette("", "keys") },
];

/** The place in a file that the view points at, else the asset's definition. */
function openSource(): void {
  const place = currentPlace();
  const key = currentKey();
  if (place) void openPlace(place.file, place.line);
  else if (key !== null) void openAsset(key);
}

function toColumns(): void {
  const key = currentKey();
  go(key === null ? { view: "columns" } : { view: "asset", key, tab: "columns" });
}

function toImpact(): void {
  const key = currentKey();
  const column = currentColumn();
  if (key !== null) go({ view: "impact", key, ...(column === null ? {} : { column }) });
}

function toColumnLineage(): void {
  const key = currentKey();
  const column = currentColumn();
  if (key !== null && column !== null) go({ view: "column", key, column });
}

/** Moves to the filter of the view that is open; the catalog's when it has none. */
function focusFilter(): void {
  const filter = document.querySelector<HTMLElement>("[data-filter]");
  if (filter) return filter.focus();
  go({ view: "catalog" });
  requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-filter]")?.focus()));
}

/** The key that holds now: the person's own, else the table's. */
export function keysOf(command: Command, own: { readonly [id: string]: string }): string {
  return own[command.id] ?? command.keys;
}

/** Other commands with the same key, for Settings to tell. */
export function clashesOf(id: string, keys: string, own: { readonly [id: string]: string }): readonly Command[] {
  return keys === "" ? [] : commands.filter((one) => one.id !== id && keysOf(one, own) === keys);
}

export function possibleCommands(): readonly Command[] {
  const { view } = useNavigation.getState().route;
  return commands.filter((one) => (one.isPossible?.() ?? true) && !(one.id === `go.${view}`));
}
