# The id of the database: nothing but its digest can tell.
cp -r "$ARCHIVE" damaged; chmod -R u+w damaged
f=$(ls damaged/generations/000001/shard-*/iamglass | head -1)
printf "xxxxxxxxxxxxxxxx" | dd of="$f" bs=1 seek=16 conv=notrunc 2>/dev/null
tracuu-index verify --archive damaged
