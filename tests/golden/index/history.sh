# An article is changed twice, moved, encoded otherwise, and changed back; what it said before is told.
export TRACUU_ARCHIVE=a
mkdir src
when() { sed 's/[0-9]*\/[0-9]*\/20[0-9]* [0-9:]*/WHEN/g; s/20[0-9][0-9]-[0-9-]* [0-9:]*/WHEN/g; s/20[0-9][0-9]-[0-9-]*T[0-9:]*Z/WHEN/g'; }
tell() { printf '%s\n\n     %s\n\n     %s\n' "$1" "$2" "$3" >src/"$4"; }
tell 'Lũ lên nhanh ở Bến Mộc' 'Chiều 3/4, nước sông lên hai mét, ba nhà bị ngập. Xã đã đưa 12 người đi tránh.' 'Ông Lê An nói mọi việc đã ổn.' 1.txt
tell 'Được mùa' 'Vụ này lúa tốt.' 'Bà con rất vui.' 2.txt
tracuu-index update --quiet src
tracuu --history 1.txt
tell 'Lũ lên nhanh ở Bến Mộc' 'Chiều 3/4, nước sông lên ba mét, năm nhà bị ngập. Xã đã đưa 12 người đi tránh.' 'Ông Lê An nói mọi việc đã ổn.' 1.txt
tracuu-index update --quiet
mv src/1.txt src/lũ.txt
printf 'Được mùa\r\n\r\n  Vụ này lúa tốt.\r\n\r\n  Bà con rất vui.\r\n' >src/2.txt
tracuu-index update --quiet
tell 'Lũ về ở Bến Mộc' 'Chiều 3/4, nước sông lên ba mét, năm nhà bị ngập. Xã đã đưa 12 người đi tránh.' 'Bà Lê An nói mọi việc đã ổn.' lũ.txt
tracuu-index update --quiet
tracuu --history lũ.txt | when
tracuu --history lũ.txt --lang vi --color always | when | cat -v | head -4
tracuu --history 1.txt --format json | when | grep -o '"changes":[^]]*\]\|"kept":[0-9]*\|"was":"[^"]*"'
tracuu --history 2.txt
tracuu --show lũ.txt; tracuu --show lũ.txt --format json | grep -o '"versions":[0-9]*'
tracuu "hai mét" --format ids
tracuu --history 3.txt; echo $?
tracuu-index status | grep said; tracuu-index why src/lũ.txt | grep versions
tracuu-index rollback 3 >/dev/null; tracuu-index update --quiet; tracuu --history lũ.txt | when | grep Version
tracuu-index update --quiet --history none; tracuu-index status | grep said; tracuu --history lũ.txt
tracuu --show lũ.txt --format json | grep -o '"versions":[0-9]*'; tracuu-index update --history 3w; echo $?
