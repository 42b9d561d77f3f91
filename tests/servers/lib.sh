# shellcheck shell=bash
#
# What every test against a real server needs: a private directory, free ports, certificates,
# processes of its own, and an end that always comes.
#
# WORK         the private directory; everything a server reads or writes lies below it
# MFP_KEEP=1   leaves WORK behind and says where it is

WORK=
PIDS=() # leaders of the process groups that we started
NEXT_PORT=
declare -A PORT=()
readonly SERVER_SECONDS=300

# A test that cannot run here says why and ends with 77, CTest's SKIP_RETURN_CODE.
skip_all() {
    echo "skipped: $*"
    exit 77
}

need_root() {
    [[ $EUID -eq 0 ]] || skip_all "needs root"
}

need_programs() {
    local program
    for program in "$@"; do
        type -P "$program" >/dev/null || skip_all "needs $program (see packages)"
    done
}

# ---- the private directory --------------------------------------------------------------

work_begin() { # NAME
    WORK=$(mktemp -d "${TMPDIR:-/tmp}/mfpmail-$1.XXXXXX")
    chmod 755 "$WORK"
    trap work_end EXIT
    reserve_ports
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
}

work_end() {
    local status=$?
    trap - EXIT
    stop_all
    if [[ ${MFP_KEEP:-0} == 1 ]]; then
        echo "kept: $WORK"
    else
        await 3 rm -rf "$WORK"
    fi
    exit "$status"
}

# ---- processes ----------------------------------------------------------------------------

# Starts a program that stays in the foreground, in a process group of its own. It ends with the
# test, and after SERVER_SECONDS if the test is killed so that it cannot clean up.
start_server() { # LOG COMMAND...
    local log=$1
    shift
    setsid timeout "$SERVER_SECONDS" "$@" </dev/null >>"$log" 2>&1 &
    PIDS+=($!)
}

stop_all() {
    local pid
    for pid in "${PIDS[@]}"; do
        kill -TERM -- "-$pid" 2>/dev/null || true
    done
    for pid in "${PIDS[@]}"; do
        await 3 group_is_gone "$pid" || kill -KILL -- "-$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    PIDS=()
}

group_is_gone() { # LEADER
    # shellcheck disable=SC2009 # pgrep counts the dead that nobody has waited for
    ! ps -o stat= -g "$1" | grep -qv '^Z'
}

# Repeats a command until it succeeds.
await() { # SECONDS COMMAND...
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS <= end)) || return 1
        sleep 0.02
    done
}

has_ipv6() {
    grep -qs '^0\{31\}1 ' /proc/net/if_inet6
}

# ---- ports --------------------------------------------------------------------------------

port_answers() { # PORT
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Reserves 200 ports for this test, below the range that the kernel hands out to clients. The
# lock goes with the last process that has inherited it.
reserve_ports() {
    local locks=${TMPDIR:-/tmp}/mfpmail-ports lock
    mkdir -p "$locks"
    while :; do
        NEXT_PORT=$((20000 + RANDOM % 60 * 200))
        exec {lock}>"$locks/$NEXT_PORT"
        ! flock -n "$lock" || break
        exec {lock}>&-
    done
}

# Gives NAME a port of its own.
take_port() { # NAME
    while port_answers "$NEXT_PORT"; do
        NEXT_PORT=$((NEXT_PORT + 1))
    done
    PORT[$1]=$NEXT_PORT
    NEXT_PORT=$((NEXT_PORT + 1))
}

await_port() { # NAME
    await 10 port_answers "${PORT[$1]}" && return
    echo "$1 did not come up on port ${PORT[$1]}" >&2
    tail -n 20 "$WORK"/*.log >&2
    exit 1
}

# ---- certificates -------------------------------------------------------------------------

# In WORK/certs: ca.pem; other-ca.pem, which signs nothing; NAME.pem with key and certificate:
# good, expired, future, wrong-name, self-signed, incomplete (its intermediate is not sent).
make_certificates() {
    local certs=$WORK/certs names=DNS:localhost,IP:127.0.0.1,IP:::1
    mkdir -p "$certs/signed"
    make_ca ca "mfpmail test CA"
    make_ca other-ca "another CA"
    openssl genrsa -out "$certs/key" 2048 2>/dev/null
    make_certificate ca good localhost "$names" "$(date_in -1)" "$(date_in 300)"
    make_certificate ca expired localhost "$names" "$(date_in -90)" "$(date_in -2)"
    make_certificate ca future localhost "$names" "$(date_in 2)" "$(date_in 90)"
    make_certificate ca wrong-name mail.example.net DNS:mail.example.net \
        "$(date_in -1)" "$(date_in 300)"
    make_intermediate
    make_certificate between incomplete localhost "$names" "$(date_in -1)" "$(date_in 300)"
    openssl req -x509 -new -key "$certs/key" -subj /CN=localhost -addext "subjectAltName=$names" \
        -days 30 -out "$certs/self-signed.crt"
    cat "$certs/key" "$certs/self-signed.crt" >"$certs/self-signed.pem"
}

date_in() { # DAYS
    date -u -d "$1 days" +%Y%m%d%H%M%SZ
}

make_ca() { # NAME SUBJECT
    local certs=$WORK/certs
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" -days 30 \
        -keyout "$certs/$1.key" -out "$certs/$1.pem" 2>/dev/null
}

make_intermediate() {
    local certs=$WORK/certs
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$certs/between.key"
    sign ca between "$certs/between.key" "/CN=mfpmail intermediate CA" \
        basicConstraints=critical,CA:true "$(date_in -1)" "$(date_in 300)"
    cp "$certs/between.crt" "$certs/between.pem"
}

make_certificate() { # CA NAME COMMON_NAME ALT_NAMES NOT_BEFORE NOT_AFTER
    local certs=$WORK/certs
    sign "$1" "$2" "$certs/key" "/CN=$3" "subjectAltName=$4" "$5" "$6"
    cat "$certs/key" "$certs/$2.crt" >"$certs/$2.pem"
}

sign() { # CA NAME KEY SUBJECT EXTENSION NOT_BEFORE NOT_AFTER
    local certs=$WORK/certs
    printf '%s\n' '[ca]' 'default_ca=d' '[d]' "database=$certs/index" \
        "new_certs_dir=$certs/signed" 'default_md=sha256' 'policy=p' 'copy_extensions=copy' \
        'unique_subject=no' 'rand_serial=yes' '[p]' 'commonName=supplied' >"$certs/ca.conf"
    : >"$certs/index"
    openssl req -new -key "$3" -subj "$4" -addext "$5" -out "$certs/request"
    openssl ca -batch -notext -config "$certs/ca.conf" -cert "$certs/$1.pem" \
        -keyfile "$certs/$1.key" -in "$certs/request" -out "$certs/$2.crt" \
        -startdate "$6" -enddate "$7" 2>"$certs/log" || { cat "$certs/log" >&2; exit 1; }
}

# ---- connections --------------------------------------------------------------------------

# Opens a connection to a service and keeps it open until the test ends.
hold_connection() { # NAME
    await 10 connect_and_hold "$1" || { echo "$1 does not greet" >&2; exit 1; }
}

connect_and_hold() { # NAME
    local connection greeting=''
    port_answers "${PORT[$1]}" || return
    exec {connection}<>"/dev/tcp/127.0.0.1/${PORT[$1]}"
    read -r -t 5 -u "$connection" greeting || true
    [[ $greeting == 220* ]] || { exec {connection}>&-; false; }
}
