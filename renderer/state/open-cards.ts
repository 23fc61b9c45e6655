/** Which assets of a column's lineage show all of their columns; it stays so when another column comes into focus. */
import { create } from "zustand";

interface OpenCards {
  readonly keys: ReadonlySet<string>;
  readonly isAll: boolean;
}

export const useOpenCards = create<OpenCards>()(() => ({ keys: new Set(), isAll: false }));

export function toggleCard(key: string): void {
  const { keys, isAll } = useOpenCards.getState();
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  useOpenCards.setState({ keys: next, isAll });
}

/** All of them, or none: the choice card by card begins anew. `keys` then holds those that differ. */
export function openAllCards(isAll: boolean): void {
  useOpenCards.setState({ keys: new Set(), isAll });
}

export function isCardOpen({ keys, isAll }: OpenCards, key: string): boolean {
  return keys.has(key) !== isAll;
}
