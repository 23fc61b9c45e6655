#!/usr/bin/env node
/** The terminal's entry: `assetscope ...`. Everything that a command needs beyond the catalog is loaded when that command runs. */
import { readFileSync } from "node:fs";
import { runProgram } from "./cli/program.ts";

// A reader that has seen enough (`| head`) closes the pipe: that is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
process.exitCode = await runProgram(process.argv.slice(2), version);
