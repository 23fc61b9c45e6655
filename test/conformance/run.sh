#!/usr/bin/env bash
# Every sample and every case of projects/ and test/fixtures/definitions, loaded by the real Dagster and by Assetscope, compared field by field.
# The real Dagster comes from $ASSETSCOPE_DAGSTER_PYTHON, else from a virtual environment below .cache that pip fills once.
# Without either, everything is skipped, with the reason. Arguments are projects to compare instead of all.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p .cache
version=1.13.27
python=${ASSETSCOPE_DAGSTER_PYTHON:-.cache/dagster-$version/bin/python}
if [ ! -x "$python" ]; then
  base=$(command -v python3 || true)
  if [ -z "$base" ]; then echo "skip  conformance: no python3 on this machine"; echo "0 passed, 0 failed, 1 skipped"; exit 0; fi
  if ! { "$base" -m venv ".cache/dagster-$version" && "$python" -m pip install --quiet --disable-pip-version-check "dagster==$version"; } >.cache/conformance.log 2>&1; then
    echo "skip  conformance: dagster $version could not be installed ($(tail -n 1 .cache/conformance.log))"; rm -rf ".cache/dagster-$version" .cache/conformance.log
    echo "0 passed, 0 failed, 1 skipped"; exit 0
  fi
  rm -f .cache/conformance.log
fi
status=0
if [ $# -eq 0 ]; then bash test/conformance/sql/run.sh "$(cd "$(dirname "$python")" && pwd)/$(basename "$python")" || status=1; fi
projects=("$@")
if [ ${#projects[@]} -eq 0 ]; then projects=(examples/shop test/conformance/projects/* test/fixtures/definitions/*/project); fi
existing=(); for project in "${projects[@]}"; do [ -d "$project" ] && existing+=("$(cd "$project" && pwd)"); done
dump=$(mktemp); trap 'rm -f "$dump"' EXIT
PYTHONDONTWRITEBYTECODE=1 env -u DAGSTER_HOME "$python" test/conformance/dump.py "${existing[@]}" >"$dump"
node_modules/.bin/node test/conformance/compare.ts "$dump" ${CONFORMANCE_DETAILS:+--details} || status=1
exit $status
