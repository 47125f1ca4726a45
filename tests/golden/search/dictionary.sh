# A newsroom's own abbreviations and names, the archive's and one's own, for what is wanted and what
# is left out; what can't be read of them is told with its line.
cp -r "$ARCHIVE" archive
chmod u+w archive
unset TRACUU_CONFIG
XDG_CONFIG_HOME=$PWD/config
HOME=$PWD
export XDG_CONFIG_HOME HOME
printf 'CTĐ = Hội Chữ thập đỏ\n' >archive/dictionary
mkdir -p config/tracuu
printf '# mine\nsông Hàn 2 = Thạch Hãn\nonly one way\n' >config/tracuu/dictionary
tracuu --archive archive --count CTĐ 2>/dev/null
tracuu --archive archive --count '"hội chữ thập đỏ"' 2>/dev/null
tracuu --archive archive --count lũ 2>/dev/null
tracuu --archive archive --count -- lũ -CTĐ 2>/dev/null
tracuu --archive archive --count sông hàn 2
tracuu --archive archive --format=json sông hàn 2 2>/dev/null | grep -o '"also":[^]]*]'
tracuu-index status --archive archive | grep Dictionaries
tracuu-index status --json --archive archive | grep -o '"dictionaries":.*\]' | sed 's/,"keep.*//'
