import { failed, tell } from "./toasts.ts";

/** `what` names the thing for the message: "Copied the asset key". */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell({ tone: "good", text: `Copied ${what}` });
  } catch (error) {
    failed(`Could not copy ${what}`, error);
  }
}
