# shellcheck shell=bash
#
# Runs a table of scenarios against servers that are up. Needs lib.sh.
#
# One row a scenario, columns separated by |, blanks around them do not count:
#
#   name      unique, says what happens
#   service   PORT has its port
#   options   of check_mfp_send, beyond the usual ones below, or -; @WORD@ stands for WORDS[WORD]
#   state category cause stage code      what the verdict must be; - is any, none is null
#   reply     text that the reply must contain: what the server was really seen to say
#
# Each scenario runs twice, for JSON and for the most talkative text, and each time
#   - the exit code must be the state,
#   - no form of a secret may be in the output,
#   - a message must have been delivered exactly once if it is reported OK, and never otherwise.

CHECK_MFP_SEND=${CHECK_MFP_SEND:-}
PASSED=0
FAILED=0
SKIPPED=0
SECRETS=()           # what must never be printed
SECRET_FORMS=        # a file: these in all their forms, one a line
declare -A WORDS=()
declare -A EXIT_CODE=([OK]=0 [WARNING]=1 [CRITICAL]=2 [UNKNOWN]=3)
readonly USUAL_OPTIONS=(--tls starttls --from scanner@scans.test --recipient box@scans.test
    --helo mfp.scans.test -t 10)

need_check() {
    [[ -x $CHECK_MFP_SEND ]] || { echo "CHECK_MFP_SEND must name the program to test" >&2; exit 1; }
}

# ---- secrets ------------------------------------------------------------------------------

make_secrets() {
    local directory=$WORK/secrets
    mkdir -m 700 "$directory"
    make_secret good 'Zw3i-Brüecken&"$(x)%41'
    make_secret wrong 'Dr3i-Türme<>;|wrong'
    SECRET_FORMS=$directory/forms
    secret_forms >"$SECRET_FORMS"
    WORDS[login]="--user scanner@scans.test --secret file:$directory/good"
    WORDS[login-wrong]="--user scanner@scans.test --secret file:$directory/wrong"
    WORDS[secret]="--secret file:$directory/good"
    WORDS[ca]="--ca-file $WORK/certs/ca.pem"
    WORDS[other-ca]="--ca-file $WORK/certs/other-ca.pem"
}

make_secret() { # NAME TEXT
    (umask 077 && printf '%s' "$2" >"$WORK/secrets/$1")
    SECRETS+=("$2")
}

# Base64 hides the same octets in three ways, depending on how many stand before them: what those
# and the end influence is cut off. AUTH PLAIN has the user's name in front.
secret_forms() {
    local secret shift encoded
    for secret in "${SECRETS[@]}"; do
        printf '%s\n' "$secret"
        printf '%s' "$secret" | od -An -v -tx1 | tr -d ' \n'
        echo
        for shift in '' x xx; do
            encoded=$(printf '%s' "$shift$secret" | base64 -w0)
            encoded=${encoded%%=*}
            printf '%s\n' "${encoded:${#shift}*2:${#encoded}-${#shift}*2-2}"
        done
    done
}

leaks() { # FILE...
    grep -qiF -f "$SECRET_FORMS" "$@"
}

# ---- scenarios ----------------------------------------------------------------------------

run_scenarios() { # TABLE DELIVERED, a function that counts messages
    local name service options expected
    while IFS='|' read -r name service options expected; do
        name=$(trimmed "$name")
        [[ -n $name && $name != '#'* ]] || continue
        [[ $name == ${ONLY:-*} ]] || continue
        run_scenario "$name" "$(trimmed "$service")" "$options" "$expected" "$2"
    done <"$1"
}

