# One file in TCVN3, one with paragraphs in three encodings, and UTF-8 that was taken for
# windows-1252 and saved as JSON escapes.
mkdir src
printf 'Tr\271m y t\325 Th\271ch Kh\252 m\353 c\366a\n\n     S\270ng 27/3/2019, x\267 Th\271ch Kh\252 kh\270nh th\265nh tr\271m y t\325 m\355i, ph\364c v\364 h\254n b\350n ngh\327n ng\255\352i d\251n.\n\n     C\253ng tr\327nh \256\255\356c x\251y d\371ng trong m\255\352i th\270ng, v\355i s\371 \256\343ng g\343p c\361a nhi\322u h\351 gia \256\327nh.\n' >src/cu.txt
printf 'Tr\341\272\241m y t\341\272\277 Th\341\272\241ch Kh\303\252 m\341\273\237 c\341\273\255a\n\n     S\270ng 27/3/2019, x\267 Th\271ch Kh\252 kh\270nh th\265nh tr\271m y t\325 m\355i, ph\364c v\364 h\254n b\350n ngh\327n ng\255\352i d\251n.\n\n     Co\342ng tr\354nh \361\366\364\357c xa\342y d\366\357ng trong m\366\364\370i tha\371ng, v\364\371i s\366\357 \361o\371ng go\371p cu\373a nhie\340u ho\344 gia \361\354nh.\n\n     B\303\240 Nguy\341\273\205n Th\341\273\213 M\341\272\255n c\341\272\243m \306\241n c\303\241c th\341\272\247y thu\341\273\221c tr\341\272\273 \304\221\303\243 t\303\254nh nguy\341\273\207n v\341\273\201 c\303\264ng t\303\241c t\341\272\241i tr\341\272\241m.\n' >src/lan.txt
cat >src/web.jsonl <<'END'
{"id": "a1", "title": "Tr\u00e1\u00ba\u00a1m y t\u00e1\u00ba\u00bf Th\u00e1\u00ba\u00a1ch Kh\u00c3\u00aa m\u00e1\u00bb\u0178 c\u00e1\u00bb\u00ada", "body": "S\u00c3\u00a1ng 27/3/2019, x\u00c3\u00a3 Th\u00e1\u00ba\u00a1ch Kh\u00c3\u00aa kh\u00c3\u00a1nh th\u00c3\u00a0nh tr\u00e1\u00ba\u00a1m y t\u00e1\u00ba\u00bf m\u00e1\u00bb\u203ai, ph\u00e1\u00bb\u00a5c v\u00e1\u00bb\u00a5 h\u00c6\u00a1n b\u00e1\u00bb\u2018n ngh\u00c3\u00acn ng\u00c6\u00b0\u00e1\u00bb\u009di d\u00c3\u00a2n."}
END
tracuu-index update --archive a src
cat a/last-report.jsonl
tracuu --archive a --show lan.txt
tracuu --archive a --show lan.txt --format json | grep -o '"encodings":[^]]*]'
tracuu --archive a --format ids '"trạm y tế mới"' | sort
