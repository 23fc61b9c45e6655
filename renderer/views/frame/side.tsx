/** The places at the left; the catalog's facets below them. */
import { formatRoute, type Route } from "../../state/route.ts";
import { Icon, type IconName } from "../../components/icon.tsx";
import { closeOverlay } from "../../state/palette.ts";
import { useProject } from "../../state/project.ts";
import { Facets } from "../catalog/facets.tsx";

interface Place {
  readonly route: Route;
  readonly title: string;
  readonly icon: IconName;
  readonly count?: "assets" | "columns" | "problems";
}

/** Adding a place = a row here, a route, a view. */
const places: readonly Place[] = [
  { route: { view: "catalog" }, title: "Catalog", icon: "catalog", count: "assets" },
  { route: { view: "lineage", graph: {} }, title: "Lineage", icon: "lineage" },
  { route: { view: "columns" }, title: "Columns", icon: "columns", count: "columns" },
  { route: { view: "history" }, title: "History", icon: "history" },
  { route: { view: "problems" }, title: "Problems", icon: "problems", count: "problems" },
  { route: { view: "read" }, title: "What was read", icon: "read" },
  { route: { view: "settings" }, title: "Settings", icon: "settings" },
];

export function Side({ route }: { readonly route: Route }) {
  const counts = useProject((state) => state.state?.counts);
  const hasProject = useProject((state) => state.state?.project != null);
  const here = route.view === "asset" ? "catalog" : route.view === "column" || route.view === "impact" ? "columns" : route.view;
  return (
    <nav className="side" aria-label="Places">
      <ul>
        {places.map((place) => {
          const count = place.count === "assets" ? (counts ? counts.assets + counts.stubs : 0) : place.count ? (counts?.[place.count] ?? 0) : 0;
          return (
            <li key={place.title}>
              <a href={formatRoute(place.route)} className={place.route.view === here ? "on" : ""} aria-current={place.route.view === here ? "page" : undefined} onClick={closeOverlay}>
                <Icon name={place.icon} size={15} />
                <span>{place.title}</span>
                {count > 0 && <b className={place.count === "problems" ? "warn num" : "num"}>{count.toLocaleString("en")}</b>}
              </a>
            </li>
          );
        })}
      </ul>
      {hasProject && route.view === "catalog" && <Facets route={route} />}
    </nav>
  );
}
