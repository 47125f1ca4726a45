# bash completion for tracuu-web(1): its options are those that its help names; behind "--" stand
# those of tracuu, which says itself how they may go on.

_tracuu_web()
{
	local word=$2 previous=$3 line=${COMP_LINE:0:COMP_POINT} names candidate whole
	COMPREPLY=()
	if [[ $line == *' -- '* ]]; then
		line=${line#*' -- '}
		whole=${line##*[[:blank:]]}
		[[ $word == [=:] ]] && word=
		while IFS= read -r candidate; do
			candidate=${candidate%%$'\t'*}
			COMPREPLY+=("${candidate#"${whole%"$word"}"}")
		done < <(tracuu --complete="$line" 2>/dev/null)
	elif [[ $previous == --lang ]]; then
		mapfile -t COMPREPLY < <(compgen -W 'vi en' -- "$word")
	elif [[ $word == -* ]]; then
		names=$(tracuu-web --lang=en --help 2>/dev/null | sed -n 's/^  \(--[a-z-]*\) .*/\1/p')
		mapfile -t COMPREPLY < <(compgen -W "$names --" -- "$word")
	fi
	[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
	[[ ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default
	return 0
}

complete -F _tracuu_web tracuu-web
