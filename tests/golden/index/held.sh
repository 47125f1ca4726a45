mkdir s; for i in 1 2 3 4 5; do printf "Tin $i\n\n     Chuyện thứ $i.\n" >s/$i.txt; tracuu-index update --archive a --quiet s; done
list() { ls a/generations | tr '\n' ' '; echo; }
list; tracuu-index pin --archive a 3; tracuu-index generations --archive a | sed 's|  20.* a|  a|'
echo "- back, and on from there: what was left goes first"
tracuu-index rollback --archive a 4;  tracuu-index generations --archive a | sed 's|  20.* a|  a|'; rm s/5.txt; printf "Tin 6\n\n     Chuyện thứ 6.\n" >s/6.txt
tracuu-index update --archive a --quiet s; list
tracuu-index unpin --archive a 3; printf "Tin 7\n\n     Chuyện thứ 7.\n" >s/7.txt
tracuu-index update --archive a --quiet --keep 2 s; list
echo "- held"
tracuu-index rollback --archive a --hold
tracuu-index update --archive a --quiet; echo "exit $?"
tracuu-index resume --archive a
tracuu-index update --archive a --quiet; echo "exit $?"; list
echo "- none such"
for n in 1 1x 2x 0 9 -1 ""; do tracuu-index rollback --archive a -- "$n"; echo "exit $?"; done
tracuu-index pin --archive a; echo "exit $?"; tracuu-index pin --archive nowhere 1; echo "exit $?"; ls
