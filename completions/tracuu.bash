# bash completion for tracuu(1): the program itself says how its command line may go on.

_tracuu()
{
	local line=${COMP_LINE:0:COMP_POINT} word=$2 whole strip candidate
	line=${line#*[[:blank:]]}
	whole=${line##*[[:blank:]]}
	whole=${whole//[\"\']/}
	# What readline takes for the word may begin behind a colon or an equals sign of ours, or
	# before a blank that was quoted.
	word=${word//[\"\']/}
	[[ $word == [=:] ]] && word=
	COMPREPLY=()
	while IFS= read -r candidate; do
		candidate=${candidate%%$'\t'*}
		if [[ $whole == *"$word" ]]; then
			strip=${whole%"$word"}
			candidate=${candidate#"$strip"}
		else
			candidate=${word%"$whole"}$candidate
		fi
		[[ $2 == *[[:blank:]]* ]] || candidate=${candidate// /\\ }
		COMPREPLY+=("$candidate")
	done < <(tracuu --complete="$line" 2>/dev/null)
	[[ ${COMPREPLY[0]-} == *[=:] ]] && compopt -o nospace
	# Folders and files: of --archive and --batch.
	[[ ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default
	return 0
}

complete -o bashdefault -o nosort -F _tracuu tracuu
