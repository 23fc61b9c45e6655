/**
 * Makes Electron 22 outlive the program: its Node frees what `v8.Serializer` wrote by the size that was used, not by the size that was
 * reserved, so that after a message of 4,097 to 8,192 bytes the next garbage collection ends the main process (SIGTRAP). What stands in
 * for utility processes there sends by that serializer; here its messages go as JSON, which they fit. Utility processes of a current
 * Electron do not come this way.
 */
"use strict";
const { ChildProcess } = require("node:child_process");

const { spawn } = ChildProcess.prototype;
ChildProcess.prototype.spawn = function spawnPlain(options) {
  return spawn.call(this, options.serialization === "advanced" ? { ...options, serialization: "json" } : options);
};
