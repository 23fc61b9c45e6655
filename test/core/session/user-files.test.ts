import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openProjectsFile } from "../../../main/core/projects-file.ts";
import { openSelectionsFile } from "../../../main/core/selections-file.ts";
import { openSettingsFile } from "../../../main/core/settings-file.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "assetscope-config-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);

describe("settings", () => {
  test("defaults, then what was set, kept for the next start", () => {
    expect(openSettingsFile(folder).get()).toEqual({ editor: null, editorCommand: null, theme: "system", singleKeys: true, keys: {} });
    openSettingsFile(folder).set({ theme: "dark", editorCommand: ["code", "--goto", "{file}:{line}"] });
    openSettingsFile(folder).set({ editorCommand: null, keys: { open: "o" } });
    expect(openSettingsFile(folder).get()).toEqual({ editor: null, editorCommand: null, theme: "dark", singleKeys: true, keys: { open: "o" } });
  });

  test.each(["{", "[]", "null", '{"theme":"loud"}', '{"unheard-of":1}', '{"editor":7}', ""])("%s is set aside, defaults are used", (text) => {
    put("settings.json", text);
    expect(openSettingsFile(folder).get().theme).toBe("system");
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^settings\.json\.bad-/)]);
    expect(openSettingsFile(folder).set({ theme: "light" }).theme).toBe("light");
    expect(JSON.parse(readFileSync(path.join(folder, "settings.json"), "utf8"))).toMatchObject({ theme: "light" });
  });

  test("a folder that cannot be made costs only remembering", () => {
    put("file", "");
    const settings = openSettingsFile(path.join(folder, "file"));
    expect(settings.set({ theme: "dark" }).theme).toBe("dark");
  });
});

describe("projects", () => {
  test("newest first, each once, missing ones marked, forgotten when asked", () => {
    const projects = openProjectsFile(folder);
    const here = path.join(folder, "here");
    mkdirSync(here);
    projects.noteOpened(here);
    projects.noteOpened("/nowhere/gone");
    projects.noteOpened(here);
    expect(projects.list()).toMatchObject([{ name: "here", folder: here, isMissing: false }, { name: "gone", isMissing: true }]);
    const [first] = openProjectsFile(folder).list();
    expect(projects.folderOf(first?.id ?? "")).toBe(here);
    projects.forget(first?.id ?? "");
    expect(projects.list().map((one) => one.name)).toEqual(["gone"]);
    expect(projects.folderOf("unheard-of")).toBeNull();
  });

  test("homes are kept by project, each once", () => {
    const projects = openProjectsFile(folder);
    projects.addHome("/a", "/homes/1");
    projects.addHome("/a", "/homes/1");
    projects.addHome("/b", "/homes/2");
    expect(openProjectsFile(folder).homesOf("/a")).toEqual(["/homes/1"]);
    expect(projects.homesOf("/c")).toEqual([]);
  });

  test.each(["{", "[]", '{"recent":[],"homes":[]}', '{"recent":[{"folder":1,"openedAt":1}],"homes":{}}', '{"recent":[],"homes":{"a":[1]}}'])("%s is set aside", (text) => {
    put("projects.json", text);
    expect(openProjectsFile(folder).list()).toEqual([]);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^projects\.json\.bad-/)]);
  });
});

describe("selections", () => {
  test("are kept by project: recent ones newest first, saved ones by name", () => {
    const selections = openSelectionsFile(folder);
    selections.use("/a", "group:x");
    selections.use("/a", "group:y");
    selections.save("/a", "mine", "kind:dbt");
    selections.save("/a", "big", "kind:s3");
    selections.save("/a", "mine", "kind:sql");
    selections.use("/b", "*");
    selections.use("/a", "group:x");
    expect(openSelectionsFile(folder).list("/a")).toEqual({ recent: ["group:x", "group:y"], saved: [{ name: "big", select: "kind:s3" }, { name: "mine", select: "kind:sql" }] });
    expect(selections.forget("/a", "mine").saved.map((one) => one.name)).toEqual(["big"]);
    expect(selections.list("/b")).toEqual({ recent: ["*"], saved: [] });
    expect(selections.list("__proto__")).toEqual({ recent: [], saved: [] });
  });

  test("only the newest are remembered", () => {
    const selections = openSelectionsFile(folder);
    for (let i = 0; i < 30; i++) selections.use("/a", `group:g${i}`);
    expect(selections.list("/a").recent).toHaveLength(20);
    expect(selections.list("/a").recent[0]).toBe("group:g29");
  });

  test.each(["{", "[]", '{"/a":7}', '{"/a":{"recent":[1],"saved":[]}}', '{"/a":{"recent":[],"saved":[{"name":"x"}]}}'])("%s is set aside", (text) => {
    put("selections.json", text);
    expect(openSelectionsFile(folder).list("/a")).toEqual({ recent: [], saved: [] });
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^selections\.json\.bad-/)]);
  });
});
