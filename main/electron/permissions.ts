/**
 * What web content may not do, for every session and every frame there will ever be: leave our address, open windows, ask for devices,
 * hold a webview, reach the network. Electron allows most of it by default.
 */
import { app, session } from "electron";
import type { Session, WebContents } from "electron";
import { isOurs } from "./app-protocol.ts";

/** Before the app is ready, so that no session or page is missed. */
export function denyByDefault(): void {
  app.on("session-created", restrictSession);
  app.on("web-contents-created", (_event, contents) => restrictContents(contents));
  void app.whenReady().then(() => restrictSession(session.defaultSession));
}

/** Putting text on the clipboard after a click is the one thing that our own page may ask for ("copy path:line"). */
function isAllowed(permission: string, address: string): boolean {
  return permission === "clipboard-sanitized-write" && isOurs(address);
}

function restrictSession(target: Session): void {
  target.setPermissionRequestHandler((contents, permission, decide) => decide(isAllowed(permission, contents.getURL())));
  target.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin));
  target.setDevicePermissionHandler(() => false);
  target.webRequest.onBeforeRequest({ urls: ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*", "ftp://*/*", "file:///*"] }, (_details, decide) => decide({ cancel: true }));
}

function restrictContents(contents: WebContents): void {
  contents.on("will-navigate", (event, address) => {
    if (!isOurs(address)) event.preventDefault();
  });
  contents.on("will-redirect", (event, address) => {
    if (!isOurs(address)) event.preventDefault();
  });
  contents.on("will-frame-navigate", (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}
