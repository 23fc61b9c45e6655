/** The head of a column's lineage: its name, what is shown of it, and what can be taken along. */
import type { ColumnLineage } from "../../../shared/lineage.ts";
import { drawingOf } from "../../components/column-graph/draw-picture.ts";
import { edgeHeader, edgeLine, edgeRows } from "../../components/column-graph/edge-rows.ts";
import type { Picture } from "../../components/column-graph/place-cards.ts";
import { drawPng, drawSvg } from "../../components/export-drawing.ts";
import { formatCsv, saveFile } from "../../components/export-file.ts";
import { ExportMenu, type ExportChoice } from "../../components/export-menu.tsx";
import { readGraphPalette } from "../../components/graph-palette.ts";
import { VisibleText } from "../../components/visible-text.tsx";
import { go, replaceRoute } from "../../state/navigation.ts";
import { openAllCards, useOpenCards } from "../../state/open-cards.ts";
import { assetHref, type ColumnRoute } from "../../state/route.ts";
import { failed } from "../../state/toasts.ts";
import { mostOpenCards } from "./use-picture.ts";

interface ColumnBarProps {
  readonly route: ColumnRoute;
  readonly lineage: ColumnLineage;
  readonly picture: Picture;
}

const directions = [["upstream", "Upstream"], [undefined, "Both"], ["downstream", "Downstream"]] as const;
const depths = [1, 2, 3, 5, 10];

export function ColumnBar({ route, lineage, picture }: ColumnBarProps) {
  const isAll = useOpenCards((state) => state.isAll);
  const isTooMany = picture.cards.length > mostOpenCards;
  const at = route.key.lastIndexOf("/");
  const turn = (direction: ColumnRoute["direction"]): void => {
    const { direction: _direction, ...rest } = route;
    go(direction ? { ...rest, direction } : rest);
  };
  return (
    <div className="bar column-bar">
      <h1 className="mono wrap">
        <a href={assetHref(route.key, "columns", route.column)} title={`Columns of ${route.key}`}><span className="dim"><VisibleText text={route.key.slice(0, at + 1)} max={200} /></span><VisibleText text={route.key.slice(at + 1)} max={200} /></a><span className="dim">.</span><VisibleText text={route.column} max={200} />
      </h1>
      <div className="segments" role="group" aria-label="Direction">
        {directions.map(([direction, title]) => <button key={title} type="button" aria-pressed={route.direction === direction} onClick={() => turn(direction)}>{title}</button>)}
      </div>
      {!route.isTable && (
        <div className="segments" role="group" aria-label="Columns of each asset">
          <button type="button" aria-pressed={!isAll} onClick={() => openAllCards(false)}>On the path</button>
          <button type="button" aria-pressed={isAll} disabled={isTooMany} title={isTooMany ? `With more than ${mostOpenCards} assets only card by card` : undefined} onClick={() => openAllCards(true)}>All columns</button>
        </div>
      )}
      <button type="button" className={route.isInferred ? "btn on" : "btn"} aria-pressed={route.isInferred === true} title="Also edges that are only guessed: the same name in a direct upstream asset"
        onClick={() => { const { isInferred: _was, ...rest } = route; replaceRoute(route.isInferred ? rest : { ...rest, isInferred: true }); }}>Inferred</button>
      <select className="field depth" aria-label="How many steps from the column" value={route.depth ?? ""} onChange={(event) => { const { depth: _depth, ...rest } = route; go(event.target.value === "" ? rest : { ...rest, depth: Number(event.target.value) }); }}>
        <option value="">All steps</option>
        {depths.map((depth) => <option key={depth} value={depth}>{depth} {depth === 1 ? "step" : "steps"}</option>)}
        {route.depth !== undefined && !depths.includes(route.depth) && <option value={route.depth}>{route.depth} steps</option>}
      </select>
      <div className="bar-end">
        <div className="segments" role="group" aria-label="How the lineage is shown">
          <button type="button" aria-pressed={!route.isTable} onClick={() => { const { isTable: _was, ...rest } = route; replaceRoute(rest); }}>Picture</button>
          <button type="button" aria-pressed={route.isTable === true} onClick={() => replaceRoute({ ...route, isTable: true })}>Table</button>
        </div>
        <LineageExport lineage={lineage} picture={picture} />
      </div>
    </div>
  );
}

function LineageExport({ lineage, picture }: { readonly lineage: ColumnLineage; readonly picture: Picture }) {
  const title = `Lineage of ${lineage.focus.asset}.${lineage.focus.column}`;
  const name = `${lineage.focus.asset}.${lineage.focus.column}-lineage`;
  const drawing = () => drawingOf(picture, title, readGraphPalette(document.documentElement));
  const png = async (): Promise<void> => {
    try {
      saveFile(`${name}.png`, await drawPng(drawing()), "image/png");
    } catch (error) {
      failed("The picture could not be made", error);
    }
  };
  const choices: readonly ExportChoice[] = [
    ["Picture as SVG", () => saveFile(`${name}.svg`, drawSvg(drawing()), "image/svg+xml")],
    ["Picture as PNG", () => void png()],
    ["Edges as CSV", () => saveFile(`${name}.csv`, formatCsv(edgeHeader, edgeRows(lineage).map(edgeLine)), "text/csv")],
    ["Edges as JSON", () => saveFile(`${name}.json`, `${JSON.stringify(lineage, null, 2)}\n`, "application/json")],
  ];
  return <ExportMenu choices={choices} />;
}
