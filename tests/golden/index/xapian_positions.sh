# The shards of an archive all have Xapian's own positions, or none has.
mkdir bai; printf 'Một bài ngắn\n\nBão số 9 gây mưa lớn ở miền Trung.\n' > bai/1.txt
tracuu-index update --archive kho --quiet --xapian-positions bai; echo "status $?"
ls kho/current/shard-0001
tracuu --archive kho '"mưa lớn"' --format ids
tracuu-index verify --archive kho
tracuu-index update --archive kho --quiet --no-xapian-positions; echo "status $?"
tracuu-index rebuild --archive kho --quiet --no-xapian-positions; echo "status $?"
ls kho/current/shard-*
tracuu --archive kho '"mưa lớn"' --format ids
tracuu-index verify --archive kho
