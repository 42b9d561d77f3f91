# shellcheck shell=bash
#
# Dovecot's submission proxy in front of Exim: it logs the client in itself and hands the rest on.
# For alone@scans.test nobody listens behind it.

# shellcheck source=exim.sh
. "$SERVERS/exim.sh"

SUBMISSION_SERVICES=(proxy proxy_implicit)

submission_start() {
    local home=$WORK/submission service
    exim_start
    mkdir -p "$home/run" "$home/state"
    for service in "${SUBMISSION_SERVICES[@]}"; do
        take_port "$service"
    done
    printf '%s:{PLAIN}%s::::::\n' scanner@scans.test "$(<"$WORK/secrets/good")" >"$home/users"
    printf '%s:{PLAIN}%s::::::userdb_submission_relay_port=1\n' alone@scans.test \
        "$(<"$WORK/secrets/good")" >>"$home/users"
    chown dovecot "$home/users"
    chmod 600 "$home/users"
    submission_config >"$home/dovecot.conf"
    cp "$SERVERS/submission/start" "$home"
    start_in_private_root dovecot-submissiond -- "$home/start" "$WORK"
    await_port proxy
}

submission_config() {
    local home=$WORK/submission
    cat <<END
base_dir = $home/run
state_dir = $home/state
log_path = $home/dovecot.log
protocols = submission
hostname = mail.scans.test
ssl = required
ssl_cert = <$WORK/certs/good.pem
ssl_key = <$WORK/certs/key
auth_mechanisms = plain login
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:$WORK/submission/%n
submission_max_mail_size = 2M
submission_relay_host = 127.0.0.1
submission_relay_port = ${PORT[mx]}
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
  default_fields = uid=mail gid=mail home=$home/%n
}
service submission-login {
  inet_listener submission {
    port = ${PORT[proxy]}
  }
  inet_listener submissions {
    port = ${PORT[proxy_implicit]}
    ssl = yes
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
END
}

submission_is_idle() {
    exim_is_idle
}
