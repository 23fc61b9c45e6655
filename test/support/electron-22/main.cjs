/** Starts the working copy's program in Electron 22. */
"use strict";
const path = require("node:path");
const { app } = require("electron");
require("./plain-messages.cjs");

const root = path.resolve(__dirname, "..", "..", "..");
const { main, version } = require(path.join(root, "package.json"));
app.setAppPath(root);
app.setVersion(version);
require(path.join(root, main));
