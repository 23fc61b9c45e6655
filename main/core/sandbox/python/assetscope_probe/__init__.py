"""Loads a code location as Dagster does and says what it defines, in the terms of Assetscope's contract (shared/model.ts).

Runs inside the sealed WebAssembly Python, or in the interpreter that the user picked. Imports what can be imported: what fails costs
only what depends on it, and is reported with its place."""
