/** What components may cause: the views hand these over, so that a metadata value deep in a table can still lead somewhere. */
import { createContext, useContext } from "react";

export interface Actions {
  readonly assetHref: (key: string, column?: string) => string;
  readonly selectHref: (select: string) => string;
  readonly openPlace: (file: string, line: number) => void;
  readonly openLink: (url: string) => void;
  readonly copy: (text: string, what: string) => void;
  readonly peek: (key: string) => void;
  /** Seconds since 1970, moving. */
  readonly now: number;
}

const inert: Actions = {
  assetHref: () => "#/", selectHref: () => "#/", openPlace: () => undefined, openLink: () => undefined, copy: () => undefined, peek: () => undefined, now: 0,
};

export const ActionsContext = createContext<Actions>(inert);

export function useActions(): Actions {
  return useContext(ActionsContext);
}
