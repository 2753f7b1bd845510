#!/usr/bin/env bash
# Writes sql/schema.sql: what all migrations together make, so that a review sees their effect.
#
#   Scripts/schema.sh GRIDCTL            the program whose migrations are meant
#   Scripts/schema.sh --print CONNINFO   prints the schema of a database instead; a test compares it with the file
set -euo pipefail
cd "$(dirname "$0")/.."

# The words of the tool that differ from one version or run to the next are no part of the schema.
print() {
  echo '-- Written by Scripts/schema.sh: the sum of the migrations. Nothing reads it but people.'
  pg_dump --schema-only --no-owner --no-privileges --dbname "$1" |
    sed -E '/^(-- Dumped |\\(un)?restrict )/d' | cat -s
}

if [ "$1" = --print ]; then
  print "$2"
  exit
fi

gridctl=$1
home=/tmp/gridctl-schema-$$
new=$(mktemp)
trap '"$gridctl" db stop --quiet --home "$home" || true; rm -rf "$home" "$new"' EXIT
"$gridctl" db init --quiet --home "$home"
print "host=$home/socket dbname=gridctl user=gridctl" >"$new"
cat "$new" >sql/schema.sql
