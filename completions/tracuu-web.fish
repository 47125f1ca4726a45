# fish completion for tracuu-web(1): its options are those that its help names; behind "--" stand
# those of tracuu, which says itself how they may go on.

function __tracuu_web_options
	tracuu-web --help 2>/dev/null | string match -r -- '^  --[a-z-]+.*' |
		string replace -r -- '^  (--[a-z-]+) ?\S* +(.*)' '$1\t$2'
end

function __tracuu_web_server_options
	set -l words (commandline -opc) (commandline -ct)
	set -l at (contains -i -- -- $words)
	tracuu --complete=(string join ' ' -- $words[(math $at + 1)..]) 2>/dev/null
end

complete -c tracuu-web -n 'contains -- -- (commandline -opc)' -f -a '(__tracuu_web_server_options)'
complete -c tracuu-web -n 'not contains -- -- (commandline -opc); and string match -q -- "-*" (commandline -ct)' -f -a '(__tracuu_web_options)'
