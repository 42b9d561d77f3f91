# shellcheck shell=bash
#
# Servers of other makes. Each stands in NAME.sh, which defines NAME_start and NAME_is_idle, with
# its configuration in NAME/ and its scenarios in NAME.scenarios. Needs lib.sh and scenarios.sh.
#
# Their packages are not installed (packages.extracted): each runs in a private image of the
# system, made by in-private-root.

readonly CACHE=${MFP_SERVER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mfpmail-servers}

start_in_private_root() { # PACKAGE... -- COMMAND...
    local packages=() found
    while [[ $1 != -- ]]; do
        found=$(compgen -G "$CACHE/$1_*.deb" | tail -n 1)
        packages+=("$found")
        shift
    done
    start_server "$WORK/$MAKE-start.log" "$SERVERS/in-private-root" "$WORK" "${packages[@]}" "$@"
}

# Starts one make, runs its scenarios and stops it again.
run_make() { # NAME
    MAKE=$1
    # shellcheck disable=SC2034 # of lib.sh
    PORT=()
    # shellcheck source=/dev/null
    . "$SERVERS/$MAKE.sh"
    echo "# $MAKE"
    "${MAKE}_start"
    run_scenarios "$SERVERS/$MAKE.scenarios" "${MAKE}_is_idle"
    stop_all
}
