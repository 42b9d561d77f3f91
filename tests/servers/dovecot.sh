# shellcheck shell=bash
#
# Dovecot as the password back end of the mail servers under test, in WORK/dovecot: the socket
# `auth` speaks Dovecot's auth protocol, `quota-status` Postfix's policy protocol.
#
# Logins: scanner@scans.test and boss@scans.test with the good password; disabled@scans.test is
# switched off; for broken@scans.test the password data base fails, as when LDAP is down.

dovecot_start() { # OWNER-OF-SOCKETS
    local home=$WORK/dovecot
    mkdir -p "$home/run" "$home/state" "$WORK/mail/full/cur"
    head -c 4000 /dev/zero | tr '\0' x >"$WORK/mail/full/cur/1.a,S=4000:2,S"
    chown -R mail:mail "$WORK/mail"
    dovecot_users
    dovecot_config "$1" >"$home/dovecot.conf"
    start_server "$home/start.log" dovecot -F -c "$home/dovecot.conf"
    await 10 test -S "$home/auth" || { cat "$home"/*.log >&2; exit 1; }
}

dovecot_users() {
    local password
    password=$(<"$WORK/secrets/good")
    printf '%s\n' \
        "scanner@scans.test:{PLAIN}$password::::::" \
        "boss@scans.test:{PLAIN}$password::::::" \
        "disabled@scans.test:{PLAIN}$password::::::" \
        "box@scans.test:{PLAIN}!::::::" \
        "full@scans.test:{PLAIN}!::::::userdb_quota_rule=*:bytes=1000" \
        >"$WORK/dovecot/users"
    echo disabled@scans.test >"$WORK/dovecot/switched-off"
    chown dovecot "$WORK/dovecot/users"
    chmod 600 "$WORK/dovecot/users"
}

dovecot_config() { # OWNER-OF-SOCKETS
    local home=$WORK/dovecot
    cat <<END
base_dir = $home/run
state_dir = $home/state
log_path = $home/dovecot.log
auth_verbose = yes
protocols =
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256
auth_failure_delay = 0
first_valid_uid = 1
mail_plugins = quota
mail_location = maildir:$WORK/mail/%n
passdb {
  driver = passwd-file
  args = $home/switched-off
  deny = yes
}
passdb {
  driver = checkpassword
  args = $home/no-such-program
  username_filter = broken@*
}
passdb {
  driver = passwd-file
  args = $home/users
  username_filter = !broken@*
}
userdb {
  driver = passwd-file
  args = $home/users
  default_fields = uid=mail gid=mail home=$WORK/mail/%n
}
plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_grace = 0
  quota_status_success = DUNNO
  quota_status_nouser = DUNNO
  quota_status_overquota = "552 5.2.2 Mailbox is full"
}
service auth {
  unix_listener $home/auth {
    mode = 0600
    user = $1
  }
}
service quota-status {
  executable = quota-status -p postfix
  unix_listener $home/quota-status {
    mode = 0600
    user = $1
  }
}
# no delay that grows with every failed login
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
END
}
