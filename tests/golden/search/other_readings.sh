tracuu --archive "$ARCHIVE" --limit 1 'bo doi'
