#!/usr/bin/env bash
# The steps of action.yml. What users choose comes in variables, never as a part of a script.
set -euo pipefail

install() {
    local target archive
    case "$(uname -s)-$(uname -m)" in
        Linux-x86_64) target=x86_64-unknown-linux-gnu ;;
        Linux-aarch64) target=aarch64-unknown-linux-gnu ;;
        Darwin-arm64) target=aarch64-apple-darwin ;;
        *) echo "::error::there is no sockleak for $(uname -s) on $(uname -m)"; exit 2 ;;
    esac
    archive="sockleak-$target.tar.gz"
    cd "$RUNNER_TEMP"
    curl --fail --silent --show-error --location --remote-name-all \
        "$RELEASES/v$VERSION/$archive" "$RELEASES/v$VERSION/$archive.sha256"
    sha256sum --check "$archive.sha256" 2>/dev/null || shasum -a 256 --check "$archive.sha256"
    mkdir -p sockleak-bin
    tar -xzf "$archive" -C sockleak-bin
    echo "$RUNNER_TEMP/sockleak-bin" >>"$GITHUB_PATH"
}

check() {
    local options=(--output-format github) paths=()
    while IFS= read -r path; do [ -z "$path" ] || paths+=("$path"); done <<<"${PATHS:-.}"
    [ -z "${NEW_FROM:-}" ] || options+=(--new-from "$NEW_FROM")
    [ -z "${BASELINE:-}" ] || options+=(--baseline "$BASELINE")
    [ -z "${FAIL_ON:-}" ] || options+=(--fail-on "$FAIL_ON")
    if [ -n "${SARIF:-}" ]; then
        options+=(--output "sarif=$SARIF")
        echo "sarif=$SARIF" >>"$GITHUB_OUTPUT"
    fi
    sockleak check "${options[@]}" -- "${paths[@]}"
}

"$1"
