tracuu --archive "$ARCHIVE" --limit 1 'quãng trị'
