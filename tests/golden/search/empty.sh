tracuu ''
