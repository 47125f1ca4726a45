tracuu --version
