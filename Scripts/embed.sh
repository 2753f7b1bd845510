#!/usr/bin/env bash
# Writes Sources/CEmbedded/embedded.c, which compiles the files of sql/ and the help pages into the program.
# The file is touched only when a name came or went: the compiler itself sees an edit of an embedded file.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
target=Sources/CEmbedded/embedded.c

# Published path, a tab, path as seen from embedded.c; sorted by the first.
files() {
  find sql -name '*.sql' ! -path sql/schema.sql -printf '%p\t../../%p\n'
  find Sources/gridctl/Help -name '*.md' -printf 'Help/%P\t../gridctl/Help/%P\n'
}

# The name of a file's bytes in C, made of its path, so that a new file does not rename the others.
symbol() { printf '%s' "${1//[^a-zA-Z0-9]/_}"; }

source_text() {
  local path place
  printf '// Written by Scripts/embed.sh.\n'
  printf '#include "embedded.h"\n'
  printf '#pragma clang diagnostic ignored "-Wc23-extensions"\n\n'
  printf '// A zero ends each text: an empty file is an array too.\n'
  while IFS=$'\t' read -r path place; do
    printf 'static const unsigned char %s[] = {\n' "$(symbol "$path")"
    printf '#embed "%s" suffix(, 0) if_empty(0)\n};\n' "$place"
  done <<<"$1"
  printf '\nstatic const struct embedded_file files[] = {\n'
  while IFS=$'\t' read -r path place; do
    printf '  {"%s", %s, sizeof %s - 1},\n' "$path" "$(symbol "$path")" "$(symbol "$path")"
  done <<<"$1"
  printf '};\n\n'
  printf 'const struct embedded_file *embedded_files(void) { return files; }\n'
  printf 'size_t embedded_file_count(void) { return sizeof files / sizeof *files; }\n'
}

new=$(mktemp)
trap 'rm -f "$new"' EXIT
source_text "$(files | sort)" >"$new"
cmp -s "$new" "$target" || cat "$new" >"$target"
