# Sources that stand in an archive of another place or machine are read when they are confirmed,
# once: by --trust, or each by its name.
sign() { (cd "$1/current" && sha256sum manifest.json >manifest.sha256); }
mkdir tin mật; echo 'Tin một' >tin/t.txt; echo 'Chuyện riêng' >mật/m.txt
tracuu-index update --quiet --archive a tin
cp -a a b; chmod -R u+w b
sed -i -e 's|"name": "tin"|"name": "mật"|' -e 's|"path": "\(.*\)/tin"|"path": "\1/mật"|' b/current/manifest.json; sign b
tracuu-index update --quiet --archive b; echo "exit $?"
LANG=vi_VN.UTF-8 tracuu-index rebuild --quiet --archive b; echo "exit $?"
tracuu --archive b --format ids 'tin OR riêng'
tracuu-index update --quiet --archive b tin; echo "exit $?"
tracuu-index update --quiet --allow-removals --archive b --forget mật tin; echo "exit $?"
tracuu-index update --quiet --archive b; echo "exit $?"
mv a c; echo 'Tin hai' >tin/u.txt
tracuu-index update --quiet --archive c; echo "exit $?"
tracuu-index status --archive c | grep -c Source
tracuu-index update --quiet --trust --archive c; echo "exit $?"
tracuu-index update --quiet --archive c; echo "exit $?"
tracuu --archive c --format ids tin | sort
sed -i 's/"machine": "[0-9a-f]*"/"machine": "00000000000000000000000000000000"/' c/current/manifest.json; sign c
tracuu-index update --quiet --archive c; echo "exit $?"
tracuu-index update --quiet --archive c tin; echo "exit $?"
tracuu-index update --quiet --archive c; echo "exit $?"
