cp -r "$ARCHIVE" damaged; chmod -R u+w damaged
f=$(ls damaged/generations/000001/shard-*/docdata.glass | head -1)
printf "x" | dd of="$f" bs=1 seek=5000 conv=notrunc 2>/dev/null
tracuu-index verify --archive damaged
