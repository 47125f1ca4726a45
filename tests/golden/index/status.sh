tracuu-index status --archive "$ARCHIVE"
