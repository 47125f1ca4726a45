cp -r "$ARCHIVE" damaged; chmod -R u+w damaged
rm damaged/generations/000001/shard-*/positions
tracuu --archive damaged tin
