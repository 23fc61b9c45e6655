/** The page of the asset graph: what it is about, the filter, the graph. */
import { Icon } from "../../components/icon.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { formatAssetKey, parseAssetKey } from "../../../shared/asset-key.ts";
import { go, replaceRoute } from "../../state/navigation.ts";
import { assetHref, type LineageRoute } from "../../state/route.ts";
import { AssetGraph } from "./asset-graph.tsx";
import { lineageFilterSoon } from "../../state/graph/lineage-filter.ts";
import { SelectionBox } from "../selection/selection-box.tsx";

export function LineageView({ route }: { readonly route: LineageRoute }) {
  const { focus, select } = route;
  return (
    <div className="lineage">
      <AssetGraph focus={focus ?? null} select={select ?? ""} address={route.graph}
        onAddress={(graph, isStep) => (isStep ? go : replaceRoute)({ ...route, graph })}
        onFocus={(key) => { const { grown: _grown, open: _open, ...graph } = route.graph; go({ ...route, focus: key, graph }); }}>
        {({ shown, total, error }) => (
          <div className="bar">
            <h1>Lineage</h1>
            {focus !== undefined && <FocusChip focus={focus} onClear={() => { const { focus: _focus, ...rest } = route; const { grown: _grown, open: _open, up: _up, down: _down, ...graph } = route.graph; go({ ...rest, graph }); }} />}
            <SelectionBox value={select ?? ""} onChange={lineageFilterSoon} label="Filter the graph" onLeave={() => document.querySelector<HTMLElement>(".graph-layer, .graph-table")?.focus()} count={shown === total ? total.toLocaleString("en") : `${shown.toLocaleString("en")} of ${total.toLocaleString("en")}`} error={error} />
          </div>
        )}
      </AssetGraph>
    </div>
  );
}

function FocusChip({ focus, onClear }: { readonly focus: string; readonly onClear: () => void }) {
  const path = parseAssetKey(focus);
  return (
    <span className="focus-chip">
      <a href={assetHref(focus)} className="mono clip" title={focus}>{path.length > 1 && <span className="dim"><VisibleText text={`${formatAssetKey(path.slice(0, -1))}/`} max={200} /></span>}<b><VisibleText text={formatAssetKey(path.slice(-1))} max={200} /></b></a>
      <button type="button" aria-label="Show the whole project" title="Show the whole project" onClick={onClear}><Icon name="close" size={12} /></button>
    </span>
  );
}
