/** The full key and the facts of what the mouse rests on. */
import { useEffect, useState } from "react";
import type { Point } from "../../components/graph-camera.ts";
import { describeGroup, edgesOf, factsOf } from "./describe-node.ts";
import { VisibleText } from "../../components/visible-text.tsx";
import { itemKinds } from "../../state/graph/scene-input.ts";
import type { PlacedScene } from "./use-scene.ts";

const restMs = 450;

export function NodeTip({ placed, item, at }: { readonly placed: PlacedScene; readonly item: number; readonly at: Point }) {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  const { items, graph } = placed;
  const ref = items.refs[item];
  if (!isShown || ref === undefined) return null;
  const row = items.kinds[item] === itemKinds.asset ? graph.model.rows[ref] : undefined;
  return (
    <div className="tip node-tip" style={{ left: at[0] + 14, top: at[1] + 18 }} aria-hidden="true">
      {row ? <><b className="mono wrap"><VisibleText text={row.key} max={500} /></b>{factsOf(row, graph.now).map((fact) => <div key={fact}>{fact}</div>)}{edgesOf(graph.model, ref, graph.visible).map((fact) => <div key={fact} className="dim2">{fact}</div>)}</> : describeGroup(graph.model, ref, items.sizes[item]!)}
    </div>
  );
}
