/** `csv.reader` and `csv.DictReader` over files and lines of the project, with the default dialect. */
import { list, native } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type Value } from "../values.ts";
import { isFileData } from "./open.ts";
import type { Names } from "./natives.ts";

const mostCells = 100_000;

export function csvNames(rt: Runtime): Names {
  const rowsOf = (args: CallArgs): string[][] | Value => {
    const [source = none] = args.positional;
    const delimiter = args.named.get("delimiter");
    if ([...args.named.keys()].some((name) => name !== "delimiter" && name !== "fieldnames")) return unknown("reads CSV in a way that is not followed", args.span);
    if (source.type === "native" && isFileData(source.data)) return parse(rt, source.data.text.value, delimiter?.type === "str" ? delimiter.value : ",");
    const { items, open } = rt.iterate(source);
    if (open) return passOn(open);
    return parse(rt, items.map((item) => (item.type === "str" ? item.value.replace(/\n$/, "") : "")).join("\n"), delimiter?.type === "str" ? delimiter.value : ",");
  };
  return {
    "csv.reader": native("reader", (args) => {
      const rows = rowsOf(args);
      return Array.isArray(rows) ? rt.regions.own(list(rows.map((row) => list(row.map((cell) => str(cell, args.span)))), args.span)) : rows;
    }),
    "csv.DictReader": native("DictReader", (args) => {
      const rows = rowsOf(args);
      if (!Array.isArray(rows)) return rows;
      const given = args.named.get("fieldnames") ?? args.positional[1];
      const names = given ? rt.iterate(given).items.map((item) => (item.type === "str" ? item.value : "")) : (rows.shift() ?? []);
      return rt.regions.own(list(rows.map((row): Value => ({ type: "dict", entries: names.map((name, index): [Value, Value] => [str(name), row[index] === undefined ? none : str(row[index], args.span)]), span: args.span })), args.span));
    }),
  };
}

function parse(rt: Runtime, text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  let cells = 0;
  for (let index = 0; index < text.length && cells < mostCells; index += 1) {
    const character = text[index] ?? "";
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === "") isQuoted = true;
    else if (character === delimiter || character === "\n") {
      row.push(cell.replace(/\r$/, ""));
      cells += 1;
      cell = "";
      if (character === "\n") {
        if (row.length > 1 || row[0] !== "") rows.push(row);
        row = [];
      }
    } else cell += character;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell.replace(/\r$/, "")]);
  rt.tick(cells);
  return rows;
}
