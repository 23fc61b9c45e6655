/** The asset that commands mean: the one of the page, of the panel at the right, or of the catalog's current line. */
import { create } from "zustand";
import { useNavigation } from "./navigation.ts";

export const useSelection = create<{ readonly key: string | null }>()(() => ({ key: null }));

export function select(key: string | null): void {
  useSelection.setState({ key });
}

export function currentKey(): string | null {
  const { route } = useNavigation.getState();
  if (route.peek !== undefined) return route.peek;
  if (route.view === "asset") return route.key;
  return route.view === "catalog" ? useSelection.getState().key : null;
}
