/** What is open and how far it is read; listens to the core's events. */
import { create } from "zustand";
import type { IndexProgress, Params, ProjectState } from "../../shared/api.ts";
import { onEvent, onReconnect, pathForFile, request, shell, transportKind } from "../api/client.ts";
import { recentProjects } from "./data.ts";
import { holdIdle } from "../api/idle.ts";
import { clearAll, invalidateAll } from "./remote.ts";
import { go, hasAddress, useNavigation } from "./navigation.ts";
import { applySettings } from "./settings.ts";
import { failed, tell } from "./toasts.ts";

interface ProjectStore {
  /** null until the first answer. */
  readonly state: ProjectState | null;
  readonly progress: IndexProgress | null;
  /** When the reading under way began, in ms since 1970: it is shown after 300 ms. */
  readonly busySince: number | null;
  readonly isOpening: boolean;
}

export const useProject = create<ProjectStore>()(() => ({ state: null, progress: null, busySince: null, isOpening: false }));

export async function startProject(): Promise<void> {
  onEvent((message) => {
    if (message.name === "project.changed") accept(message.data);
    else if (message.name === "index.progress") acceptProgress(message.data);
    else if (message.name === "index.changed") invalidateAll();
    else applySettings(message.data);
  });
  onReconnect(() => void refetch());
  await refetch();
  const { state } = useProject.getState();
  if (!hasAddress()) go(state?.project ? { view: "catalog" } : { view: "welcome" });
}

async function refetch(): Promise<void> {
  try {
    accept(await request("project.get", {}));
    invalidateAll();
  } catch (error) {
    failed("Assetscope could not be asked what is open", error);
  }
}

function accept(state: ProjectState): void {
  const before = useProject.getState().state;
  const isOther = (before?.project?.folder ?? null) !== (state.project?.folder ?? null);
  useProject.setState({ state });
  acceptProgress(state.progress);
  document.title = state.project ? `${state.project.name} – Assetscope` : "Assetscope";
  if (before === null) return;
  if (isOther) {
    clearAll();
    if (!state.project) go({ view: "welcome" });
    else if (before.project || useNavigation.getState().route.view === "welcome") go({ view: "catalog" });
  } else if (before.revision !== state.revision) invalidateAll();
}

let releaseIdle: (() => void) | null = null;

/** Is the project being read? Then what is shown is not the last word. */
export function isReading(state: ProjectState | null): boolean {
  return state?.status === "opening" || state?.status === "indexing";
}

function acceptProgress(progress: IndexProgress | null): void {
  const { busySince, state } = useProject.getState();
  if (progress !== null || isReading(state)) releaseIdle ??= holdIdle();
  else {
    releaseIdle?.();
    releaseIdle = null;
  }
  useProject.setState({ progress, busySince: progress === null ? null : (busySince ?? Date.now()) });
}

/** A browser has no dialog that tells a folder's path: there the terminal opens folders. */
export function canChooseFolder(): boolean {
  return transportKind() === "desktop";
}

/** Runs what opens a project and goes to its catalog. */
async function opening(open: () => Promise<ProjectState | null>, what: string): Promise<void> {
  useProject.setState({ isOpening: true });
  try {
    const state = await open();
    if (state === null) return;
    accept(state);
    if (state.project) go({ view: "catalog" });
  } catch (error) {
    failed(what, error);
  } finally {
    useProject.setState({ isOpening: false });
  }
}

export const openFolder = (): Promise<void> => opening(() => shell("shell.chooseProject", {}), "The folder could not be opened");
export const openSample = (): Promise<void> => opening(() => request("sample.open", {}), "The sample could not be opened");
export const openRecent = (id: string): Promise<void> => opening(() => request("recent.open", { id }), "The project could not be opened");

export function forgetRecent(id: string): void {
  request("recent.forget", { id }).then(() => recentProjects.load(""), (error: unknown) => failed("It could not be forgotten", error));
}

export function openDropped(file: File): Promise<void> {
  const path = pathForFile(file);
  if (!path) {
    tell({ tone: "warn", text: "A browser page does not learn the path of what is dropped on it.", detail: "Start `assetscope serve FOLDER` in a terminal, or use the desktop window." });
    return Promise.resolve();
  }
  return opening(() => shell("shell.openDropped", { path }), "The folder could not be opened");
}

export async function chooseDagsterHome(): Promise<void> {
  try {
    const state = await shell("shell.chooseDagsterHome", {});
    if (state) accept(state);
  } catch (error) {
    failed("The Dagster home could not be added", error);
  }
}

export function chooseReader(change: Params<"reader.set">): Promise<void> {
  return changeReader(() => request("reader.set", change));
}

export function giveDotEnv(isGiven: boolean): Promise<void> {
  return changeReader(() => request("reader.env", { isGiven }));
}

/** The project is read again, by whom and with what was chosen. */
async function changeReader(change: () => Promise<ProjectState>): Promise<void> {
  try {
    accept(await change());
    invalidateAll();
  } catch (error) {
    failed("The reader could not be changed", error);
  }
}

export async function refresh(isFull: boolean): Promise<void> {
  try {
    await request("project.refresh", isFull ? { full: true } : {});
  } catch (error) {
    failed("The project could not be read again", error);
  }
}

export function stopReading(): void {
  request("project.cancel", {}).catch((error: unknown) => failed("Reading could not be stopped", error));
}

export function closeProject(): void {
  request("project.close", {}).catch((error: unknown) => failed("The project could not be closed", error));
}
