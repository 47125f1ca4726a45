tracuu --help
