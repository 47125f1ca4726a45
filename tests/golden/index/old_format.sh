# An archive of an older format says once that it needs a rebuild, which finds its sources,
# and reads them when told that they are to be trusted: it does not say where it was made.
mkdir báo tin; echo 'Tin một' >báo/t.txt; echo 'Tin hai' >tin/t.txt
tracuu-index update --quiet --archive a báo tin
chmod -R u+w a; cd a/current; sed -i -e 's/"format": [0-9]*/"format": 4/' -e '/"label"/d' -e '/"archive"/d' manifest.json; sed -i -z -e 's/,\n  }/\n  }/g' -e 's/ "origin": {[^}]*},\n//' manifest.json; sha256sum manifest.json >manifest.sha256; cd ../..
tracuu --archive a tin; echo "exit $?"
tracuu-index update --quiet --archive a; echo "exit $?"
tracuu-index rebuild --quiet --archive a; echo "exit $?"
tracuu-index rebuild --quiet --trust --archive a; echo "exit $?"
tracuu-index update --archive a; tracuu --archive a --format ids tin
