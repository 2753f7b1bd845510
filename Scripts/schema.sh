#!/usr/bin/env bash
# Writes sql/schema.sql: what all migrations together make, so that a review sees their effect.
#
#   Scripts/schema.sh GRIDCTL [FILE]    the program whose migrations are meant; FILE instead of sql/schema.sql
set -euo pipefail
gridctl=$(realpath "$1")
target=${2:+$(realpath -m "$2")}
cd "$(dirname "$0")/.."
home=/tmp/gridctl-schema-$$
new=$(mktemp)
trap '"$gridctl" db stop --quiet --home "$home" || true; rm -rf "$home" "$new"' EXIT

"$gridctl" db init --quiet --home "$home"
# The words of the tool that differ from one version or run to the next are no part of the schema.
conninfo="host=$home/socket dbname=gridctl user=gridctl"
pg_dump --schema-only --no-owner --no-privileges --dbname "$conninfo" |
  sed -E '/^(-- Dumped |\\(un)?restrict )/d' | cat -s >"$new"
{ echo '-- Written by Scripts/schema.sh: the sum of the migrations. Nothing reads it but people.'; cat "$new"; } >"${target:-sql/schema.sql}"
