# Reads queries (id, kind, words; tabs between) and prints, for each, the command that
# each engine answers it with: engine, kind, id, then the arguments, tabs between.
#
# All are asked for the ten best. tracuu and sqlite3 print id, title and a snippet;
# quest prints the stored text. Words and phrases consist of letters only, so nothing
# needs escaping. tracuu has one form for words, which must all match as long as enough
# articles do; so "any" and "all" differ only for the peers.

BEGIN {
	FS = OFS = "\t"
}

# Each word in quotes, so that FTS5 reads none as an operator.
function joined(words, operator,    part, count, i, out) {
	count = split(words, part, " ")
	for (i = 1; i <= count; i++)
		out = out (i > 1 ? " " operator " " : "") "\"" part[i] "\""
	return out
}

{
	id = $1
	kind = $2
	words = $3
	phrase = "\"" words "\""

	print "tracuu", kind, id, search, "--archive", "archive", "--limit", "10", "--",
		(kind == "phrase" ? phrase : words)

	print "quest", kind, id, "quest", "--db=xapian", "--msize=10", "--stemmer=none",
		"--flags=phrase", "--default-op=" (kind == "all" ? "and" : "or"),
		(kind == "phrase" ? phrase : words)

	match_for = kind == "phrase" ? phrase : joined(words, kind == "all" ? "AND" : "OR")
	print "fts5", kind, id, "sqlite3", "-readonly", "fts5.db",
		"SELECT id, title, snippet(articles, -1, '[', ']', '…', 32) FROM articles" \
		" WHERE articles MATCH '" match_for "' ORDER BY rank LIMIT 10"
}
