/** The text of the filter -> the address, a moment after the last letter. */
import { createDelay } from "../api/idle.ts";
import { go, replaceRoute, useNavigation } from "./navigation.ts";
import type { CatalogRoute } from "./route.ts";

const later = createDelay(120);

export function filterSoon(text: string): void {
  const select = text.trim() === "" ? undefined : text;
  later(() => {
    const { route } = useNavigation.getState();
    if (route.view !== "catalog") return;
    const { select: before, ...rest } = route;
    const changed: CatalogRoute = select === undefined ? rest : { ...rest, select };
    // The first letter makes a place to come back to; the next ones change it.
    if (before === undefined || select === undefined) go(changed);
    else replaceRoute(changed);
  });
}
