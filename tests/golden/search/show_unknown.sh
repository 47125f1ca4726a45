tracuu --show 2018/no-such-file.txt
