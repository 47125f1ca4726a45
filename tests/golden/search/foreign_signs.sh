# What other programs take for operators, fields and options is told, not looked for; -h is
# help; what was quoted for the shell beside other words is a phrase.
tracuu --limit 1 -- -n 5 cầu treo
tracuu --limit 1 'title:cầu treo OR phà*' | head -n 5
tracuu -h | head -n 1
tracuu --limit 1 "bộ đội" biên phòng | head -n 1
tracuu --limit 1 "bộ đội biên phòng" | head -n 1
tracuu --limit 1 -"biên phòng" "bộ đội" | head -n 1
