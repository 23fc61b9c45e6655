/**
 * `npm run assetscope -- ARGS`: the CLI from a working copy. Its output alone goes to stdout; getting ready speaks on stderr. The first call
 * waits for the sealed Dagster, within reason: what it then answers is what it answers the next time.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ensureBuilt, dist } from "./build.mjs";
import { buildRuntime, imageStamp, isFresh, ownFolder, recentFailure } from "./sandbox/runtime-image.mjs";
import { ensurePackages, projectNode, say } from "./setup.mjs";

/** The build goes on beside longer ones; their calls read source alone. */
const patienceMs = 120_000;

const args = process.argv.slice(2);
ensurePackages();
const isAnswer = ["list", "show", "open", "lineage", "impact", "doctor"].includes(args[0]);
ensureBuilt(isAnswer ? { only: ["main"] } : {});
if (!isFresh(ownFolder, imageStamp()) && recentFailure() === null && wantsDagster()) {
  if (isAnswer) await getDagster();
  // A page shows the source's answer at once, and the exact one when it comes.
  else void buildRuntime({ isDetached: true });
}
// `npm run` starts in the project's folder; relative folders are meant from where the user stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
const result = spawnSync(projectNode(), [path.join(dist, "cli.js"), ...args], { cwd, stdio: "inherit" });
if (result.signal) process.kill(process.pid, result.signal);
process.exit(result.status ?? 1);

function wantsDagster() {
  return !/(^| )(--with[ =](static|python)|--help|-h|--version|-V)( |$)/.test(args.join(" "));
}

async function getDagster() {
  say("building the sealed Dagster (once, a minute or two; `--with static` reads the source alone and needs none)");
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve("late"), patienceMs)));
  const isLate = (await Promise.race([buildRuntime({ isDetached: true }), late])) === "late";
  clearTimeout(timer);
  if (isLate) say("the sealed Dagster is still being built; this answer is read from source alone");
  else if (recentFailure() !== null) say(`this answer is read from source alone, without the sealed Dagster: ${recentFailure()}`);
}
