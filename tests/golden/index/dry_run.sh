mkdir s; for i in 1 2 3; do printf "Tin $i\n\n     Chuyện thứ $i.\n" >s/$i.txt; done
echo "- before there is an archive"
tracuu-index update --archive a --dry-run s; echo "exit $?"; ls a; grep -c added a/trial-report.jsonl
tracuu-index update --archive a --quiet s
echo "- what would change"
rm s/1.txt; printf "Tin 2\n\n     Chuyện khác.\n" >s/2.txt; printf "Tin 4\n\n     Chuyện thứ 4.\n" >s/4.txt
tracuu-index update --archive a --dry-run; echo "exit $?"; cat a/trial-report.jsonl; ls a/generations
tracuu --archive a --format ids chuyện | sort
echo "- without the source, from what is stored"
mv s t; tracuu-index rebuild --archive a --quiet; echo "exit $?"
tracuu-index rebuild --archive a --quiet --from-stored; echo "exit $?"
tracuu --archive a --format ids chuyện | sort; ls a/generations
echo "- and on from there"
mv t s; tracuu-index update --archive a
