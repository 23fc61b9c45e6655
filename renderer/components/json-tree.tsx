/** JSON as a tree that opens level by level; long lists a hundred at a time. */
import { useState } from "react";
import type { Json } from "../../shared/model.ts";
import { VisibleText } from "./visible-text.tsx";

const page = 100;

export function JsonTree({ value, name, openDepth = 2 }: { readonly value: Json; readonly name?: string; readonly openDepth?: number }) {
  return <div className="json mono"><JsonNode value={value} name={name} depth={0} openDepth={openDepth} /></div>;
}

interface NodeProps {
  readonly value: Json;
  readonly name: string | undefined;
  readonly depth: number;
  readonly openDepth: number;
}

function JsonNode({ value, name, depth, openDepth }: NodeProps) {
  const [isOpen, setIsOpen] = useState(depth < openDepth);
  const [shown, setShown] = useState(page);
  const label = name === undefined ? null : <span className="json-name"><VisibleText text={name} max={500} />: </span>;
  if (value === null || typeof value !== "object") return <div className="json-leaf">{label}<JsonLeaf value={value} /></div>;
  const entries: readonly (readonly [string, Json])[] = Array.isArray(value) ? value.map((one: Json, i) => [String(i), one] as const) : Object.entries(value as { readonly [key: string]: Json });
  const brackets = Array.isArray(value) ? "[]" : "{}";
  if (entries.length === 0) return <div className="json-leaf">{label}{brackets}</div>;
  return (
    <div>
      <button type="button" className="json-toggle" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <span aria-hidden="true" className="dim">{isOpen ? "▾" : "▸"}</span> {label}<span className="dim">{brackets[0]} {entries.length} {brackets[1]}</span>
      </button>
      {isOpen && (
        <div className="json-children">
          {entries.slice(0, shown).map(([key, child]) => <JsonNode key={key} name={key} value={child} depth={depth + 1} openDepth={openDepth} />)}
          {entries.length > shown && <button type="button" className="link" onClick={() => setShown(shown + page)}>Show {Math.min(page, entries.length - shown)} of {entries.length - shown} more</button>}
        </div>
      )}
    </div>
  );
}

function JsonLeaf({ value }: { readonly value: null | boolean | number | string }) {
  if (typeof value === "string") return <span className="json-string wrap">"<VisibleText text={value} />"</span>;
  return <span className={value === null ? "dim" : "json-number"}>{String(value)}</span>;
}
