#!/usr/bin/env bash
# The sample, every project of projects/ and every case of test/fixtures/definitions, loaded by the real Dagster and read by both of our
# readers (the source alone, and the sealed Dagster where it is built), compared field by field; before that, what other programs say
# of SQL and of selections. The real ones come from environment.sh; without them everything is skipped, with the reason.
#
#     run.sh [--with static|sandbox] [--details] [PROJECT...]      only these projects, by one reader, with what is unknown
set -euo pipefail
cd "$(dirname "$0")/../.."
here=test/conformance
readers=() details=() projects=()
while [ $# -gt 0 ]; do
  case $1 in
    --with) readers+=("$2"); shift ;;
    --details) details=(--details) ;;
    *) projects+=("$1") ;;
  esac
  shift
done
[ ${#readers[@]} -gt 0 ] || readers=(static sandbox)

if ! python=$(bash "$here/environment.sh"); then
  echo "skip  conformance: $python"; echo "0 passed, 0 failed, 1 skipped"; exit 0
fi
python="$(cd "$(dirname "$python")" && pwd)/$(basename "$python")"

scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
status=0
if [ ${#projects[@]} -eq 0 ]; then
  bash "$here/sql/run.sh" "$python" || status=1
  bash "$here/selection/run.sh" "$python" || status=1
  projects=(examples/shop "$here"/projects/* test/fixtures/definitions/*/project)
fi
existing=(); for project in "${projects[@]}"; do [ -d "$project" ] && existing+=("$(cd "$project" && pwd)"); done
# As in a shell where the environment is active: dbt and sling are found on PATH.
PYTHONDONTWRITEBYTECODE=1 PATH="$(dirname "$python"):$PATH" env -u DAGSTER_HOME "$python" "$here/dump.py" "${existing[@]}" >"$scratch/dump"
for reader in "${readers[@]}"; do
  node_modules/.bin/node "$here/compare.ts" "$scratch/dump" --with "$reader" ${details[@]+"${details[@]}"} >"$scratch/$reader" || touch "$scratch/failed" &
done
wait
[ ! -e "$scratch/failed" ] || status=1
passed=0 failed=0 skipped=0
for reader in "${readers[@]}"; do
  sed '$d' "$scratch/$reader"
  read -r p f s < <(tail -n 1 "$scratch/$reader" | tr -dc '0-9 \n')
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
