/** An editor and a place -> the exact argv and link. Starts nothing, reads nothing. */
import type { Editor, EditorEnvironment, LaunchPlan, LaunchTarget } from "./editor.ts";

export declare function planLaunch(editor: Editor | null, target: LaunchTarget, environment: EditorEnvironment): LaunchPlan;
