/** A program that stands for an editor: it writes down the arguments it is given, exactly, and does nothing else. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Recorder {
  /** To put first on PATH. */
  readonly binFolder: string;
  /** Each start's arguments, without the program; waits for the first. */
  readonly waitForCall: () => Promise<readonly string[]>;
  readonly calls: () => readonly (readonly string[])[];
}

/** `name` is what the editor's command is called: "code", "zed"... */
export function createRecorder(workFolder: string, name: string): Recorder {
  const binFolder = path.join(workFolder, "bin");
  const record = path.join(workFolder, `${name}.calls`);
  mkdirSync(binFolder, { recursive: true });
  const program = path.join(binFolder, name);
  // A line of JSON a start; written whole, so that a reader never sees half a call.
  writeFileSync(program, `#!${process.execPath}\nrequire("node:fs").appendFileSync(${JSON.stringify(record)}, JSON.stringify(process.argv.slice(2)) + "\\n");\n`);
  chmodSync(program, 0o755);
  const calls = (): readonly (readonly string[])[] => (existsSync(record) ? readFileSync(record, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line) as string[]) : []);
  return {
    binFolder,
    calls,
    async waitForCall() {
      for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
        const first = calls()[0];
        if (first !== undefined) return first;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`${name} was not started within 10 s`);
    },
  };
}
