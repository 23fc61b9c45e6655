/** The text of the graph's filter -> the address, a moment after the last letter. */
import { createDelay } from "../../api/idle.ts";
import { go, replaceRoute, useNavigation } from "../navigation.ts";

const later = createDelay(150);

export function lineageFilterSoon(text: string): void {
  const select = text.trim() === "" ? undefined : text;
  later(() => {
    const { route } = useNavigation.getState();
    if (route.view !== "lineage") return;
    const { select: before, ...rest } = route;
    const changed = select === undefined ? rest : { ...rest, select };
    if (before === undefined || select === undefined) go(changed);
    else replaceRoute(changed);
  });
}
