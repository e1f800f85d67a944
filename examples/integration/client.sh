#!/bin/sh
# Drives cchc-rules from a shell: asks, waits for the answer, asks again; nothing but sh, mkfifo and sed is needed.
#
#   sh examples/integration/client.sh [PROGRAM [ARGUMENT…]]        the program is `cchc-rules` unless it is named
set -eu
[ $# -gt 0 ] || set -- cchc-rules
here=$(cd "$(dirname "$0")" && pwd)
pipes=$(mktemp -d)
trap 'rm -r "$pipes"' EXIT
mkfifo "$pipes/requests" "$pipes/answers"

"$@" evaluate - --format jsonl --rulebook "$here/../rulebooks/so-vi-du/quy-che-2025" \
    < "$pipes/requests" > "$pipes/answers" &
program=$!
exec 3> "$pipes/requests" 4< "$pipes/answers"

ask() { # NAME FACTS: one request out, one answer in, before anything else
    printf '{"request_id": "%s", "dossier": {"as_of": "2025-12-31", "award_year": 2025, "id": "%s", "kind": "individual",
        "facts": {"good_conduct": {"2025": {"value": true, "capacity": "director", "date": "2025-12-20"}}, %s},
        "lists": {"courses": []}}}' "$1" "$1" "$2" | tr '\n' ' ' >&3
    printf '\n' >&3
    read -r answer <&4
    case $answer in
        *'"error":'*) echo "$1: error $(printf '%s' "$answer" | sed 's/.*"code":"\([A-Z0-9]*\)".*/\1/')" ;;
        *) echo "$1: $(printf '%s' "$answer" | sed 's/.*"outcome":"\([a-z_]*\)".*/\1/')" ;;
    esac
}

ask an '"survey_score": {"2025": 96.5}'
ask binh '"survey_score": {"2025": 88}'
ask chi '"survey_score": {"2025": null}'
ask dung '"survey_scor": {"2025": 96.5}'

exec 3>&- # no more requests: the program ends when it has answered
code=0
wait "$program" || code=$?
echo "ended with $code"
