# Lists of ids are of what a query found. An id that is given goes before one that is meant.
for task in --show=x --history=x --open=x --cite=x --saved --analyse=a --batch=/dev/null; do
	tracuu "$task" --format ids; echo $?
done
printf '{"id":"3","title":"Ba","body":"x"}\n{"id":"id:3","title":"Mã ba","body":"x"}\n{"id":"4","title":"Bốn","body":"x"}\n' >ids.jsonl
tracuu-index update --quiet --archive ids ids.jsonl
for id in 3 id:3 4 id:4 id:5; do
	tracuu --archive ids --show="$id" | head -1
done
tracuu --show 2018/no-such-file.txt
