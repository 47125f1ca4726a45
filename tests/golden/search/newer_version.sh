cp -r "$ARCHIVE" newer; chmod -R u+w newer
cd newer/generations/000001
sed -i "s/^ \"format\": [0-9]*,/ \"format\": 99,/" manifest.json
sha256sum manifest.json >manifest.sha256
cd ../../..
tracuu --archive newer tin
