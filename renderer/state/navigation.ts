/** Where we are: the address is the truth, the store mirrors it. */
import { create } from "zustand";
import { formatRoute, parseRoute, type Route } from "./route.ts";

interface Navigation {
  readonly route: Route;
  /** Set when the address was none of ours, for one line on the screen. */
  readonly badAddress: string | null;
}

const start: Route = { view: "welcome" };

export const useNavigation = create<Navigation>()(() => ({ route: start, badAddress: null }));

/** Follows the address bar, the back button and links. */
export function startNavigation(): void {
  const read = (): void => {
    const route = parseRoute(location.hash);
    useNavigation.setState({ route: route ?? useNavigation.getState().route, badAddress: route || location.hash.length < 3 ? null : location.hash.slice(0, 200) });
  };
  window.addEventListener("hashchange", read);
  read();
}

/** Was the page opened at an address of its own (a deep link)? */
export function hasAddress(): boolean {
  return parseRoute(location.hash) !== null;
}

export function go(route: Route): void {
  const hash = formatRoute(route);
  if (hash !== location.hash) location.hash = hash;
}

/** Changes the address without a new entry in the history: typing in the filter must not fill it. */
export function replaceRoute(route: Route): void {
  const hash = formatRoute(route);
  if (hash === location.hash) return;
  history.replaceState(history.state, "", hash);
  useNavigation.setState({ route, badAddress: null });
}

export function openPeek(key: string): void {
  replaceRoute({ ...useNavigation.getState().route, peek: key });
}

export function closePeek(): void {
  const { peek: _peek, ...route } = useNavigation.getState().route;
  replaceRoute(route as Route);
}
