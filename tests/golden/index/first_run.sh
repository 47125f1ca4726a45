cp -r "$CORPUS/2020" src
tracuu-index update --archive a src
