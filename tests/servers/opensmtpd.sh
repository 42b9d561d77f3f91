# shellcheck shell=bash
#
# OpenSMTPD: one daemon with a listener for every service (opensmtpd/smtpd.conf).
#
# Debian 12 has 6.8.0, which cannot use its key with OpenSSL 3 (OpenSMTPD issue 1239): every
# handshake ends with an internal error of the server, so nobody can log in either.

OPENSMTPD_SERVICES=(submission submission_in_clear implicit mx refused spam)

opensmtpd_start() {
    local home=$WORK/opensmtpd
    mkdir "$home"
    opensmtpd_config >"$home/smtpd.conf"
    printf '%s %s\n' scanner@scans.test "$(openssl passwd -6 -stdin <"$WORK/secrets/good")" \
        >"$home/users"
    install -m 600 "$WORK/certs/key" "$home/key"
    cp "$SERVERS/opensmtpd/start" "$home"
    start_in_private_root opensmtpd -- "$home/start" "$WORK"
    await_port submission
}

opensmtpd_config() {
    local service edits=(-e "s|@WORK@|$WORK|g")
    for service in "${OPENSMTPD_SERVICES[@]}"; do
        take_port "$service"
        edits+=(-e "s|@$service@|${PORT[$service]}|")
    done
    sed "${edits[@]}" "$SERVERS/opensmtpd/smtpd.conf"
}

opensmtpd_is_idle() {
    [[ $(grep -c 'smtp message msgid' "$WORK/opensmtpd-start.log") == \
        $(grep -c 'mda delivery .*result=Ok' "$WORK/opensmtpd-start.log") ]]
}
