# Standard input has a query that would find something: it is not to be read.
ask() {
	printf '== %s\n' "$*"
	echo 'Bến Mộc' | tracuu --format ids "$@" 2>&1
	echo "exit $?"
}
ask -
ask -- -
ask -- - -
ask -- - bão
ask -- --
ask -- --batch -
ask --show -- -khánh
ask --show -- --format=json
ask --format -- -
echo '== a batch'
printf 'a\tBến Mộc\n' | tracuu --batch - --limit 1 | cut -c 1-9
printf 'a\tBến Mộc\n' | tracuu --batch=- --limit 1 -- | cut -c 1-9
