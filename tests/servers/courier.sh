# shellcheck shell=bash
#
# Courier: one listener for every service (courier/start).

COURIER_SERVICES=(submission optional mx busy)

courier_start() {
    local home=$WORK/courier service
    mkdir "$home"
    cp "$SERVERS"/courier/* "$home"
    install -d -o mail -g mail "$WORK"/mail/courier{,/new,/cur,/tmp}
    for service in "${COURIER_SERVICES[@]}"; do
        take_port "$service"
        echo "port[$service]=${PORT[$service]}" >>"$home/ports"
    done
    start_in_private_root courier-mta courier-base courier-authlib courier-authlib-userdb \
        libcourier-unicode4 libidn12 libltdl7 -- "$home/start" "$WORK"
    for service in "${COURIER_SERVICES[@]}"; do
        await_port "$service"
    done
    hold_connection busy
}

courier_is_idle() {
    local files=("$WORK"/courier/spool/{msgs,tmp}/*/*)
    [[ ${#files[@]} -eq 0 ]]
}
