# The shards of an archive can all be served by Xapian's own servers, or none can.
mkdir bai; printf 'Một bài ngắn\n\nBão số 9 gây mưa lớn ở miền Trung.\n' > bai/1.txt
tracuu-index update --archive kho --quiet --servable bai; echo "status $?"
ls kho/current/shard-0001
printf 'Một bài khác\n\nBão số 10 gây mưa lớn ở miền Nam.\n' > bai/2.txt
tracuu-index update --archive kho --quiet; echo "status $?"
ls kho/current/shard-*
tracuu --archive kho '"mưa lớn"' --format ids
tracuu-index verify --archive kho
tracuu-index update --archive kho --quiet --no-servable; echo "status $?"
echo x > kho/current/shard-0002/termlist.glass
tracuu-index verify --archive kho
tracuu-index rebuild --archive kho --quiet --no-servable; echo "status $?"
ls kho/current/shard-*
tracuu --archive kho '"mưa lớn"' --format ids
tracuu-index verify --archive kho
