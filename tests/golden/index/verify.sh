tracuu-index verify --archive "$ARCHIVE"
