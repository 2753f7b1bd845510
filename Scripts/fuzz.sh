#!/usr/bin/env bash
# Feeds every decoder with broken dumps: FUZZ_SECONDS (60) for each target, or for those that are named.
# What crashes, hangs or takes too much memory is left in Fuzz/findings.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${FUZZ_SECONDS:-60}
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(nem enedis greenbutton mscons dsmr csv native containers)
build=.build/fuzz
findings=Fuzz/findings
mkdir -p "$build" "$findings"

flags=(-swift-version 6 -O -g -parse-as-library -sanitize=fuzzer,address -module-cache-path "$build/cache" -I "$build")
for module in CArchive CXML CZlib CXXHash; do
  flags+=(-Xcc "-fmodule-map-file=Sources/$module/module.modulemap")
done
for flag in $(pkg-config --cflags libxml-2.0 libarchive zlib libxxhash); do flags+=(-Xcc "$flag"); done

library() { # NAME: a module with the code coverage that the fuzzer looks at
  swiftc "${flags[@]}" -wmo -emit-module -emit-module-path "$build/$1.swiftmodule" -emit-object -o "$build/$1.o" \
    -module-name "$1" $(find "Sources/$1" -name '*.swift' | sort)
}
library Grid
library Decode
# The linker warns of each of the sanitizer's own symbols.
swiftc "${flags[@]}" -o "$build/fuzz" -module-name FuzzTarget Fuzz/Target.swift "$build/Decode.o" "$build/Grid.o" \
  2> >(grep -v 'Cannot export local symbol' >&2)

# Seeds: the project's own, packed in every way for the containers, and the samples where they are.
corpus() { # TARGET
  local folder="$build/corpus/$1" samples="${GRIDCTL_SAMPLES:-}/formats"
  mkdir -p "$folder"
  [ ! -d "Fuzz/Seeds/$1" ] || cp Fuzz/Seeds/"$1"/* "$folder"
  if [ "$1" = containers ]; then python3 Scripts/fuzz_seeds.py Fuzz/Seeds "$folder"; fi
  [ -d "$samples" ] || return 0
  case $1 in
    nem) find "$samples"/nem12* "$samples"/nem13 -type f ;;
    greenbutton | mscons | dsmr) find "$samples/$1" -type f ;;
    csv | native) find "$samples/oed-csvpipeline" -name '*.csv' -size -8k ;;
    containers) find "$samples/oed-csvpipeline" -name '*.gz' ;;
  esac | while read -r file; do
    # A CSV needs a mapping before it.
    { [ "$1" != csv ] || head -zn 1 Fuzz/Seeds/csv/energy; head -c 32768 "$file"; } >"$folder/$(basename "$file")"
  done
}

failed=()
for target in "${targets[@]}"; do
  corpus "$target"
  log="$build/$target.log"
  if FUZZ_TARGET=$target ASAN_OPTIONS=detect_leaks=0 "$build/fuzz" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=1024 -max_len=32768 -detect_leaks=0 -artifact_prefix="$findings/$target-" "$build/corpus/$target" \
    >"$log" 2>&1
  then
    echo "$target: $(tail -1 "$log")"
  else
    failed+=("$target")
    echo "$target: FAILED, see $log"
    grep -E 'Fatal error|ERROR:|SUMMARY|Test unit written' "$log" | head -5 || true
  fi
done
[ ${#failed[@]} -eq 0 ] || { echo "findings of ${failed[*]} are in $findings" >&2; exit 1; }
