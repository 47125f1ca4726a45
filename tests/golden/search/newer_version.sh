cp -r "$ARCHIVE" newer; chmod -R u+w newer
cd newer/generations/000001
sed -i "s/^ \"format\": 2,/ \"format\": 99,/" manifest.json
sha256sum manifest.json >manifest.sha256
cd ../../..
tracuu --archive newer tin
