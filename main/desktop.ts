/**
 * The desktop's entry: what starts, in order. The core runs in a utility process, the page in a sandboxed renderer; this process only
 * carries messages, draws window and menu, and guards the ways out.
 */
import path from "node:path";
import { BrowserWindow, app, dialog } from "electron";
import type { EventMessage } from "../shared/bridge.ts";
import { registerAppScheme, servePage } from "./electron/app-protocol.ts";
import { folderArgument } from "./electron/arguments.ts";
import { createCoreClient } from "./electron/core-client.ts";
import type { CoreClient } from "./electron/core-client.ts";
import { listenToPage, requestCalls } from "./electron/ipc.ts";
import { setMenu } from "./electron/menu.ts";
import { denyByDefault } from "./electron/permissions.ts";
import { createShellActions } from "./electron/shell-handlers.ts";
import type { ShellActions } from "./electron/shell-handlers.ts";
import { openWindow, setTheme } from "./electron/window.ts";
import { userFolders } from "./user-folders.ts";

const closeWaitMs = 2_000;

let window: BrowserWindow | null = null;

// A user who starts it with --no-sandbox (root must, on Linux) has none for any process: asking for one again would leave no process alive.
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
registerAppScheme();
denyByDefault();
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  const distFolder = path.join(app.getAppPath(), "dist");
  const sampleFolder = path.join(app.isPackaged ? process.resourcesPath : app.getAppPath(), "examples", "shop");
  const core = createCoreClient({ distFolder, folders: { ...userFolders(process.env), sampleFolder }, isExact: app.commandLine.getSwitchValue("with") !== "static", onEvent: tellPage, onGivenUp: () => void sayCoreStopped(core) });
  const shell = createShellActions(core, () => window);

  servePage(path.join(distFolder, "renderer"));
  listenToPage(() => window, { request: requestCalls(core.forward), shell: shell.calls });
  showWindow();
  void openFirst(core, shell);

  function tellPage(message: EventMessage): void {
    window?.webContents.send("assetscope:event", message);
    if (message.name === "settings.changed") setTheme(message.data.theme);
    if (message.name === "project.changed" && (message.data.status === "ready" || message.data.status === "none")) void drawMenu(core, shell);
  }

  function showWindow(): void {
    window = openWindow(distFolder);
    window.on("closed", () => {
      window = null;
      core.closeWindows();
    });
  }

  app.on("second-instance", (_event, argv, workingDirectory) => {
    if (window === null) showWindow();
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const folder = folderArgument(argv, workingDirectory);
    if (folder !== null) void shell.openFolder(folder);
  });
  app.on("open-file", (event, folder) => {
    event.preventDefault();
    void shell.openFolder(folder);
  });
  app.on("activate", () => {
    if (window === null) showWindow();
  });
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  // The windows are closed and their places kept; what is left is the core.
  app.on("will-quit", (event) => {
    event.preventDefault();
    void core.close(closeWaitMs).then(() => app.exit());
  });
}

/** The folder that was named, else nothing: the page shows its welcome. */
async function openFirst(core: CoreClient, shell: ShellActions): Promise<void> {
  const settings = await core.request("settings.get", {});
  if ("result" in settings) setTheme(settings.result.theme);
  await drawMenu(core, shell);
  const folder = folderArgument(process.argv, process.cwd());
  if (folder === null) return;
  const opened = await shell.openFolder(folder);
  // A core that ended meanwhile (the user quits at once) is no fault of the folder's.
  if ("error" in opened && opened.error.code !== "unavailable") void dialog.showMessageBox({ type: "error", message: `${folder} could not be opened`, detail: opened.error.message });
}

async function drawMenu(core: CoreClient, shell: ShellActions): Promise<void> {
  const recent = await core.request("recent.list", {});
  setMenu("result" in recent ? recent.result : [], {
    openFolder: () => void shell.chooseProject(),
    openRecent: (id) => void core.request("recent.open", { id }),
    openSample: () => void core.request("sample.open", {}),
    closeProject: () => void core.request("project.close", {}),
    refresh: (isFull) => void core.request("project.refresh", { full: isFull }),
  });
}

async function sayCoreStopped(core: CoreClient): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: "error",
    message: "Reading the project keeps failing",
    detail: "What was read is still shown. Nothing in the project was changed.",
    buttons: ["Try Again", "Quit"],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) core.restart();
  else app.quit();
}
