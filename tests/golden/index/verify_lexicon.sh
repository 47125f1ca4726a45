tracuu-index update --quiet --archive archive "$CORPUS" 2>/dev/null
chmod -R u+w archive
truncate --size=5000 archive/generations/000001/lexicon
tracuu-index verify --archive archive
