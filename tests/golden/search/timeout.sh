ask() {
	tracuu --format json "$@" -- cầu Bến Mộc | grep -o '"partial":true\|"hits":\[{' | head -1
	echo "exit $?"
}
ask --timeout-ms=0
ask --timeout-ms=3600000
ask --timeout-ms=3600001
ask --timeout-ms=-1
ask --timeout-ms=
