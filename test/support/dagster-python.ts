/** The Python that has the real Dagster, where there is one (test/conformance/environment.sh). */
import path from "node:path";
import { root } from "./project-copy.ts";

export const dagsterPython = process.env["ASSETSCOPE_DAGSTER_PYTHON"] ?? path.join(root, ".cache", "dagster-1.13.27", "bin", "python");
