# shellcheck shell=bash
#
# What both parts of the test say about an output. They count in 'passed' and 'failed', run
# $check, and leave its output in the file 'out'.

ok() { # RESULT WORDS
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $2"
		sed 's/^/    /' out | head -n 16
	fi
}
run() { # CODE ARGUMENT...
	local wanted=$1 code=0
	shift
	"$check" "$@" >out 2>&1 || code=$?
	ok $((code == wanted ? 0 : 1)) "exit code $code, expected $wanted: $*"
}
has() {
	grep -qF -- "$1" out
}
says() { # WORDS...
	local words
	for words; do
		ok "$(has "$words"; echo $?)" "lacks '$words'"
	done
}
lacks() {
	ok "$(! has "$1"; echo $?)" "has '$1'"
}
