/** What the project does not hold -> an error that names what is near. */
import { RequestError } from "../../shared/request-error.ts";
import type { ProjectQueries } from "../core/project-queries.ts";

const mostNamed = 3;
const mostColumns = 10;

export async function noSuchAsset(project: ProjectQueries, key: string): Promise<RequestError> {
  const hits = await project["search.query"]({ text: key.split("/").at(-1) || key, limit: mostNamed });
  const similar = [...new Set(hits.flatMap((hit) => hit.key ?? []))];
  return new RequestError("not_found", `There is no asset ${key}${similar.length > 0 ? `; did you mean ${similar.join(", ")}?` : ""}`);
}

export async function noSuchColumn(project: ProjectQueries, asset: string, column: string): Promise<RequestError> {
  const { rows, total } = await project["column.list"]({ asset, limit: mostColumns });
  if (total === 0 && !(await project["asset.get"]({ key: asset }))) return noSuchAsset(project, asset);
  const names = rows.map((row) => row.column).join(", ");
  return new RequestError("not_found", `Nothing is known of a column ${column} of ${asset}; ${total === 0 ? "no columns of it are known" : `it has ${names}${total > rows.length ? ` and ${total - rows.length} more` : ""}`}`);
}
