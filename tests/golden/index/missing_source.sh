tracuu-index update --archive a nowhere
