tracuu --explain --limit 1 "cầu Bến Mộc khánh thành" | sed -E 's/[+-]?[0-9]+\.[0-9]{2}/N/g'
LANG=vi_VN.UTF-8 tracuu --explain --limit 1 "cau ben moc" | sed -E 's/[+-]?[0-9]+,[0-9]{2}/N/g'
