# A link that leads out of the source is told and not followed; one that stays inside is followed
# once; a folder that becomes a link is met by nothing.
mkdir -p src/b src/.kho ngoai; printf 'Tin bí mật\n\nKhông ai được đọc.\n' >ngoai/mat.txt
printf 'Tin một\n\nBài trong nguồn.\n' >src/a.txt; printf 'Tin hai\n\nBài nằm trong kho.\n' >src/.kho/hai.txt
ln -s ../ngoai/mat.txt src/ra.txt; ln -s /etc/passwd src/pw.txt; ln -s ../ngoai src/thu_muc
ln -s "$PWD/src/.kho/hai.txt" src/hai.txt; ln -s ../.kho/hai.txt src/b/lai.txt; ln -s a.txt src/mot.txt
ln -s ../../ngoai/mat.txt src/b/c.txt.meta.json; printf 'Tin ba\n\nBài có tệp bên cạnh.\n' >src/b/c.txt
ln -s khong_co.txt src/treo.txt
tracuu-index update --archive k src 2>/dev/null | sed '/^Report/d; /^The archive/d; s/ in .* s\.$//'; cat k/last-report.jsonl
echo "- found"; tracuu --archive k --format ids tin | sort; tracuu --archive k --format ids root | sort
echo "- a source named by a link"; ln -s src nguon; tracuu-index update --quiet --archive k2 nguon; echo "exit $?"
tracuu --archive k2 --format ids tin | sort
echo "- rules that lie outside keep the folder out"; printf 'a.txt\n' >ngoai/luat; ln -s ../ngoai/luat src/.tracuuignore
tracuu-index update --quiet --archive k src; echo "exit $?"; grep skipped k/last-report.jsonl
