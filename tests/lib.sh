# What the tests in shell share: to be sourced. The program's output stands in the file 'out' of the
# working folder; a check that fails says so and shows its first lines.
passed=0 failed=0

# ok CODE WHAT: CODE 0 is as it should be
ok() {
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $2"
		sed 's/^/    /' out | head -n 12
	fi
}
has() {
	grep -qF -- "$1" out
}
says() {
	local words
	for words; do
		ok "$(has "$words"; echo $?)" "lacks '$words'"
	done
}
# matches REGEX...: for what depends on the day
matches() {
	local regex
	for regex; do
		ok "$(grep -qE -- "$regex" out; echo $?)" "matches nothing: $regex"
	done
}
lacks() {
	ok "$(! has "$1"; echo $?)" "has '$1'"
}
succeeds() {
	local code=0
	"$@" >out 2>&1 || code=$?
	ok "$code" "$*"
}
# exits CODE COMMAND...
exits() {
	local wanted=$1 code=0
	shift
	"$@" >out 2>&1 || code=$?
	ok $((code == wanted ? 0 : 1)) "exit code $code, expected $wanted: $*"
}
# json FILTER: what jq makes of the output must be true
json() {
	ok "$(jq -e "$1" out >/dev/null 2>&1; echo $?)" "not so: $1"
}
# port_of NAME PORTS-FILE
port_of() {
	awk -v name="$1" '$1 == name { print $2; exit }' "$2"
}
# finish_tests SKIPPED
finish_tests() {
	echo "$passed passed, $failed failed, $1 skipped"
	[ "$failed" -eq 0 ]
}
