#!/usr/bin/env bash
# Says which Python has the real Dagster: $ASSETSCOPE_DAGSTER_PYTHON, else that of a virtual environment below .cache, which pip fills
# once. Where it cannot be had, says why instead and ends with 1.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -n "${ASSETSCOPE_DAGSTER_PYTHON:-}" ]; then echo "$ASSETSCOPE_DAGSTER_PYTHON"; exit 0; fi

wanted=test/conformance/requirements.txt
venv=.cache/dagster-1.13.27
python=$venv/bin/python
if ! cmp -s "$wanted" "$venv/requirements.txt"; then
  base=$(command -v python3 || true)
  if [ -z "$base" ]; then echo "no python3 on this machine"; exit 1; fi
  mkdir -p .cache
  log=.cache/conformance.log
  if ! { { [ -x "$python" ] || "$base" -m venv "$venv"; } && "$python" -m pip install --quiet --disable-pip-version-check -r "$wanted"; } >"$log" 2>&1; then
    echo "the real Dagster could not be installed ($(tail -n 1 "$log"))"
    rm -rf "$venv" "$log"
    exit 1
  fi
  cp "$wanted" "$venv/requirements.txt"
  rm -f "$log"
fi
echo "$PWD/$python"
