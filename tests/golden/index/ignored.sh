# What a folder's owner leaves out is left out and told; a file that can't be read keeps all of
# its folder out.
mkdir -p src/nhap src/2019
for name in a b nhap/c 2019/d 2019/e; do
	printf 'Tin %s\n\nĐoạn một.\n' $name >src/$name.txt
done
printf '# chưa xong\nnhap/\nb.txt\n2019/*\n!2019/e.txt\n' >src/.tracuuignore
tracuu-index update --archive k src 2>/dev/null | sed '/^Report/d; /^The archive/d; s/ in .* s\.$//'
cat k/last-report.jsonl
echo "- taken out of the rules"
printf '2019/*\n' >src/.tracuuignore
tracuu-index update --quiet --archive k src; cat k/last-report.jsonl
echo "- a pattern that is too long"
head -c 2000 /dev/zero | tr '\0' x >src/.tracuuignore
tracuu-index update --quiet --archive k src; cat k/last-report.jsonl
