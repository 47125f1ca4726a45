cp -r "$ARCHIVE" cut; chmod -R u+w cut
truncate --size=5000 cut/generations/000001/lexicon
tracuu --archive cut --limit 1 'cau ben moc'
