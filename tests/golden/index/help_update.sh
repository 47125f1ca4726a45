tracuu-index update --help
