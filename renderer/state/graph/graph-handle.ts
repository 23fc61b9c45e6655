/** The graph on screen, as commands know it: the palette and the keys reach it here. */
import { create } from "zustand";

export interface GraphHandle {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly zoomToSelection: () => void;
  readonly focusHere: () => void;
  readonly grow: (side: "up" | "down") => void;
  readonly fold: () => void;
  readonly openAll: () => void;
  readonly closeAll: () => void;
  readonly find: () => void;
  readonly turn: () => void;
  readonly toggleTable: () => void;
  readonly save: (format: "svg" | "png") => void;
  readonly copySelection: () => void;
}

const useHandle = create<{ readonly handle: GraphHandle | null }>()(() => ({ handle: null }));

/** Until the function it gives is called. */
export function registerGraph(handle: GraphHandle): () => void {
  useHandle.setState({ handle });
  return () => {
    if (useHandle.getState().handle === handle) useHandle.setState({ handle: null });
  };
}

export function graphHandle(): GraphHandle | null {
  return useHandle.getState().handle;
}
