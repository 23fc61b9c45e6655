/** Jump to source: ask the core to open a place in the editor, and say plainly what came of it. */
import type { EditorLaunch, Params } from "../../shared/api.ts";
import { request, RequestFailure, transportKind } from "../api/client.ts";
import { copyText } from "./clipboard.ts";
import { go } from "./navigation.ts";
import { tell, type ToastAction } from "./toasts.ts";

/** Schemes of editors that the core's table makes links with. */
const editorLink = /^(vscode|vscode-insiders|vscodium|cursor|windsurf|zed|idea|pycharm|jetbrains|subl|txmt):\/\//;

export async function openAsset(key: string): Promise<void> {
  await launch({ key }, null);
}

export async function openPlace(file: string, line: number): Promise<void> {
  await launch({ file, line }, `${file}:${line}`);
}

async function launch(params: Params<"editor.open">, place: string | null): Promise<void> {
  try {
    report(await request("editor.open", params));
  } catch (error) {
    if (error instanceof RequestFailure && error.code === "forbidden" && transportKind() === "browser") return void offerCopy(params, place);
    const text = error instanceof Error ? error.message : String(error);
    tell({ tone: "bad", text: "The source could not be opened", detail: text, actions: [...copyActions(place), chooseEditor] });
  }
}

/** Browser mode without `--allow-open`: the editor would start on the server's machine, so only the place is handed over. */
async function offerCopy(params: Params<"editor.open">, place: string | null): Promise<void> {
  const dry = await request("editor.open", { ...params, dryRun: true }).catch(() => null);
  const where = dry ? `${dry.file}:${dry.line}` : place;
  if (where) void copyText(where, "path and line");
  tell({
    tone: "info",
    text: where ? "Copied the place in the source" : "The editor is not opened from the browser",
    detail: "Start `assetscope serve` with --allow-open to open the editor from here.",
    ...(where ? { code: where } : {}),
    actions: linkActions(dry?.link ?? null),
  });
}

function report(launched: EditorLaunch): void {
  const place = `${launched.file}:${launched.line}`;
  if (launched.isLaunched) {
    tell({ tone: "good", text: `Opened in ${launched.editor ?? "the editor"}`, code: place });
    return;
  }
  tell({
    tone: "bad",
    text: "No editor was opened",
    detail: `${launched.failure ?? "No editor was found."}${transportKind() === "browser" ? " In the browser, editors are started only by `assetscope serve --allow-open`." : ""}`,
    code: launched.command ? launched.command.join(" ") : place,
    actions: [...linkActions(launched.link), ...copyActions(place), chooseEditor],
  });
}

const chooseEditor: ToastAction = { label: "Choose editor", run: () => go({ view: "settings" }) };

function copyActions(place: string | null): ToastAction[] {
  return place === null ? [] : [{ label: "Copy path:line", run: () => void copyText(place, "path and line") }];
}

function linkActions(link: string | null): ToastAction[] {
  if (link === null || !editorLink.test(link)) return [];
  return [{ label: "Try its link", run: () => void (location.href = link) }];
}
