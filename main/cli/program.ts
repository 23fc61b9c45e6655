/** Arguments -> the command that they name. Describes the command line; the commands are files beside this one. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { RequestError } from "../../shared/request-error.ts";
import { exitCodes, exitCodesHelp, type ExitCode } from "./exit-codes.ts";
import type { DoctorOptions, ImpactOptions, LineageOptions, ListOptions, OpenOptions, ServeOptions, ShowOptions, WindowOptions } from "./options.ts";

/** Runs one command; gives the exit code. */
export async function runProgram(args: readonly string[], version: string): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const program = describeProgram(version, (result) => (code = result));
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return reportFailure(error, args.includes("--json"));
  }
}

function describeProgram(version: string, done: (code: ExitCode) => void): Command {
  const program = new Command("assetscope")
    .description("Opens a data project's folder and shows its data assets, offline, with nothing of the project executed on this machine unless you say so.")
    .version(version).exitOverride().enablePositionalOptions().addHelpText("after", exitCodesHelp).showHelpAfterError("(assetscope --help shows what there is)");

  withServing(withProject(program.argument("[folder]", "project to open; the sample without one"))
    .option("--browser", "in the browser, even where a window can be had").option("--no-sandbox", "Electron without its sandbox, as root on Linux needs it"))
    .action(async (folder: string | undefined, options: WindowOptions) => done(await (await import("./open-window.ts")).openWindow(folder, options)));

  withProject(program.command("list").argument("<folder>").description("the catalog").option("--json", "print JSON (schema assetscope.catalog/1)")
    .option("-s, --select <selection>", "only assets of this selection (Dagster's selection language, or plain words)").option("--strict", "exit with 3 when the project has errors"))
    .action(async (folder: string, options: ListOptions) => done(await (await import("./list.ts")).list(folder, options)));

  withProject(program.command("show").argument("<folder>").argument("<key>", "asset key, like prefix/name").description("one asset, everything known of it").option("--json", "print JSON"))
    .action(async (folder: string, key: string, options: ShowOptions) => done(await (await import("./show.ts")).show(folder, key, options)));

  withProject(program.command("lineage").argument("<folder>").argument("<key>", "asset key, like prefix/name").description("what an asset or a column comes from and where it goes")
    .option("-c, --column <column>", "of this column, column by column").option("--upstream", "only what it comes from").option("--downstream", "only where it goes")
    .addOption(new Option("--depth <n>", "at most so many steps").argParser(parseDepth)).option("--inferred", "with guesses by equal names of columns").option("--json", "print JSON (schema assetscope.lineage/1)"))
    .action(async (folder: string, key: string, options: LineageOptions) => done(await (await import("./lineage.ts")).lineage(folder, key, options)));

  withProject(program.command("impact").argument("<folder>").argument("<key>", "asset key, like prefix/name").description("everything downstream of an asset or a column, whom it concerns, what guards it")
    .option("-c, --column <column>", "of this column").option("--json", "print JSON (schema assetscope.impact/1)").addOption(new Option("--csv", "print CSV").conflicts("json")))
    .action(async (folder: string, key: string, options: ImpactOptions) => done(await (await import("./impact.ts")).impact(folder, key, options)));

  withProject(program.command("open").argument("<folder>").argument("<key>", "asset key, like prefix/name").description("jump to an asset's source in an editor")
    .option("--editor <editor>", "which editor: its id, name or program").option("--print", "say what would be run, and run nothing").option("--json", "print JSON"))
    .action(async (folder: string, key: string, options: OpenOptions) => done(await (await import("./open.ts")).open(folder, key, options)));

  withServing(withProject(program.command("serve").argument("[folder]", "project to open; the sample without one").description("browser mode: serve the program on this machine alone"))
    .option("--open", "open the browser, where there is one"))
    .action(async (folder: string | undefined, options: ServeOptions) => done(await (await import("./open-window.ts")).serve(folder, options)));

  withProject(program.command("doctor").argument("<folder>").description("what was found, read, skipped and unknown, and why").option("--json", "print JSON")
    .option("--strict", "exit with 3 when the project has errors"))
    .action(async (folder: string, options: DoctorOptions) => done(await (await import("./doctor.ts")).doctor(folder, options)));
  return program;
}

/** Options of browser mode, which a window may fall back to. */
function withServing(command: Command): Command {
  return command
    .addOption(new Option("--port <port>", "port of browser mode on 127.0.0.1; default any free one").argParser(parsePort))
    .option("--allow-open", "let the page in the browser start your editor")
    .option("--allow-python", "let the page in the browser choose a Python that runs the project's code on this machine");
}

/** Options of every command that opens a project; the first five are Dagster's own. */
function withProject(command: Command): Command {
  return command
    .option("-m, --module-name <module>", "Python module of the code location")
    .option("-f, --python-file <file>", "Python file of the code location")
    .option("-a, --attribute <name>", "its variable or function that holds the definitions")
    .option("-d, --working-directory <folder>", "folder that its imports are looked up in")
    .option("--defs-module <module>", "module whose folder holds the definitions of a dg project")
    .option("--dagster-home <folder>", "Dagster home whose log is read, too")
    .addOption(new Option("--with <reader>", "who reads definitions: static (their source alone), sandbox (also the real Dagster in a sealed WebAssembly Python; default where it is built), python (also an interpreter of yours, which runs the project's code on this machine as dagster dev does)").choices(["static", "sandbox", "python"]))
    .option("--python <program>", "the interpreter for --with python; without it the one chosen for this project in the app")
    .option("--dot-env", "give the sealed Dagster the variables of the project's .env; what definitions make of them is shown, and kept in an index of its own")
    .option("--no-cache", "keep no index");
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError("It is not a port.");
  return port;
}

function parseDepth(text: string): number {
  const depth = Number(text);
  if (text.trim() === "" || !Number.isInteger(depth) || depth < 0) throw new InvalidArgumentError("It is not a number of steps.");
  return depth;
}

function reportFailure(error: unknown, isJson: boolean): ExitCode {
  const code = error instanceof RequestError ? error.code : "internal";
  const message = error instanceof Error ? error.message : String(error);
  if (isJson) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  process.stderr.write(`assetscope: ${code === "internal" && error instanceof Error ? (error.stack ?? message) : message}\n`);
  return code === "not_found" || code === "no_project" ? exitCodes.notFound : code === "bad_request" ? exitCodes.usage : exitCodes.fault;
}
