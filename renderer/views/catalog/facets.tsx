/** Groups, kinds, owners, tags, code locations and states with their counts. A click is a term of the filter. */
import { useMemo, useState } from "react";
import type { AssetRow } from "../../../shared/api.ts";
import { OwnerAvatar } from "../../components/asset-marks.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { activeTerms, hasTerm, toggleTerm, type FacetName } from "../../state/facet-query.ts";
import { countFacet, facetNames, rowsInState, rowStates } from "../../state/facets.ts";
import { catalogPages } from "../../state/data.ts";
import { useRemote } from "../../state/remote.ts";
import { formatRoute, type CatalogRoute } from "../../state/route.ts";

const titles: { readonly [N in FacetName]: string } = { group: "Groups", kind: "Kinds", owner: "Owners", tag: "Tags", code_location: "Code locations" };
const noneTitles: { readonly [N in FacetName]: string } = { group: "no group", kind: "no kind", owner: "no owner", tag: "no tag", code_location: "no code location" };
const shownFirst = 7;
const noRows: readonly AssetRow[] = [];

export function Facets({ route }: { readonly route: CatalogRoute }) {
  const select = route.select ?? "";
  const all = useRemote(catalogPages, "").value?.rows ?? noRows;
  const some = useRemote(catalogPages, select).value?.rows ?? all;
  const isFiltered = select !== "" || route.only !== undefined;
  return (
    <>
      {facetNames.map((name) => <Facet key={name} name={name} route={route} all={all} some={isFiltered ? rowsInState(some, route.only) : all} />)}
      <States route={route} all={all} />
    </>
  );
}

interface FacetProps {
  readonly name: FacetName;
  readonly route: CatalogRoute;
  readonly all: readonly AssetRow[];
  readonly some: readonly AssetRow[];
}

function Facet({ name, route, all, some }: FacetProps) {
  const [isAll, setIsAll] = useState(false);
  const values = useMemo(() => countFacet(all, name), [all, name]);
  const within = useMemo(() => new Map(countFacet(some, name).map((one) => [one.value, one.count])), [some, name]);
  const terms = useMemo(() => activeTerms(route.select ?? ""), [route.select]);
  const hasValues = values.some((one) => one.value !== null);
  if (!hasValues || (name === "code_location" && values.length < 2)) return null;
  const isActive = terms.some((term) => term.name === name);
  // Alternatives of an active facet keep their totals, so that one can be added.
  const countOf = (value: string | null, total: number): number => (isActive ? total : (within.get(value) ?? 0));
  const listed = isAll ? values.slice(0, 300) : values.filter((one, i) => i < shownFirst || hasTerm(terms, { name, value: one.value }));
  return (
    <section className="facet" aria-label={titles[name]}>
      <h2>{titles[name]}</h2>
      <ul>
        {listed.map(({ value, count }) => {
          const isOn = hasTerm(terms, { name, value });
          const now = countOf(value, count);
          return (
            <li key={value ?? ""}>
              <a href={formatRoute({ ...route, select: toggleTerm(route.select ?? "", { name, value }) })} className={isOn ? "on" : now === 0 ? "none" : ""} aria-current={isOn ? "true" : undefined} title={value ?? noneTitles[name]}>
                {name === "owner" && value !== null && <OwnerAvatar owner={value} isSmall />}
                <span className={`clip${name === "kind" && value !== null ? " mono" : ""}`}>{value === null ? <em className="dim">{noneTitles[name]}</em> : <FacetText name={name} value={value} />}</span>
                <b className="num">{now.toLocaleString("en")}</b>
              </a>
            </li>
          );
        })}
      </ul>
      {values.length > shownFirst && <button type="button" className="link small" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>{isAll ? "Show fewer" : `Show all ${values.length.toLocaleString("en")}`}</button>}
    </section>
  );
}

function FacetText({ name, value }: { readonly name: FacetName; readonly value: string }) {
  const at = name === "tag" ? value.indexOf("=") : -1;
  if (at < 0) return <VisibleText text={value} max={120} />;
  return <><span className="dim"><VisibleText text={value.slice(0, at)} max={80} /></span> <VisibleText text={value.slice(at + 1)} max={80} /></>;
}

function States({ route, all }: { readonly route: CatalogRoute; readonly all: readonly AssetRow[] }) {
  const counts = useMemo(() => rowStates.map((state) => all.reduce((count, row) => count + (state.holds(row) ? 1 : 0), 0)), [all]);
  if (counts.every((count) => count === 0)) return null;
  return (
    <section className="facet" aria-label="States">
      <h2>State</h2>
      <ul>
        {rowStates.map((state, i) => {
          const isOn = route.only === state.id;
          if (counts[i] === 0 && !isOn) return null;
          const { only: _only, ...rest } = route;
          return (
            <li key={state.id}>
              <a href={formatRoute(isOn ? rest : { ...route, only: state.id })} className={isOn ? "on" : ""} aria-current={isOn ? "true" : undefined}>
                <span className="clip">{state.title}</span>
                <b className="num">{counts[i]?.toLocaleString("en")}</b>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
