mkdir a src; printf "Tin một\n\n     Nội dung.\n" >src/a.txt
python3 -c "
import fcntl, subprocess, sys
held = open(\"a/lock\", \"w\")
fcntl.lockf(held, fcntl.LOCK_EX)
sys.exit(subprocess.call([\"tracuu-index\", \"update\", \"--archive\", \"a\", \"src\"]))
" 2>err; echo "exit $?"; sed -E "s/ [0-9]+/ PID/" err
