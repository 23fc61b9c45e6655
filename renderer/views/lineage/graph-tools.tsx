/** The line of tools above the graph: hops, colours, facets, direction, finding, exports. */
import { ExportMenu, type ExportChoice } from "../../components/export-menu.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { colorings, type Coloring } from "../../state/graph/color-legend.ts";
import { facetNames, type GraphAddress, type NodeFacet } from "../../state/graph/graph-address.ts";
import { useKeys } from "../frame/use-keys.ts";
import type { GraphModel } from "./use-graph-model.ts";

const facetTitles: { readonly [name in NodeFacet]: string } = {
  kinds: "Kinds", materialized: "Last materialization", rows: "Row count", checks: "Checks", partitions: "Partitions", owners: "Owners", tags: "Tags",
};
const colorTitles: { readonly [name in Coloring]: string } = { group: "Group", owner: "Owner", kind: "Kind", tag: "Tag", freshness: "Freshness" };

interface HopsProps {
  readonly graph: GraphModel;
  readonly onChange: (change: Pick<GraphAddress, "up" | "down">) => void;
}

/** How far upstream and downstream; each with fewer, more, all. */
export function HopSteppers({ graph, onChange }: HopsProps) {
  return (
    <>
      <Stepper name="Upstream" value={graph.up} onChange={(up) => onChange({ up })} />
      <Stepper name="Downstream" value={graph.down} onChange={(down) => onChange({ down })} />
    </>
  );
}

function Stepper({ name, value, onChange }: { readonly name: string; readonly value: number | null; readonly onChange: (value: number | null) => void }) {
  return (
    <div className="stepper" role="group" aria-label={`${name}: hops shown`}>
      <span className="stepper-name">{name}</span>
      <button type="button" aria-label={`${name}: one hop less`} disabled={value === 0} onClick={() => onChange(value === null ? 3 : Math.max(0, value - 1))}>−</button>
      <output className="num" aria-label={`${name} hops`}>{value ?? "all"}</output>
      <button type="button" aria-label={`${name}: one hop more`} disabled={value === null} onClick={() => onChange((value ?? 0) + 1)}>+</button>
      <button type="button" className="stepper-all" aria-label={`${name}: all`} aria-pressed={value === null} onClick={() => onChange(value === null ? 1 : null)}>All</button>
    </div>
  );
}

export function ColorMenu({ graph, address, onChange }: { readonly graph: GraphModel; readonly address: GraphAddress; readonly onChange: (color: Coloring, tag?: string) => void }) {
  const color = address.color ?? "group";
  const { tagKey, tagKeys } = graph.legend;
  return (
    <Menu label="Colour by" button={<><span className="dim2">Colour</span> {color === "tag" && tagKey !== null ? <VisibleText text={tagKey} max={24} /> : colorTitles[color]}<Icon name="down" size={12} /></>}>
      {(close) => (
        <>
          {colorings.map((one) => <button key={one} type="button" aria-pressed={one === color} onClick={() => { close(); onChange(one); }}><span className="grow">{colorTitles[one]}</span>{one === color && <Icon name="check" size={13} />}</button>)}
          {color === "tag" && tagKeys.length > 1 && <div className="menu-title">Which tag</div>}
          {color === "tag" && tagKeys.slice(0, 30).map((key) => <button key={`tag ${key}`} type="button" aria-pressed={key === tagKey} onClick={() => { close(); onChange("tag", key); }}><span className="grow mono"><VisibleText text={key} max={60} /></span>{key === tagKey && <Icon name="check" size={13} />}</button>)}
        </>
      )}
    </Menu>
  );
}

export function FacetMenu({ facets, onChange }: { readonly facets: readonly NodeFacet[]; readonly onChange: (facets: readonly NodeFacet[]) => void }) {
  return (
    <Menu label="What nodes show" button={<>Show<Icon name="down" size={12} /></>}>
      {() => facetNames.map((name) => (
        <label key={name} className="menu-check"><input type="checkbox" checked={facets.includes(name)} onChange={() => onChange(facets.includes(name) ? facets.filter((one) => one !== name) : facetNames.filter((one) => one === name || facets.includes(one)))} />{facetTitles[name]}</label>
      ))}
    </Menu>
  );
}

interface GraphExportProps {
  readonly isTable: boolean;
  readonly onSave: (format: "svg" | "png") => void;
  readonly onSaveTable: () => void;
  readonly onCopy: () => void;
}

export function GraphExport({ isTable, onSave, onSaveTable, onCopy }: GraphExportProps) {
  const pictures: readonly ExportChoice[] = [["What is on screen, as SVG", () => onSave("svg")], ["What is on screen, as PNG", () => onSave("png")]];
  return <ExportMenu choices={[...(isTable ? [] : pictures), ["All rows as CSV", onSaveTable], ["Copy as selection", onCopy]]} />;
}

interface GroupButtonsProps {
  readonly hasGroups: boolean;
  readonly onOpenAll: () => void;
  readonly onCloseAll: () => void;
}

export function GroupButtons({ hasGroups, onOpenAll, onCloseAll }: GroupButtonsProps) {
  if (!hasGroups) return null;
  return (
    <div className="segments" role="group" aria-label="Groups">
      <button type="button" onClick={onOpenAll} title="Open all groups">Open</button>
      <button type="button" onClick={onCloseAll} title="Close all groups">Close</button>
    </div>
  );
}

export function DirectionButton({ direction, onTurn }: { readonly direction: "right" | "down"; readonly onTurn: () => void }) {
  return (
    <button type="button" className="btn icon" aria-label={direction === "right" ? "Draw from top to bottom" : "Draw from left to right"} title={direction === "right" ? "Draw from top to bottom" : "Draw from left to right"} onClick={onTurn}>
      <Icon name={direction === "right" ? "flowRight" : "flowDown"} size={14} />
    </button>
  );
}

export function ZoomButtons({ onZoom, onFit }: { readonly onZoom: (factor: number) => void; readonly onFit: () => void }) {
  const keys = useKeys();
  const title = (name: string, id: string): string => (keys(id) === "" ? name : `${name} (${keys(id)})`);
  return (
    <div className="graph-zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" title={title("Zoom in", "graph.zoomIn")} onClick={() => onZoom(1.35)}>+</button>
      <button type="button" aria-label="Zoom out" title={title("Zoom out", "graph.zoomOut")} onClick={() => onZoom(1 / 1.35)}>−</button>
      <button type="button" aria-label="Show all" title={title("Show all", "graph.fit")} onClick={onFit}><Icon name="fit" size={13} /></button>
    </div>
  );
}
