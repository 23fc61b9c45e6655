/** How many assets of each owner, group and kind are downstream: bars that filter the table. */
import { useMemo, useState } from "react";
import type { ImpactRow } from "../../../shared/lineage.ts";
import { OwnerAvatar } from "../../components/asset-marks.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { countImpact, filterImpact, impactBars, impactFacets, noneValue, unknownValue, type ImpactFacet } from "../../state/impact-rows.ts";
import { formatRoute, type ImpactRoute } from "../../state/route.ts";

const titles: { readonly [F in ImpactFacet]: string } = { owner: "Owners", group: "Groups", kind: "Kinds" };
const shownFirst = 8;

export function ImpactBars({ route, rows }: { readonly route: ImpactRoute; readonly rows: readonly ImpactRow[] }) {
  const counts = useMemo(() => countImpact(filterImpact(rows, route), route.key), [rows, route]);
  const { isUnguarded: _was, ...guarded } = route;
  return (
    <div className="impact-bars">
      {impactFacets.map((facet) => <Bars key={facet} facet={facet} route={route} rows={rows} />)}
      <section className="facet" aria-label="Checks">
        <h2>Checks</h2>
        <ul>
          <li><a className={route.isUnguarded ? "impact-bar on" : "impact-bar"} aria-current={route.isUnguarded ? "true" : undefined} href={formatRoute(route.isUnguarded ? guarded : { ...route, isUnguarded: true })}><span className="clip">without a check</span><b className="num">{counts.unguarded.toLocaleString("en")}</b></a></li>
        </ul>
      </section>
    </div>
  );
}

/** Of a bar that is no owner, group or kind. */
function wordOf(value: string, facet: ImpactFacet): string | null {
  return value === noneValue ? `no ${facet}` : value === unknownValue ? `${facet} unknown` : null;
}

/** Counts are within the other filters, so that a bar tells what a click would leave. */
function Bars({ facet, route, rows }: { readonly facet: ImpactFacet; readonly route: ImpactRoute; readonly rows: readonly ImpactRow[] }) {
  const [isAll, setIsAll] = useState(false);
  const { [facet]: chosen, ...others } = route;
  const bars = useMemo(() => {
    const { [facet]: _chosen, ...rest } = route;
    return impactBars(filterImpact(rows, rest), route.key, facet);
  }, [rows, route, facet]);
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const listed = isAll ? bars : bars.filter((bar, i) => i < shownFirst || bar.value === chosen);
  return (
    <section className="facet" aria-label={titles[facet]}>
      <h2>{titles[facet]}</h2>
      <ul>
        {listed.map(({ value, count }) => (
          <li key={value}>
            <a className={value === chosen ? "impact-bar on" : "impact-bar"} aria-current={value === chosen ? "true" : undefined} href={formatRoute(value === chosen ? others : { ...others, [facet]: value })} title={`${wordOf(value, facet) ?? value}: ${count} ${count === 1 ? "asset" : "assets"}`}>
              <span className="impact-fill" style={{ width: `${(count / most) * 100}%` }} aria-hidden="true" />
              {facet === "owner" && wordOf(value, facet) === null && <OwnerAvatar owner={value} isSmall />}
              <span className={facet === "kind" && wordOf(value, facet) === null ? "clip mono" : "clip"}>{wordOf(value, facet) !== null ? <em className="dim">{wordOf(value, facet)}</em> : <VisibleText text={value} max={120} />}</span>
              <b className="num">{count.toLocaleString("en")}</b>
            </a>
          </li>
        ))}
      </ul>
      {bars.length > shownFirst && <button type="button" className="link small" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>{isAll ? "Show fewer" : `Show all ${bars.length.toLocaleString("en")}`}</button>}
    </section>
  );
}
