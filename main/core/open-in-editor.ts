/**
 * "Open this place" -> an editor started there, or what would have been started, or why not. Chooses among what was asked for, what
 * the settings say and what the machine has; editor/ knows how.
 */
import { basename } from "node:path";
import type { EditorInfo, EditorLaunch, Params, Settings } from "../../shared/api.ts";
import { RequestError } from "../../shared/request-error.ts";
import type { Asset } from "../../shared/model.ts";
import { detectEditors, editorFromTemplate } from "./editor/detect-editors.ts";
import type { Editor, EditorEnvironment, LaunchPlan } from "./editor/editor.ts";
import { launch } from "./editor/launch.ts";
import { planLaunch } from "./editor/plan-launch.ts";
import { resolveReference } from "./editor/resolve-reference.ts";
import { readAsset } from "./index/assets.ts";
import { readFileHash } from "./index/probes.ts";
import { readParts } from "./index/definitions.ts";
import type { Problem } from "../../shared/model.ts";
import type { Environment } from "./probed-files.ts";
import type { Session } from "./session.ts";
import { isReferenced } from "./source-text.ts";

export interface EditorOptions {
  readonly environment: Environment;
  readonly settings: Settings;
  /** False where whoever asks must not start programs on this machine. */
  readonly isAllowed: boolean;
}

export function listEditors(options: EditorOptions): EditorInfo[] {
  const editors = knownEditors(options);
  const chosen = editors.find((editor) => editor.id === options.settings.editor) ?? editors[0];
  return editors.map((editor) => ({ id: editor.id, name: editor.name, program: editor.program, isDefault: editor === chosen }));
}

export async function openInEditor(session: Session, params: Params<"editor.open">, options: EditorOptions): Promise<EditorLaunch> {
  const place = placeOf(session, params);
  const resolved = resolveReference(place.file, session.files);
  if ("failure" in resolved) throw new RequestError("not_found", resolved.failure);
  const environment = editorEnvironment(options.environment);
  const { editor, failure } = chooseEditor(params.editor, options);
  const plan = planLaunch(editor, { absoluteFile: resolved.absoluteFile, line: place.line, column: place.column, projectFolder: session.folder }, environment);
  if (failure !== null) return unlaunched(plan, failure);
  if (params.dryRun) return unlaunched(plan, plan.obstacle);
  if (!options.isAllowed) return unlaunched(plan, "starting an editor from here is not allowed");
  return launch(plan, environment);
}

interface Place { readonly file: string; readonly line: number; readonly column?: number | undefined }

function placeOf(session: Session, params: Params<"editor.open">): Place {
  if (params.file !== undefined) {
    if (readFileHash(session.index.db, params.file) === null && !isReferenced(session, params.file) && !isOfProblem(session, params.file)) {
      throw new RequestError("forbidden", `${params.file} is not a file that this project's index knows`);
    }
    return { file: params.file, line: params.line ?? 1 };
  }
  if (params.key === undefined) throw new RequestError("bad_request", "a key or a file is needed");
  const asset = readAsset(session.index.db, params.key);
  if (!asset) throw new RequestError("not_found", `there is no asset ${params.key}`);
  const place = sourceOf(asset);
  if (!place) throw new RequestError("not_found", `no place in the source is known for ${params.key}`);
  return { ...place, ...(params.line === undefined ? {} : { line: params.line }) };
}

/** Where the asset is defined; else the first local code reference. */
function sourceOf(asset: Asset): Place | null {
  if (asset.source) return asset.source;
  const local = asset.codeReferences.find((reference) => reference.kind === "local");
  return local?.kind === "local" ? { file: local.file, line: local.line ?? 1 } : null;
}

function isOfProblem(session: Session, file: string): boolean {
  return readParts<Problem>(session.index.db, "problem").some((problem) => problem.at?.file === file);
}

function chooseEditor(asked: string | undefined, options: EditorOptions): { readonly editor: Editor | null; readonly failure: string | null } {
  const editors = knownEditors(options);
  const wanted = asked ?? options.settings.editor;
  if (wanted === null) return { editor: editors[0] ?? null, failure: null };
  const found = editors.find((editor) => [editor.id, editor.name.toLowerCase(), basename(editor.program ?? "")].includes(wanted) || editor.program === wanted);
  if (found) return { editor: found, failure: null };
  const names = editors.map((editor) => editor.id).join(", ");
  return { editor: null, failure: `the editor ${wanted} was not found; found: ${names === "" ? "none" : names}` };
}

/** The user's own template first, then what the machine has. */
function knownEditors(options: EditorOptions): Editor[] {
  const environment = editorEnvironment(options.environment);
  const own = options.settings.editorCommand && options.settings.editorCommand.length > 0 ? editorFromTemplate(options.settings.editorCommand, environment) : null;
  return [...(own && !("problem" in own) ? [own] : []), ...detectEditors(environment)];
}

function editorEnvironment(environment: Environment): EditorEnvironment {
  const { HOME, USERPROFILE, PATH, VISUAL, EDITOR, WSL_DISTRO_NAME, SSH_CONNECTION, LOCALAPPDATA, ProgramFiles, DISPLAY, WAYLAND_DISPLAY } = environment;
  return { platform: process.platform, home: HOME ?? USERPROFILE ?? process.cwd(), PATH, VISUAL, EDITOR, WSL_DISTRO_NAME, SSH_CONNECTION, LOCALAPPDATA, ProgramFiles, DISPLAY, WAYLAND_DISPLAY };
}

function unlaunched(plan: LaunchPlan, failure: string | null): EditorLaunch {
  return { editor: plan.editor, command: plan.command, link: plan.link, file: plan.file, line: plan.line, isLaunched: false, failure };
}
