/** What the palette finds: asked a moment after the last letter, only the newest question's answer is kept. */
import { create } from "zustand";
import type { SearchHit } from "../../shared/api.ts";
import { request } from "../api/client.ts";
import { createDelay } from "../api/idle.ts";

interface Search {
  /** Words that `hits` answer. */
  readonly answered: string;
  readonly hits: readonly SearchHit[];
  readonly failure: string | null;
}

const empty: Search = { answered: "", hits: [], failure: null };
const maxHits = 60;
const later = createDelay(60);
let wanted = "";

export const useSearch = create<Search>()(() => empty);

export function search(words: string): void {
  wanted = words;
  if (words === "") return useSearch.setState(empty);
  later(() => {
    if (wanted === "") return;
    const asked = wanted;
    request("search.query", { text: asked, limit: maxHits }).then(
      (hits) => { if (asked === wanted) useSearch.setState({ answered: asked, hits, failure: null }); },
      (error: unknown) => { if (asked === wanted) useSearch.setState({ failure: error instanceof Error ? error.message : String(error) }); },
    );
  });
}
