tracuu-index update --archive a
