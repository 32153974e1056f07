#!/usr/bin/env bash
# The first minute of a project that adopts sockleak, played on a copy of TREE: init, baseline, a CI job; then a function moves and
# nothing is told, and a new leak comes and only that is told. Needs git and awk; SOCKLEAK names the program.
set -euo pipefail
tree=$(cd "$1" && pwd)
sockleak=${SOCKLEAK:-sockleak}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$tree" "$work/tree"
cd "$work/tree"
rm -rf .git
git init -q .
git add -A
git -c user.name=a -c user.email=a@example.org commit -q -m "as it was"
say() { printf '== %s\n' "$*"; }
baseline="sockleak-baseline.jsonl"
SECONDS=0

say "init, baseline, a job"
"$sockleak" init
"$sockleak" baseline create
printf 'baseline = "%s"\n' "$baseline" | cat - sockleak.toml >"$work/new" && mv "$work/new" sockleak.toml
cat >.gitlab-ci.yml <<'JOB'
sockleak:
  script: sockleak check . --output-format concise --output gitlab=gl-code-quality-report.json
  artifacts: {when: always, reports: {codequality: gl-code-quality-report.json}}
JOB
git add -A
git -c user.name=a -c user.email=a@example.org commit -q -m "a gate for sockets"
"$sockleak" check --output-format concise -q
echo "gated after $SECONDS s"

say "a function moves to the end of its file, others are laid out anew"
# The first known finding whose function is found by its layout: a head at the margin, a brace that ends it there.
while IFS=$'\t' read -r path function; do
    awk -v name="$function" '
        !done && !inside && $0 ~ "^[A-Za-z].*[ *]" name "\\(" && $0 !~ /;/ { inside = 1 }
        inside { held = held $0 "\n"; if ($0 ~ /^}/) { inside = 0; done = 1 } next }
        { print }
        END { printf "\n%s", held; exit !done }' "$path" >"$work/moved" || continue
    cp "$work/moved" "$path"
    moved="$function in $path"
    break
done < <(sed -n 's/.*"path":"\([^"]*\.c\)".*"function":"\([a-z][a-zA-Z0-9_]*\)".*/\1\t\2/p' "$baseline")
echo "moved ${moved:-nothing}"
"$sockleak" check --output-format concise
"$sockleak" check --output-format concise -q --no-baseline --new-from HEAD

say "a leak comes"
cat >sockleak_new.c <<'C'
#include <sys/socket.h>
#include <unistd.h>
int sockleak_new(const struct sockaddr *to, socklen_t len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, to, len) < 0)
        return -1;
    close(s);
    return 0;
}
C
for options in "" "--no-baseline --new-from HEAD"; do
    code=0
    # shellcheck disable=SC2086
    "$sockleak" check --output-format concise -q $options >"$work/told" || code=$?
    cat "$work/told"
    [ "$code" = 1 ] && [ "$(wc -l <"$work/told")" = 1 ] && grep -q '^sockleak_new.c:9' "$work/told"
done
say "done in $SECONDS s"
