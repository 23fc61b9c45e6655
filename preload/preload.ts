/** The only thing that the page gets from Electron: four frozen functions, no event object, no channel of its choice. */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { IpcRendererEvent } from "electron";
import type { Bridge, EventMessage } from "../shared/bridge.ts";

const bridge: Bridge = {
  request: (name, params) => ipcRenderer.invoke("assetscope:request", name, params),
  shell: (name, params) => ipcRenderer.invoke("assetscope:shell", name, params),
  onEvent(listener) {
    const forward = (_event: IpcRendererEvent, message: EventMessage): void => listener(message);
    ipcRenderer.on("assetscope:event", forward);
    return () => {
      ipcRenderer.off("assetscope:event", forward);
    };
  },
  pathForFile: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ""),
};

contextBridge.exposeInMainWorld("assetscope", Object.freeze(bridge));
