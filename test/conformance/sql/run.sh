#!/usr/bin/env bash
# What sqlglot says of statements/ now, against expected.json; compare.test.ts holds Assetscope against that file. The argument is a
# Python of a virtual environment: sqlglot is installed there when it is missing
# and the environment is ours.
set -euo pipefail
cd "$(dirname "$0")"
python=$1
version=30.30.0
if ! "$python" -c "import sqlglot, sys; sys.exit(sqlglot.__version__ != '$version')" 2>/dev/null; then
  # Nothing is installed into a Python that somebody else brought.
  if [ -n "${ASSETSCOPE_DAGSTER_PYTHON:-}" ] || ! "$python" -m pip install --quiet --disable-pip-version-check "sqlglot==$version" >/dev/null 2>&1; then
    echo "skip  column lineage of SQL: sqlglot $version is not there and could not be installed"; exit 0
  fi
fi
fresh=$(mktemp); trap 'rm -f "$fresh"' EXIT
"$python" sqlglot_lineage.py >"$fresh" 2>/dev/null
if diff -u expected.json "$fresh"; then echo "ok    column lineage of SQL: expected.json is what sqlglot $version says"
else echo "FAIL  column lineage of SQL: expected.json is not what sqlglot $version says"; exit 1; fi
