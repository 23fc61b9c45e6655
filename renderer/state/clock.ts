/** The time for "2 min ago", told twice a minute to whoever shows it. */
import { create } from "zustand";

/** Seconds since 1970. */
export const useClock = create<{ readonly now: number }>()(() => ({ now: Date.now() / 1000 }));

export function startClock(): void {
  setInterval(() => {
    if (!document.hidden) useClock.setState({ now: Date.now() / 1000 });
  }, 20_000);
}
