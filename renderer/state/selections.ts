/** What the filter boxes offer: values of this project to complete with, selections used lately, selections saved by name. */
import type { SavedSelections } from "../../shared/api.ts";
import type { ValueCounts } from "../../shared/selection/complete.ts";
import { request } from "../api/client.ts";
import { createRemote } from "./remote.ts";
import { failed } from "./toasts.ts";

/** Asked for when a box is first used; the key is "". */
export const selectionValues = createRemote(async (): Promise<ValueCounts> => {
  const { attributes } = await request("selection.values", {});
  return new Map(Object.entries(attributes).map(([attribute, values]) => [attribute, new Map(Object.entries(values))]));
});
/** The key is "". */
export const savedSelections = createRemote(() => request("selection.list", {}));

export function saveSelection(name: string, select: string): Promise<boolean> {
  return changed("The selection could not be saved", request("selection.save", { name, select }));
}

export function forgetSelection(name: string): Promise<boolean> {
  return changed("The selection could not be forgotten", request("selection.forget", { name }));
}

let noted = "";

/** Once in a row is enough. */
export function noteSelection(select: string): void {
  if (select === noted || select.trim() === "") return;
  noted = select;
  void changed("The selection could not be noted", request("selection.use", { select }));
}

async function changed(failure: string, asked: Promise<SavedSelections>): Promise<boolean> {
  try {
    await asked;
    savedSelections.load("");
    return true;
  } catch (error) {
    failed(failure, error);
    return false;
  }
}
