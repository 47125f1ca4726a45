tracuu-index generations --archive "$ARCHIVE"
