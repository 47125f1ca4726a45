tracuu-index status --archive "$ARCHIVE" | sed -E "s/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]+/WHEN/; s/[0-9.,]+ [kM]B/SIZE/"
