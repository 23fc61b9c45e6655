/** Links out of the program: asked about when the address needs a second look, then opened by the shell, which checks again. */
import { create } from "zustand";
import { RequestFailure, shell, transportKind } from "../api/client.ts";
import { checkLink, type AllowedLink } from "../../shared/link-policy.ts";
import { tell, failed } from "./toasts.ts";

/** The link that waits for a yes. */
export const useAskedLink = create<{ readonly link: AllowedLink | null }>()(() => ({ link: null }));

export async function openExternal(url: string): Promise<void> {
  const link = checkLink(url);
  if (!link || link.isInside) return;
  if (link.warning !== null) useAskedLink.setState({ link });
  else await openChecked(link);
}

export function answerAskedLink(isYes: boolean): void {
  const { link } = useAskedLink.getState();
  useAskedLink.setState({ link: null });
  if (link && isYes) void openChecked(link);
}

async function openChecked(link: AllowedLink): Promise<void> {
  if (transportKind() === "browser") {
    window.open(link.href, "_blank", "noopener,noreferrer");
    return;
  }
  try {
    const opened = await shell("shell.openLink", { url: link.href });
    if (!opened.isOpened) tell({ tone: "warn", text: "The link was not opened", detail: opened.reason ?? "", code: link.href });
  } catch (error) {
    failed("The link was not opened", error instanceof RequestFailure ? error : String(error));
  }
}
