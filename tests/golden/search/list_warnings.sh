# What a query of a list was read as otherwise than it may have been meant is told by its line.
cat >list <<'END'
lũ or bão
# Cầu treo
cầu	tên:"cầu treo"
cầu treo -phà
END
tracuu --list list --format tsv | cut -f 1 | sort | uniq -c | sed 's/^ *//'
LANG=vi_VN.UTF-8 tracuu --list list >/dev/null
