/** An open project follows the disk: saves, new files, broken states in between, a folder that goes away. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCore, type Core } from "../../../main/core/core.ts";
import { launchNodeProcess } from "../../../main/core/node-launcher.ts";
import type { EventName, Events } from "../../../shared/api.ts";
import { materialize, wipe } from "../logs/dagster-writer.ts";
import { copyProject, type ProjectCopy } from "../../support/project-copy.ts";

type Told = { readonly [N in EventName]: { readonly name: N; readonly data: Events[N] } }[EventName];

let project: ProjectCopy;
let core: Core;
let told: Told[];
let listeners: (() => void)[];

beforeEach(async () => {
  project = copyProject();
  told = [];
  listeners = [];
  core = createCore({
    cacheFolder: path.join(project.workFolder, "index"), configFolder: path.join(project.workFolder, "settings"), sampleFolder: project.folder, environment: {}, launch: launchNodeProcess, allowEditor: false,
    emit: (name, data) => {
      told.push({ name, data } as Told);
      for (const listener of listeners) listener();
    },
  });
  await core.openProject(project.folder);
  await core.whenIdle();
});
afterEach(async () => {
  await core.close();
  project.remove();
});

/** Resolves when it holds; the test's own time limit ends the wait. */
function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => void Promise.resolve(holds()).then((isTrue) => isTrue && resolve(), reject);
    listeners.push(look);
    look();
  });
}
const file = (): string => path.join(project.folder, "shop", "assets", "web.py");
const ownersOf = async (key: string): Promise<unknown> => (await core.project()["asset.get"]({ key }))?.asset.owners;
const keys = async (): Promise<string[]> => (await core.project()["catalog.list"]({})).rows.map((row) => row.key);

test("a save changes the asset that it is about, and says which", async () => {
  told.length = 0;
  const text = readFileSync(file(), "utf8");
  writeFileSync(file(), text.replace(/owners=\[[^\]]*\]/, 'owners=["team:savers"]'));
  await until(async () => JSON.stringify(await ownersOf("web/clicks")) === '["team:savers"]');
  const changes = told.flatMap((one) => (one.name === "index.changed" && one.data.keys !== null && one.data.keys.length > 0 ? [one.data.keys] : []));
  expect(changes).toEqual([["web/clicks"]]);
});

test("a broken state in between leaves the other assets, and goes when it is mended", async () => {
  const text = readFileSync(file(), "utf8");
  const all = await keys();
  writeFileSync(file(), `${text}\ndef broken(:\n`);
  await until(() => core.state().counts.problems > 0);
  expect((await keys()).filter((key) => !key.startsWith("web/"))).toEqual(all.filter((key) => !key.startsWith("web/")));
  writeFileSync(file(), text);
  await until(async () => core.state().counts.problems === 0 && (await keys()).length === all.length);
});

test("an atomic save (a new file renamed over the old one) is a change like any other", async () => {
  const text = readFileSync(file(), "utf8");
  writeFileSync(`${file()}.tmp`, text.replace(/owners=\[[^\]]*\]/, 'owners=["team:renamers"]'));
  renameSync(`${file()}.tmp`, file());
  await until(async () => JSON.stringify(await ownersOf("web/clicks")) === '["team:renamers"]');
});

test("what Dagster writes while the project is open is shown, and so is a wipe", async () => {
  const home = core.state().homes[0];
  if (!home) throw new Error("the sample has a home");
  const before = (await core.project()["asset.history"]({ key: "web/clicks" })).total;
  const began = performance.now();
  materialize(home, { key: ["web", "clicks"], runId: "", metadata: '[{"__class__": "EventMetadataEntry", "label": "dagster/row_count", "description": null, "entry_data": {"__class__": "IntMetadataEntryData", "value": 4242}}]' });
  await until(async () => (await core.project()["catalog.list"]({})).rows.some((row) => row.key === "web/clicks" && row.rowCount === 4242));
  expect(performance.now() - began).toBeLessThan(10_000);
  expect((await core.project()["asset.history"]({ key: "web/clicks" })).total).toBe(before + 1);
  wipe(home, ["web", "clicks"], Date.now() / 1000 + 1);
  await until(async () => (await core.project()["asset.history"]({ key: "web/clicks" })).total === 0);
  expect((await core.project()["asset.get"]({ key: "web/clicks" }))?.asset.latestMaterialization).toBeNull();
});

test("a folder that goes away is told, and what was read stays", async () => {
  rmSync(project.folder, { recursive: true });
  await until(() => core.state().status === "gone");
  expect((await keys()).length).toBeGreaterThan(0);
});

test("closing ends what runs; nothing is open then", async () => {
  core.refresh(true);
  await core.closeProject();
  expect(core.state()).toMatchObject({ status: "none", project: null });
  expect(() => core.project()).toThrow("no project is open");
});

test("cancelling ends the reading; refreshing takes it up again", async () => {
  core.refresh(true);
  core.cancel();
  await until(() => core.state().status === "cancelled");
  core.refresh(false);
  await until(() => core.state().status === "ready");
  expect((await keys()).length).toBeGreaterThan(40);
});
