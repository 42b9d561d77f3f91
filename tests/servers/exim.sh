# shellcheck shell=bash
#
# Exim: one daemon, which behaves by the port that it is spoken to (exim/exim.conf).

EXIM_SERVICES=(submission implicit mx in_clear encrypted no_certificate no_passwords tls13
    small busy refused cpanel rate spam virus content)

exim_start() {
    mkdir -p "$WORK/exim/spool"
    exim_config >"$WORK/exim/exim.conf"
    printf '%s: %s\n' scanner@scans.test "$(<"$WORK/secrets/good")" >"$WORK/exim/passwords"
    cp "$SERVERS/exim/start" "$WORK/exim"
    start_in_private_root exim4-daemon-light libidn12 -- "$WORK/exim/start" "$WORK"
    await_port submission
    hold_connection busy
}

exim_config() {
    local service ports=
    echo "WORK = $WORK"
    for service in "${EXIM_SERVICES[@]}"; do
        take_port "$service"
        echo "PORT_$service = ${PORT[$service]}"
        ports+=" : ${PORT[$service]}"
    done
    echo "PORTS = ${ports# : }"
    cat "$SERVERS/exim/exim.conf"
}

exim_is_idle() {
    local files=("$WORK"/exim/spool/input/*)
    [[ ${#files[@]} -eq 0 ]]
}
