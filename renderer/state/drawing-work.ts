/** Drawing under way, told to whoever waits until all is settled. */
import { holdIdle } from "../api/idle.ts";

/** Counts until the function it gives is called. */
export function holdDrawing(): () => void {
  return holdIdle();
}
