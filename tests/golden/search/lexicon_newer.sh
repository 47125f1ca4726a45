cp -r "$ARCHIVE" newer; chmod -R u+w newer
printf '\143' | dd of=newer/generations/000001/lexicon bs=1 seek=8 conv=notrunc status=none
tracuu --archive newer --limit 1 'cau ben moc'
