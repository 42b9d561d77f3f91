# shellcheck shell=bash
#
# Runs a table of scenarios against servers that are up. Needs lib.sh.
#
# One row a scenario, columns separated by |, blanks around them do not count:
#
#   name      unique, says what happens
#   service   PORT has its port
#   options   of check_mfp_send, beyond the usual ones below, or -; @WORD@ stands for WORDS[WORD]
#   state category cause stage code      what the verdict must be; - is any, none is null,
#             a/b is either
#   reply     text that the reply must contain: what the server was really seen to say
#
# Each scenario runs twice, for JSON and for the most talkative text, and each time
#   - the exit code must be the state,
#   - no form of a secret may be in the output,
#   - a message must have been delivered exactly once if it is reported OK, and never otherwise.
#
# MFP_SHOW=1 prints every verdict as it came.

CHECK_MFP_SEND=${CHECK_MFP_SEND:-}
PASSED=0
FAILED=0
SKIPPED=0
MESSAGES=0           # delivered so far
SECRETS=()           # what must never be printed
SECRET_FORMS=        # a file: these in all their forms, one a line
declare -A WORDS=()
readonly STATES=(OK WARNING CRITICAL UNKNOWN) # by exit code
readonly USUAL_OPTIONS='--tls starttls --from scanner@scans.test --recipient box@scans.test
    --helo mfp.scans.test -t 10 -H localhost @ca@'

# One row.
readonly COLUMNS_OF_ROW=(NAME SERVICE OPTIONS STATE CATEGORY CAUSE STAGE CODE REPLY)
declare -A ROW=()

shopt -s nullglob

need_check() {
    [[ -x $CHECK_MFP_SEND ]] || { echo "CHECK_MFP_SEND must name the program to test" >&2; exit 1; }
}

# ---- secrets ------------------------------------------------------------------------------

make_secrets() {
    local directory=$WORK/secrets
    mkdir -m 700 "$directory"
    make_secret good "Zw3i-Brüecken&\"\$(x)%41"
    make_secret wrong "Dr3i-Türme<>;|wrong"
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

run_scenarios() { # TABLE IS_IDLE, a command that is true when no message is on its way
    local line
    count_messages "$2"
    while IFS= read -r line; do
        [[ -n $line && $line != '#'* ]] || continue
        read_row "$line"
        # shellcheck disable=SC2053 # it is a pattern
        [[ ${ROW[NAME]} == $ONLY ]] || continue
        run_scenario "$2"
    done <"$1"
}

read_row() { # LINE
    local fields i text
    IFS='|' read -ra fields <<<"$1"
    for i in "${!COLUMNS_OF_ROW[@]}"; do
        text=${fields[i]-}
        text=${text#"${text%%[![:space:]]*}"}
        ROW[${COLUMNS_OF_ROW[i]}]=${text%"${text##*[![:space:]]}"}
    done
}

run_scenario() { # IS_IDLE
    local options=${ROW[OPTIONS]} arguments
    [[ $options != - ]] || options=
    if [[ -z ${PORT[${ROW[SERVICE]}]-} ]]; then
        report_skip "there is no ${ROW[SERVICE]}"
    elif [[ " $options " == *' -6 '* ]] && ! has_ipv6; then
        report_skip "there is no IPv6"
    else
        options=$(with_words "$USUAL_OPTIONS -p ${PORT[${ROW[SERVICE]}]} $options")
        read -ra arguments <<<"${options//$'\n'/ }"
        {
            judge_run "$1" "${arguments[@]}" --output-format json
            judge_verdict
            judge_run "$1" "${arguments[@]}" -vvv
        } >"$WORK/complaints"
        report
    fi
}

with_words() { # TEXT
    local text=$1 word
    for word in "${!WORDS[@]}"; do
        text=${text//"@$word@"/${WORDS[$word]}}
    done
    printf '%s' "$text"
}

# These print one line for everything that is wrong.
judge_run() { # IS_IDLE ARGUMENT...
    local is_idle=$1 status=0 before=$MESSAGES due=0
    shift
    "$CHECK_MFP_SEND" "$@" >"$WORK/out" 2>"$WORK/err" || status=$?
    count_messages "$is_idle"
    [[ ${ROW[STATE]} == OK && " $* " != *' --until '* ]] && due=1
    is_wanted STATE "${STATES[status]-none}" || echo "exit code $status for ${ROW[STATE]}"
    [[ $((MESSAGES - before)) == "$due" ]] ||
        echo "delivered $((MESSAGES - before)) times instead of $due"
    ! leaks "$WORK/out" "$WORK/err" || echo "a secret is in the output"
}

count_messages() { # IS_IDLE
    local files
    await 3 "$1" || echo "messages remain on their way"
    files=("$WORK"/mail/*/new/*)
    MESSAGES=${#files[@]}
}

judge_verdict() {
    local got values i column
    got=$(jq -r '[.state, .category, .cause, .stage, .code, .reply] |
        map(. // "none" | tostring | gsub("\\s+"; " ")) |
        join("|")' "$WORK/out" 2>"$WORK/jq") || true
    [[ -n $got ]] || echo "no JSON: $(head -c 300 "$WORK/out" "$WORK/err" | tr '\n' ' ')"
    echo "$got" >"$WORK/seen"
    IFS='|' read -r -a values <<<"$got"
    for i in "${!values[@]}"; do
        column=${COLUMNS_OF_ROW[i + 3]-}
        [[ $i -ge 5 ]] || is_wanted "$column" "${values[i]}" ||
            echo "wanted ${column,,} ${ROW[$column]}"
    done
    [[ ${ROW[REPLY]} == - || $got == *"${ROW[REPLY]}"* ]] || echo "wanted reply '${ROW[REPLY]}'"
}

is_wanted() { # COLUMN VALUE
    [[ ${ROW[$1]} == - || /${ROW[$1]}/ == */"$2"/* ]]
}

# ---- the report ---------------------------------------------------------------------------

report() {
    local complaints
    mapfile -t complaints <"$WORK/complaints"
    if [[ ${#complaints[@]} -eq 0 ]]; then
        PASSED=$((PASSED + 1))
        echo "ok ${ROW[NAME]}"
        [[ ${MFP_SHOW:-0} == 0 ]] || echo "    $(<"$WORK/seen")"
    else
        FAILED=$((FAILED + 1))
        printf 'not ok %s: ' "${ROW[NAME]}"
        printf '%s, ' "${complaints[@]}"
        echo "got $(<"$WORK/seen")"
    fi
}

report_skip() { # REASON
    SKIPPED=$((SKIPPED + 1))
    echo "skip ${ROW[NAME]}: $1"
}

summary() {
    echo "$PASSED passed, $FAILED failed, $SKIPPED skipped"
    [[ $FAILED -eq 0 && $((PASSED + SKIPPED)) -gt 0 ]]
}
