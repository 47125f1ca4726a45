tracuu-index --help
