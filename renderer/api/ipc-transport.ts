/** The desktop window: everything goes through the preload script's bridge. */
import type { Bridge } from "../../shared/bridge.ts";
import type { Transport } from "./transport.ts";

declare global {
  interface Window {
    readonly assetscope?: Bridge;
  }
}

export function createIpcTransport(bridge: Bridge): Transport {
  return {
    kind: "desktop",
    request: (name, params) => bridge.request(name, params),
    shell: (name, params) => bridge.shell(name, params),
    onEvent: (listener) => bridge.onEvent(listener),
    onReconnect: () => undefined,
    pathForFile: (file) => bridge.pathForFile(file),
  };
}
