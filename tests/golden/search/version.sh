# What confines it is of the machine.
tracuu --version | head -n 1
tracuu --version | sed -n '2s/:.*/: …/p'
