/**
 * Free text -> assets, columns, facets, jobs, checks and passages, best first. Names rank by how they match (whole, beginning,
 * beginning of a word, inside, letters in order); texts come last. All in memory but columns and full text, which SQLite finds.
 */
import type { AssetRow, SearchHit } from "../../../shared/api.ts";
import type { AssetCheck, JobDefinition } from "../../../shared/model.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { findColumns, findText } from "../index/assets.ts";
import { readParts } from "../index/definitions.ts";
import { hasLoggedSchemas } from "../index/logged-columns.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import type { Facts, FactsOfRows } from "./asset-facts.ts";
import type { Catalog } from "./catalog.ts";
import { scoreName } from "./score-name.ts";

/** Points taken from each kind of hit: with equal matches an asset comes before a column, a column before a tag. */
const handicaps: { readonly [K in SearchHit["kind"]]: number } = { asset: 0, job: 120, group: 130, owner: 130, kind: 130, tag: 140, column: 260, check: 250, metadata: 650, description: 660 };

/** A catalog's names in lower case and its facets with how many assets have them; made once a version of the catalog. */
interface SearchNames {
  readonly version: number;
  readonly assets: readonly { readonly row: AssetRow; readonly key: string; readonly name: string }[];
  readonly facets: readonly { readonly kind: "owner" | "tag" | "kind" | "group"; readonly title: string; readonly lower: string; readonly select: string; readonly count: number }[];
  readonly jobs: readonly JobDefinition[];
  readonly checks: readonly AssetCheck[];
}

export interface Search {
  query(text: string, limit: number): Promise<SearchHit[]>;
}

export function createSearch(index: ProjectIndex, catalog: Catalog, facts: Facts): Search {
  let names: SearchNames | null = null;
  let logged: { readonly of: FactsOfRows; readonly columns: readonly LoggedColumn[] } | null = null;

  /** Those that no definition states; SQLite knows the others. */
  async function loggedColumns(): Promise<readonly LoggedColumn[]> {
    if (!hasLoggedSchemas(index.db)) return [];
    const known = await facts.all();
    if (logged?.of !== known) logged = { of: known, columns: [...known.facts.values()].flatMap(({ key, loggedColumns: columns }) => columns.map(({ name, type }) => ({ key, name, type, lower: name.toLowerCase() }))) };
    return logged.columns;
  }

  return {
    async query(text, limit) {
      const words = text.toLowerCase().split(/[\s\p{Cc}]+/u).filter(Boolean).slice(0, 8);
      if (words.length === 0) return [];
      const columns = await loggedColumns();
      const rows = catalog.rows();
      if (names?.version !== catalog.version) names = collectNames(index, rows, catalog.version);
      const hits = [...nameHits(names, words), ...columnHits(index, columns, words, limit), ...textHits(index, words, limit)];
      return hits.sort((a, b) => b.score - a.score || a.title.length - b.title.length || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)).slice(0, limit);
    },
  };
}

function nameHits(names: SearchNames, words: readonly string[]): SearchHit[] {
  const hits: SearchHit[] = [];
  const add = (kind: SearchHit["kind"], score: number, hit: Omit<SearchHit, "kind" | "score">): void => {
    if (score > 0) hits.push({ kind, score: score - handicaps[kind], ...hit });
  };
  for (const { row, key, name } of names.assets) {
    const score = scoreWords(words, (word) => Math.max(scoreName(word, name), scoreName(word, key) - 20));
    add("asset", score - (row.isStub ? 60 : 0), { title: row.key, detail: knownOr(row.summary, null) ?? knownOr(row.group, ""), key: row.key, select: null });
  }
  for (const facet of names.facets) {
    add(facet.kind, scoreWords(words, (word) => scoreName(word, facet.lower)), { title: facet.title, detail: facet.count === 1 ? "1 asset" : `${facet.count} assets`, key: null, select: facet.select });
  }
  for (const job of names.jobs) {
    add("job", scoreWords(words, (word) => scoreName(word, job.name.toLowerCase())), { title: job.name, detail: job.codeLocation, key: null, select: `job:"${job.name}"` });
  }
  for (const check of names.checks) {
    add("check", scoreWords(words, (word) => scoreName(word, check.name.toLowerCase())), { title: check.name, detail: check.asset, key: check.asset, select: null });
  }
  return hits;
}

interface LoggedColumn { readonly key: string; readonly name: string; readonly type: string; readonly lower: string }

function columnHits(index: ProjectIndex, logged: readonly LoggedColumn[], words: readonly string[], limit: number): SearchHit[] {
  // Of several words the longest finds the columns; the others must be in the column's or its asset's name.
  const [longest = "", ...others] = words.toSorted((a, b) => b.length - a.length);
  return [...findColumns(index.db, longest, limit * 4), ...logged.filter((column) => column.lower.includes(longest))].flatMap((column): SearchHit[] => {
    const around = `${column.name} ${column.key} ${column.type}`.toLowerCase();
    if (!others.every((word) => around.includes(word))) return [];
    return [{ kind: "column", title: column.name, detail: `${column.key} · ${column.type}`, key: column.key, select: `column:"${column.name}"`, score: scoreName(longest, column.name.toLowerCase()) - handicaps.column }];
  }).sort((a, b) => b.score - a.score).slice(0, limit);
}

function textHits(index: ProjectIndex, words: readonly string[], limit: number): SearchHit[] {
  // Quoted, nothing in a word is FTS5 syntax; the star makes the last letters optional.
  const match = `{description metadata} : (${words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(" AND ")})`;
  return findText(index.db, match, limit).map((found, i) => {
    const kind = found.description.includes("\u0001") ? "description" : "metadata";
    return { kind, title: found.key, detail: found[kind].replaceAll(/\p{Cc}/gu, ""), key: found.key, select: null, score: 1000 - handicaps[kind] - i };
  });
}

/** All words must match; the average counts. */
function scoreWords(words: readonly string[], score: (word: string) => number): number {
  let sum = 0;
  for (const word of words) {
    const points = score(word);
    if (points <= 0) return 0;
    sum += points;
  }
  return sum / words.length;
}

function collectNames(index: ProjectIndex, rows: readonly AssetRow[], version: number): SearchNames {
  const facets = new Map<string, { kind: "owner" | "tag" | "kind" | "group"; title: string; select: string; count: number }>();
  const count = (kind: "owner" | "tag" | "kind" | "group", title: string, select: string): void => {
    const facet = facets.get(select);
    if (facet) facet.count++;
    else facets.set(select, { kind, title, select, count: 1 });
  };
  for (const row of rows) {
    const group = knownOr(row.group, "");
    if (group !== "") count("group", group, `group:"${group}"`);
    for (const owner of knownOr(row.owners, [])) count("owner", owner, `owner:"${owner}"`);
    for (const kind of knownOr(row.kinds, [])) count("kind", kind, `kind:"${kind}"`);
    for (const [key, value] of Object.entries(knownOr(row.tags, {}))) {
      const text = knownOr(value, null);
      if (text !== null) count("tag", text === "" ? key : `${key}: ${text}`, text === "" ? `tag:"${key}"` : `tag:"${key}"="${text}"`);
    }
  }
  return {
    version,
    assets: rows.map((row) => ({ row, key: row.key.toLowerCase(), name: (row.keyPath.at(-1) ?? row.key).toLowerCase() })),
    facets: [...facets.values()].map((facet) => ({ ...facet, lower: facet.title.toLowerCase() })),
    jobs: readParts<JobDefinition>(index.db, "job"),
    checks: readParts<AssetCheck>(index.db, "check"),
  };
}
