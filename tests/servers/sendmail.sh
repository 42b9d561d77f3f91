# shellcheck shell=bash
#
# Sendmail: one daemon with a port for every service (sendmail/sendmail.mc).

SENDMAIL_SERVICES=(submission optional implicit mx spam milter)

sendmail_start() {
    local home=$WORK/sendmail service
    mkdir "$home"
    cp "$SERVERS"/sendmail/* "$home"
    install -d -m 777 "$WORK/mail/sendmail/new"
    for service in "${SENDMAIL_SERVICES[@]}"; do
        take_port "$service"
        echo "define(\`PORT_$service', \`${PORT[$service]}')dnl" >>"$home/ports"
    done
    start_in_private_root sendmail-bin sendmail-base sendmail-cf m4 liblockfile1 sasl2-bin \
        libsasl2-modules libsasl2-modules-db -- "$home/start" "$WORK"
    await_port submission
}

# It delivers before it says that it has accepted (confDELIVERY_MODE).
sendmail_is_idle() {
    true
}
