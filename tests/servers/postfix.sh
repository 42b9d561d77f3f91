# shellcheck shell=bash
#
# Postfix in WORK/postfix, with every service of postfix/services on a port of its own.
# Needs lib.sh and dovecot.sh.

readonly POSTFIX_FILES=$SERVERS/postfix
readonly POSTFIX_LIBEXEC=/usr/lib/postfix/sbin

postfix_start() {
    local queue=$WORK/postfix/queue
    dovecot_start postfix
    postfix_directories "$queue"
    cp "$POSTFIX_FILES"/* "$WORK/postfix/etc"
    { postfix_places && cat "$POSTFIX_FILES/main.cf"; } >"$WORK/postfix/etc/main.cf"
    { postfix_inner_services && postfix_services; } >"$WORK/postfix/etc/master.cf"
    start_server "$WORK/postfix-start.log" \
        "$POSTFIX_LIBEXEC/master" -c "$WORK/postfix/etc" -e "$SERVER_SECONDS"
    await_port submission
    hold_connection busy
    hold_connection silent
}

# What `postfix check` would make, without the installed package's help.
postfix_directories() { # QUEUE
    local directory
    mkdir -p "$WORK/postfix/etc" "$WORK/postfix/data" "$1"/{pid,public,maildrop}
    for directory in active bounce corrupt defer deferred flush hold incoming private saved \
        trace; do
        install -d -o postfix -m 700 "$1/$directory"
    done
    chown postfix "$WORK/postfix/data"
    chown postfix:postdrop "$1/public" "$1/maildrop"
    chmod 2710 "$1/public"
    chmod 1730 "$1/maildrop"
}

postfix_places() {
    cat <<END
work = $WORK
config_directory = $WORK/postfix/etc
queue_directory = $WORK/postfix/queue
data_directory = $WORK/postfix/data
END
}

# The services that have no port.
postfix_inner_services() {
    cat <<END
cleanup     unix n - n - 0 cleanup
cleanup-spam   unix n - n - 0 cleanup
    -o { header_checks = regexp:\$config_directory/header_checks }
cleanup-no-pdf unix n - n - 0 cleanup
    -o { mime_header_checks = regexp:\$config_directory/mime_header_checks }
qmgr        unix n - n 300 1 qmgr
tlsmgr      unix - - n 1000? 1 tlsmgr
rewrite     unix - - n - - trivial-rewrite
bounce      unix - - n - 0 bounce
defer       unix - - n - 0 bounce
trace       unix - - n - 0 bounce
verify      unix - - n - 1 verify
proxymap    unix - - n - - proxymap
error       unix - - n - - error
retry       unix - - n - - error
discard     unix - - n - - discard
virtual     unix - n n - - virtual
anvil       unix - - n - 1 anvil
auth-that-dies unix - n n - 0 spawn
    user=nobody argv=/bin/sh $WORK/postfix/etc/auth-that-dies
dnsblog     unix - - n - 0 dnsblog
tlsproxy    unix - - n - 0 tlsproxy
smtpd       pass - - n - - smtpd
postlog     unix-dgram n - n - 1 postlogd
END
}

# Turns postfix/services into lines of master.cf.
postfix_services() {
    local line name='' limit=- program=smtpd option='' options=''
    while IFS= read -r line; do
        case $line in
        '' | '#'*) ;;
        '['*']')
            postfix_service "$name" "$limit" "$program" "$options$option"
            name=${line:1:-1} limit=- program=smtpd option='' options=''
            ;;
        'process_limit = '*) limit=${line##* } ;;
        'program = '*) program=${line##* } ;;
        [[:space:]]*) option=${option/% \}$'\n'/$line \}$'\n'} ;;
        *) options+=$option option="    -o { $line }"$'\n' ;;
        esac
    done <"$POSTFIX_FILES/services"
    postfix_service "$name" "$limit" "$program" "$options$option"
}

postfix_service() { # NAME LIMIT PROGRAM OPTIONS
    [[ -n $1 ]] || return 0
    printf '%s inet n - n - %s %s\n%s' "${PORT[$1]}" "$2" "$3" "$4"
}

postfix_ports() {
    local name
    while read -r name; do
        take_port "$name"
    done < <(sed -n 's/^\[\(.*\)\]$/\1/p' "$POSTFIX_FILES/services")
}

postfix_is_idle() {
    local files=("$WORK"/postfix/queue/{incoming,active,deferred,maildrop}/*)
    [[ ${#files[@]} -eq 0 ]]
}
