/** A plan -> a started editor, or why not. The only place where a program outside of the product is started. */
import type { EditorLaunch } from "../../../shared/api.ts";
import type { EditorEnvironment, LaunchPlan } from "./editor.ts";

export declare function launch(plan: LaunchPlan, environment: EditorEnvironment): Promise<EditorLaunch>;
