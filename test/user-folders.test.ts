/** Where the user's own files live, on each system and with each variable that says otherwise. */
import path from "node:path";
import { expect, test } from "vitest";
import { userFolders } from "../main/user-folders.ts";

test.skipIf(process.platform === "win32").each([
  ["linux", {}, "/home/ada/.cache/assetscope", "/home/ada/.config/assetscope"],
  ["linux", { XDG_CACHE_HOME: "/var/cache/ada", XDG_CONFIG_HOME: "/etc/ada" }, "/var/cache/ada/assetscope", "/etc/ada/assetscope"],
  ["linux", { XDG_CACHE_HOME: "relative", XDG_CONFIG_HOME: "" }, "/home/ada/.cache/assetscope", "/home/ada/.config/assetscope"],
  ["darwin", {}, "/home/ada/Library/Caches/assetscope", "/home/ada/Library/Application Support/assetscope"],
])("%s with %j", (platform, environment, cacheFolder, configFolder) => {
  expect(userFolders(environment, platform, "/home/ada")).toEqual({ cacheFolder, configFolder });
});

test("Windows keeps caches out of the roaming profile", () => {
  const folders = userFolders({ LOCALAPPDATA: path.join("L"), APPDATA: path.join("R") }, "win32", "H");
  expect(folders).toEqual({ cacheFolder: path.join("L", "Assetscope", "Cache"), configFolder: path.join("R", "Assetscope", "Config") });
});
