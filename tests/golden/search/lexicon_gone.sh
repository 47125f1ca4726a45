cp -r "$ARCHIVE" gone; chmod -R u+w gone
rm gone/generations/000001/lexicon
tracuu --archive gone --limit 1 'cau ben moc'
