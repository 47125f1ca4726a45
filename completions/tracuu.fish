# fish completion for tracuu(1): the program itself says how its command line may go on.

function __tracuu_complete
	set -l line (string replace -r '^\s*\S+\s' '' -- (commandline -cp))
	# Of several words in quotes the last is completed, the others stay.
	set -l head (string match -r '^[\'"]?(.*\s)\S*$' -- (commandline -ct))[2]
	for candidate in (tracuu --complete="$line" 2>/dev/null)
		echo -- "$head$candidate"
	end
end

complete -c tracuu -k -f -a '(__tracuu_complete)'
complete -c tracuu -l archive -s a -r -F
complete -c tracuu -l batch -r -F
