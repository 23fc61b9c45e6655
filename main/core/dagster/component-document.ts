/** One document of a component file as its readers take it: attributes rendered, with where it stands. */
import type { Value } from "../python/values.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import type { DefsPlace } from "./load-context.ts";
import type { TemplateScope } from "./templates.ts";

export interface ComponentDocument {
  readonly type: string;
  /** Attributes with their templates rendered. */
  readonly attributes: Value;
  readonly file: string;
  /** The whole document. */
  readonly span: SourceSpan;
  readonly place: DefsPlace;
  readonly scope: TemplateScope;
}
