/** The words of the list of columns -> the address, a moment after the last letter. */
import { createDelay } from "../api/idle.ts";
import { go, replaceRoute, useNavigation } from "./navigation.ts";
import type { ColumnsRoute } from "./route.ts";

const later = createDelay(90);

/** `onHandedOn` hears what the address is about to hold: letters typed since are not taken back when it does. */
export function filterColumnsSoon(words: string, onHandedOn: (text: string) => void): void {
  later(() => {
    const { route } = useNavigation.getState();
    if (route.view !== "columns") return;
    const { text: before, ...rest } = route;
    const text = words.trim();
    onHandedOn(text);
    const changed: ColumnsRoute = text === "" ? rest : { ...rest, text };
    // The first letter makes a place to come back to; the next ones change it.
    if (before === undefined || text === "") go(changed);
    else replaceRoute(changed);
  });
}
