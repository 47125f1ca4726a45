# fish completion for tracuu-index(1): commands and options are those that its help names.

function __tracuu_index_commands
	tracuu-index --help 2>/dev/null | string match -r '^  [a-z-]+ +.*' | string replace -r '^  ([a-z-]+) +' '$1\t'
end

function __tracuu_index_options
	set -l command (commandline -opc)[2]
	tracuu-index $command --help 2>/dev/null | string match -r -g -- '(--[a-z-]+=?)'
end

complete -c tracuu-index -n '__fish_is_nth_token 1' -f -a '(__tracuu_index_commands)'
complete -c tracuu-index -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__tracuu_index_options)'