trimmed() { # TEXT
    local text=${1#"${1%%[![:space:]]*}"}
    printf '%s' "${text%"${text##*[![:space:]]}"}"
}

run_scenario() { # NAME SERVICE OPTIONS EXPECTED DELIVERED
    local name=$1 service=$2 arguments complaints
    if [[ -z ${PORT[$service]-} ]]; then
        report_skip "$name" "no $service here"
        return
    fi
    if [[ " $3 " == *' -6 '* ]] && ! has_ipv6; then
        report_skip "$name" "no IPv6 here"
        return
    fi
    read -ra arguments <<<"${USUAL_OPTIONS[*]} @ca@ -H localhost -p ${PORT[$service]} ${3/#* - */}"
    read -ra arguments <<<"$(with_words "${arguments[*]}")"
    complaints=$(
        judge_json "$4" "$5" "${arguments[@]}"
        judge_text "$4" "$5" "${arguments[@]}"
    )
    report "$name" "$complaints"
    [[ ${MFP_SHOW:-0} == 0 ]] || sed 's/^/    /' "$WORK/seen"
}

with_words() { # TEXT
    local text=$1 word
    for word in "${!WORDS[@]}"; do
        text=${text//"@$word@"/${WORDS[$word]}}
    done
    printf '%s' "$text"
}

# Both print one line for everything that is wrong.
judge_json() { # EXPECTED DELIVERED ARGUMENT...
    local expected=$1 delivered=$2 status=0 before
    shift 2
    before=$("$delivered")
    "$CHECK_MFP_SEND" "$@" --output-format json >"$WORK/out" 2>"$WORK/err" || status=$?
    judge_run "$expected" "$status" $(($("$delivered") - before)) "$@"
    judge_verdict "$expected"
}

judge_text() { # EXPECTED DELIVERED ARGUMENT...
    local expected=$1 delivered=$2 status=0 before
    shift 2
    before=$("$delivered")
    "$CHECK_MFP_SEND" "$@" -vvv >"$WORK/out" 2>"$WORK/err" || status=$?
    judge_run "$expected" "$status" $(($("$delivered") - before)) "$@"
}

judge_run() { # EXPECTED STATUS MESSAGES ARGUMENT...
    local state status=$2 messages=$3 due=0
    state=$(column 1 "$1")
    shift 3
    [[ $state == OK && " $* " != *' --until '* ]] && due=1
    [[ $state == - || $status == "${EXIT_CODE[$state]}" ]] || echo "exit code $status for $state"
    [[ $messages == "$due" ]] || echo "delivered $messages times instead of $due"
    ! leaks "$WORK/out" "$WORK/err" || echo "a secret is in the output"
}

column() { # NUMBER EXPECTED
    local columns
    IFS='|' read -ra columns <<<"$2"
    trimmed "${columns[$1 - 1]-}"
}

judge_verdict() { # EXPECTED
    local wanted=$1 columns=(state category cause stage code) got i want
    if ! got=$(jq -er '[.state, .category, .cause, .stage, .code] | map(. // "none") | join("|")' \
        "$WORK/out" 2>/dev/null); then
        echo "no JSON: $(head -c 300 "$WORK/out" "$WORK/err" | tr '\n' ' ')"
        return
    fi
    printf '%s|%s\n' "$got" "$(reply)" >"$WORK/seen"
    for i in "${!columns[@]}"; do
        want=$(column $((i + 1)) "$wanted")
        [[ $want == - || $want == "$(column $((i + 1)) "$got")" ]] ||
            echo "wanted ${columns[i]} $want, got $got ($(reply))"
    done
    want=$(column 6 "$wanted")
    [[ -z $want || $want == - || $(reply) == *"$want"* ]] || echo "wanted reply '$want', got '$(reply)'"
}

reply() {
    jq -r '.reply // ""' "$WORK/out"
}

# ---- the report ---------------------------------------------------------------------------

report() { # NAME COMPLAINTS
    if [[ -z $2 ]]; then
        PASSED=$((PASSED + 1))
        echo "ok $1"
    else
        FAILED=$((FAILED + 1))
        echo "not ok $1: ${2//$'\n'/; }"
    fi
}

report_skip() { # NAME REASON
    SKIPPED=$((SKIPPED + 1))
    echo "skip $1: $2"
}

summary() {
    echo "$PASSED passed, $FAILED failed, $SKIPPED skipped"
    [[ $FAILED -eq 0 ]]
}
