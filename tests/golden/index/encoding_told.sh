# Three words of TCVN3 are too few to tell it from others by; the archivist says
# what they are in, and the archive remembers it.
mkdir src
printf 'Ch\314\n\nC\253 T\253\n' >src/a.txt
tracuu-index update --quiet --archive a src ; cat a/last-report.jsonl
echo "- told"
tracuu-index update --quiet --archive a --encoding tcvn3 src ; cat a/last-report.jsonl
tracuu --archive a --show a.txt
tracuu-index status --archive a | grep -A1 Source
echo "- told the same again: nothing is read"
tracuu-index update --archive a --encoding TCVN-3 | head -1
echo "- a new file, later, with nobody there to tell"
printf 'T\346 d\251n ph\350\n\n\353 \256\343.\n' >src/b.txt
tracuu-index update --quiet --archive a ; cat a/last-report.jsonl
echo "- detected again"
tracuu-index update --quiet --archive a --encoding auto ; cat a/last-report.jsonl
tracuu-index update --archive a --encoding klingon src
