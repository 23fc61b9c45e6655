/**
 * First file of a packaged program in Electron 22, within its archive: starts the program's own by the kit's loader, which knows what 22
 * lacks. The main process reads everything from the archive. Its children are an ordinary Node there, which cannot look into archives:
 * they get the archive's files unpacked, and what they tell of places is told back as the archive's.
 */
"use strict";
const path = require("node:path");
const { utilityProcess } = require("electron");
require("./plain-messages.cjs");

const archive = path.join(process.resourcesPath, "app.asar") + path.sep;
const unpacked = path.join(process.resourcesPath, "children") + path.sep;

// The loader takes the program from the first word.
process.argv.splice(1, 0, path.join(archive, "dist", "desktop.cjs"));
require(path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH, "resources", "app", "loader.js"));
process.argv.splice(1, 1);

const { fork } = utilityProcess;
utilityProcess.fork = (entry, ...rest) => {
  const child = fork(entry.replace(archive, unpacked), ...rest);
  const { emit } = child;
  child.emit = (name, message) => emit.call(child, name, message?.type === "child.seal" ? { ...message, parts: inArchive(message.parts) } : message);
  return child;
};

function inArchive(parts) {
  return Object.fromEntries(Object.entries(parts).map(([name, place]) => [name, place.replace(unpacked, archive)]));
}
