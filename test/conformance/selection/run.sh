#!/usr/bin/env bash
# What the real Dagster says of strings.txt over graph.json now, against expected.json; compare.test.ts holds Assetscope against that
# file. The argument is a Python that has the real Dagster.
set -euo pipefail
cd "$(dirname "$0")"
fresh=$(mktemp); trap 'rm -f "$fresh"' EXIT
"$1" -W ignore dagster_selection.py >"$fresh" 2>/dev/null
if diff -u expected.json "$fresh"; then echo "ok    selection: expected.json is what Dagster says"
else echo "FAIL  selection: expected.json is not what Dagster says"; exit 1; fi
