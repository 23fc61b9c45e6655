/** The asset page's Lineage: the same graph, around this asset. */
import { go, replaceRoute } from "../../state/navigation.ts";
import { lineageHref, type AssetRoute } from "../../state/route.ts";
import { AssetGraph } from "./asset-graph.tsx";

export function LineageTab({ route }: { readonly route: AssetRoute }) {
  return (
    <div className="lineage-tab">
      <AssetGraph focus={route.key} select="" address={route.graph ?? {}}
        onAddress={(graph, isStep) => (isStep ? go : replaceRoute)({ ...route, graph })}
        onFocus={(key) => { const { grown: _grown, open: _open, ...graph } = route.graph ?? {}; go({ ...route, key, graph }); }} />
      <p className="small"><a href={lineageHref(route.key)}>Open in the lineage view</a></p>
    </div>
  );
}
