# bash completion for tracuu-index(1): commands and options are those that its help names.

_tracuu_index()
{
	local word=$2 command=${COMP_WORDS[1]-} names
	COMPREPLY=()
	if [[ $COMP_CWORD -eq 1 ]]; then
		names=$(tracuu-index --lang=en --help 2>/dev/null | sed -n 's/^  \([a-z-]*\) .*/\1/p')
	elif [[ $word == -* ]]; then
		names=$(tracuu-index "$command" --lang=en --help 2>/dev/null |
			sed -n 's/^ .*\(--[a-z-]*=\{0,1\}\).*/\1/p')
	else
		compopt -o default
		return 0
	fi
	mapfile -t COMPREPLY < <(compgen -W "$names" -- "$word")
	[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
	return 0
}

complete -F _tracuu_index tracuu-index
