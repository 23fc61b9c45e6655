/** The application's menu. Commands of the screens live in the page, with their keys; here is only what belongs to the program. */
import { Menu, app } from "electron";
import type { MenuItemConstructorOptions } from "electron";
import type { RecentProject } from "../../shared/api.ts";

export interface MenuActions {
  readonly openFolder: () => void;
  readonly openRecent: (id: string) => void;
  readonly openSample: () => void;
  readonly closeProject: () => void;
  readonly refresh: (isFull: boolean) => void;
}

const maxRecent = 10;

export function setMenu(recent: readonly RecentProject[], actions: MenuActions): void {
  const isMac = process.platform === "darwin";
  const recentItems: MenuItemConstructorOptions[] = recent
    .filter((project) => !project.isMissing)
    .slice(0, maxRecent)
    .map((project) => ({ label: `${escape(project.name)} — ${escape(project.folder)}`, click: () => actions.openRecent(project.id) }));
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: "appMenu" as const }] : []),
    {
      label: "&File",
      submenu: [
        { label: "Open Folder…", accelerator: "CmdOrCtrl+O", click: actions.openFolder },
        { label: "Open Recent", submenu: recentItems, enabled: recentItems.length > 0 },
        { label: "Open the Sample", click: actions.openSample },
        { type: "separator" },
        { label: "Read Again", accelerator: "CmdOrCtrl+R", click: () => actions.refresh(false) },
        { label: "Forget and Read Again", click: () => actions.refresh(true) },
        { type: "separator" },
        { label: "Close Project", accelerator: "CmdOrCtrl+Shift+W", click: actions.closeProject },
        isMac ? { role: "close" } : { role: "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "&View",
      submenu: [
        { role: "resetZoom" }, { role: "zoomIn" }, { role: "zoomOut" }, { type: "separator" }, { role: "togglefullscreen" },
        ...(app.isPackaged ? [] : [{ type: "separator" as const }, { role: "toggleDevTools" as const }]),
      ],
    },
    { role: "windowMenu" },
    { role: "help", submenu: [{ label: `About ${app.name}`, click: () => app.showAboutPanel() }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** In a menu's label `&` underlines the next letter. */
function escape(text: string): string {
  return text.replaceAll("&", "&&");
}
