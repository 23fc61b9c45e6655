/** PATH, usual install places and settings -> the editors of this machine, best first. Looks at files; starts none. */
import type { Editor, EditorEnvironment } from "./editor.ts";

export declare function detectEditors(environment: EditorEnvironment): readonly Editor[];
/** An editor of the user's own: argv with {file} {line} {column} {project}, the program by name or absolute path. */
export declare function editorFromTemplate(template: readonly string[], environment: EditorEnvironment): Editor | { readonly problem: string };
