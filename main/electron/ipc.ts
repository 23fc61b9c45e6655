/**
 * One loop over the two tables of calls. A call counts only when it comes from the top frame of our window on our own address and its
 * params fit the contract; whatever else arrives is answered with an error and goes no further.
 */
import { ipcMain } from "electron";
import type { BrowserWindow, IpcMainInvokeEvent } from "electron";
import type { z } from "zod";
import { requestParams } from "../../shared/api.ts";
import type { Answer } from "../../shared/api.ts";
import { isOurs } from "./app-protocol.ts";

export type Calls = { readonly [name: string]: (params: unknown) => Promise<Answer<unknown>> };

export function listenToPage(getWindow: () => BrowserWindow | null, tables: { readonly request: Calls; readonly shell: Calls }): void {
  for (const kind of ["request", "shell"] as const) {
    ipcMain.handle(`assetscope:${kind}`, (event, name: unknown, params: unknown) => {
      if (!isFromOurPage(event, getWindow())) return refused("forbidden", "not from the window's page");
      // Own properties alone: `constructor` is no request.
      const call = typeof name === "string" && Object.hasOwn(tables[kind], name) ? tables[kind][name] : undefined;
      return call === undefined ? refused("unknown_request", "no such request") : call(params);
    });
  }
}

/** The contract's requests, checked here and handed to the core, which checks them again at its own border. */
export function requestCalls(request: (name: string, params: unknown) => Promise<Answer<unknown>>): Calls {
  const checked = ([name, schema]: [string, z.ZodType]): [string, (params: unknown) => Promise<Answer<unknown>>] => [
    name,
    async (params) => {
      const result = schema.safeParse(params);
      return result.success ? request(name, result.data) : refused("bad_request", result.error.message);
    },
  ];
  return Object.fromEntries(Object.entries(requestParams).map(checked));
}

function isFromOurPage(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame;
  return frame !== null && window !== null && event.sender === window.webContents && frame.parent === null && isOurs(frame.url);
}

function refused(code: "forbidden" | "unknown_request" | "bad_request", message: string): Answer<never> {
  return { error: { code, message: message.slice(0, 500) } };
}
