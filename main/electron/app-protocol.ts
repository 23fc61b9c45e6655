/** `app://assetscope/`: the page from an explicit map of built files, never a path from a request, never file://. */
import { readFile } from "node:fs/promises";
import { protocol } from "electron";
import { sealedScheme } from "./sealed-window.ts";
import { listPageFiles, pageHeaders } from "../page-files.ts";

export const pageAddress = "app://assetscope/";

/** Exactly our page, by parsed parts: `app://assetscope.evil/` begins with the right letters too. */
export function isOurs(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === "app:" && url.host === "assetscope" && url.username === "" && url.password === "";
  } catch {
    return false;
  }
}

/** Before the app is ready: with these rights the scheme has an origin of its own, as https would. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges }, { scheme: sealedScheme, privileges }]);
}

export function servePage(folder: string): void {
  const files = listPageFiles(folder);
  protocol.handle("app", async (request) => {
    const file = isOurs(request.url) && request.method === "GET" ? files.get(new URL(request.url).pathname) : undefined;
    if (file === undefined) return new Response("not found", { status: 404, headers: { ...pageHeaders, "Content-Type": "text/plain" } });
    return new Response(await readFile(file.file), { status: 200, headers: { ...pageHeaders, "Content-Type": file.type, "Cache-Control": "no-store" } });
  });
}
