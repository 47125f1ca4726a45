mkdir src; printf "Tin một\n\n     Nội dung một.\n" >src/a.txt
tracuu-index update --archive a --quiet src
printf "Tin hai\n\n     Nội dung hai.\n" >src/b.txt
tracuu-index update --archive a --quiet src
tracuu --archive a --format ids "nội dung" | sort
tracuu-index rollback --archive a
tracuu --archive a --format ids "nội dung" | sort
