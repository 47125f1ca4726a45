# Prints the table of bench/run from the files that it left in the working folder.

function read_table(file, keys, values, column,    row, part) {
	while ((getline row < file) > 0) {
		split(row, part, "\t")
		values[part[keys]] = part[column]
	}
	close(file)
}

function read_builds(    row, part) {
	while ((getline row < "builds.tsv") > 0) {
		split(row, part, "\t")
		wall[part[1]] = part[2]
		cpu[part[1]] = part[3] + part[4]
		peak[part[1]] = part[5] * 1024 / 1e6
		own[part[1]] = part[6] * 1024 / 1e6
		if (part[7] != 0)
			remark(part[1] " ended with status " part[7])
	}
	close("builds.tsv")
}

# A time belongs to its kind, to "same" (what means the same to every engine) and to "every".
function add_time(engine, kind, ms) {
	times[engine, kind, ++count[engine, kind]] = ms
	if (kind != "any")
		times[engine, "same", ++count[engine, "same"]] = ms
	times[engine, "every", ++count[engine, "every"]] = ms
}

function read_processes(    row, part, bad, empty, engine) {
	while ((getline row < "processes.tsv") > 0) {
		split(row, part, "\t")
		add_time(part[1], part[2], part[4] / 1000)
		bad[part[1]] += part[6] != 0
		empty[part[1]] += part[5] == 0
	}
	close("processes.tsv")
	for (engine in bad) {
		if (bad[engine])
			remark(bad[engine] " queries of " engine " ended with a status that is not 0")
		if (empty[engine])
			remark(empty[engine] " queries of " engine " printed nothing")
	}
}

# The best of all rounds but the first, which warms up.
function read_batch(    row, id, ms, seen, best, nothing, part) {
	while ((getline row < "batch.log") > 0) {
		if (!match(row, /"query_id": ?"[^"]*"/))
			continue
		id = substr(row, RSTART, RLENGTH)
		sub(/.*: ?"/, "", id)
		sub(/"$/, "", id)
		if (!match(row, /"took_ms": ?[0-9.]+/))
			continue
		ms = substr(row, RSTART, RLENGTH)
		sub(/.*: ?/, "", ms)
		if (seen[id]++ == 0)
			nothing += row ~ /"hits": ?\[\]/
		else if (!(id in best) || ms + 0 < best[id])
			best[id] = ms + 0
	}
	close("batch.log")
	for (id in best) {
		split(id, part, "-")
		add_time("batch", part[1], best[id])
	}
	if (count["batch", "every"] != facts["queries"])
		remark("--batch answered " count["batch", "every"] + 0 " queries of " facts["queries"])
	if (nothing)
		remark(nothing " queries of --batch found nothing")
}

function read_analysis(    row, part) {
	while ((getline row < "analysis.tsv") > 0) {
		split(row, part, "\t")
		if (part[2] > speed[part[1]])
			speed[part[1]] = part[2]
	}
	close("analysis.tsv")
}

# Whether `status` names the number of articles, whatever stands between its digits.
function status_counts(wanted,    row, found) {
	while ((getline row < "status.log") > 0) {
		while (match(row, /[0-9][.,][0-9][0-9][0-9]/))
			row = substr(row, 1, RSTART) substr(row, RSTART + 2)
		if (row ~ ("(^|[^0-9])" wanted "([^0-9]|$)"))
			found = 1
	}
	close("status.log")
	return found
}

# Nearest rank.
function percentile(engine, kind, share,    n, i, j, x, sorted, rank) {
	n = count[engine, kind]
	if (n == 0)
		return 0
	for (i = 1; i <= n; i++) {
		x = times[engine, kind, i]
		for (j = i - 1; j >= 1 && sorted[j] > x; j--)
			sorted[j + 1] = sorted[j]
		sorted[j + 1] = x
	}
	rank = int(n * share)
	return sorted[rank < n * share ? rank + 1 : rank]
}

function remark(text) {
	remarks[++remark_count] = text
}

function ratio(ours, theirs) {
	return theirs > 0 ? sprintf("%.2f", ours / theirs) : "-"
}

function line(label, ours, xapian, fts5, digits,    number) {
	number = "%." digits "f"
	printf "%-30s %10s  %10s %7s  %10s %7s\n", label, sprintf(number, ours),
		xapian == "" ? "" : sprintf(number, xapian), xapian == "" ? "" : ratio(ours, xapian),
		fts5 == "" ? "" : sprintf(number, fts5), fts5 == "" ? "" : ratio(ours, fts5)
}

function head(label, xapian, fts5) {
	printf "\n%-30s %10s  %10s %7s  %10s %7s\n", label, "tracuu", xapian,
		xapian == "" ? "" : "ratio", fts5, fts5 == "" ? "" : "ratio"
}

function percentiles(kind, label,    i, share, name) {
	split(".50 .95 .99", share, " ")
	split("p50 p95 p99", name, " ")
	for (i = 1; i <= 3; i++)
		line(sprintf("%-26s %s", i == 1 ? label : "", name[i]),
			percentile("tracuu", kind, share[i]), percentile("quest", kind, share[i]),
			percentile("fts5", kind, share[i]), 1)
}

function batch_line(kind, label) {
	printf "%-30s %10.2f %10.2f %10.2f\n", label, percentile("batch", kind, .5),
		percentile("batch", kind, .95), percentile("batch", kind, .99)
}

function busy(label) {
	return wall[label] > 0 ? cpu[label] / wall[label] : 0
}

function remark_busy() {
	remark(sprintf("scriptindex got %.2f of a core: others were at work, and wall clock says" \
		" little", busy("scriptindex")))
	if (cpu["tracuu"] > 0)
		remark(sprintf("  by CPU, with all cores free, the build could be at most %.1f times" \
			" as fast", cpu["scriptindex"] / cpu["tracuu"] * facts["cores"]))
}

function check(holds, text) {
	printf "%s  %s\n", holds ? "PASS" : "FAIL", text
}

function print_builds(    text) {
	text = facts["bytes"]
	head("BUILD", "scriptindex", "FTS5")
	line("wall clock, s", wall["tracuu"], wall["scriptindex"], wall["fts5"], 1)
	line("CPU, s", cpu["tracuu"], cpu["scriptindex"], cpu["fts5"], 1)
	line("cores kept busy", busy("tracuu"), busy("scriptindex"), busy("fts5"), 2)
	line("peak memory, MB", peak["tracuu"], peak["scriptindex"], peak["fts5"], 0)
	line("  without pages of files, MB", own["tracuu"], own["scriptindex"], own["fts5"], 0)
	line("on disk, MB", facts["tracuu_bytes"] / 1e6, facts["scriptindex_bytes"] / 1e6,
		facts["fts5_bytes"] / 1e6, 0)
	line("  bytes for a byte of text", facts["tracuu_bytes"] / text,
		facts["scriptindex_bytes"] / text, facts["fts5_bytes"] / text, 2)
	line("on disk, peer compacted, MB", facts["tracuu_bytes"] / 1e6,
		facts["compact_bytes"] / 1e6, "", 0)
	line(sprintf("%d articles: peak, MB", facts["fewer"]), peak["tracuu-fewer"], "", "", 0)
	line("  without pages of files, MB", own["tracuu-fewer"], "", "", 0)
	line(sprintf("%d articles: wall, s", facts["fewer"]), wall["tracuu-fewer"], "", "", 1)
	line("update, no change: wall, s", wall["tracuu-again"], "", "", 2)
	if (facts["sphinx_bytes"] > 0)
		print_sphinx()
}

# It keeps no text: its size is that of an index alone.
function print_sphinx() {
	printf "%-30s %10.1f  %10s %7s\n", "Sphinx 2.2: wall clock, s", wall["sphinx"], "",
		ratio(wall["tracuu"], wall["sphinx"])
	printf "%-30s %10.1f  %10s %7s\n", "  CPU, s", cpu["sphinx"], "",
		ratio(cpu["tracuu"], cpu["sphinx"])
	printf "%-30s %10.0f  %10s %7s\n", "  on disk, without text, MB",
		facts["sphinx_bytes"] / 1e6, "",
		ratio(facts["tracuu_bytes"] - facts["text_bytes"], facts["sphinx_bytes"])
}

function print_searches() {
	head("WHOLE PROCESS, ms", "quest", "sqlite3")
	percentiles("phrase", "2-syllable phrase")
	percentiles("any", "3-6 syllables, any *")
	percentiles("all", "3-6 syllables, all")
	percentiles("same", "phrase and all")
	percentiles("every", "every query")
	print "* tracuu: all must match first, then as many as possible; quest and sqlite3: OR."

	printf "\n%-30s %10s %10s %10s\n", "tracuu --batch, ms", "p50", "p95", "p99"
	batch_line("phrase", "2-syllable phrase")
	batch_line("any", "3-6 syllables, any *")
	batch_line("all", "3-6 syllables, all")
	batch_line("every", "every query")
}

function print_analysis() {
	printf "\n%-30s %10s  %10s %7s  %10s %7s\n", "ANALYSIS, one core", "tracuu", "TermGen.",
		"ratio", "no posit.", "ratio"
	line("MB a second", speed["tracuu"], speed["xapian"], speed["xapian-no-positions"], 1)
}

function print_checks(    growth, share, per_byte) {
	print "\nWHAT IT MUST SHOW"
	check(wall["tracuu"] > 0 && wall["scriptindex"] >= 3 * wall["tracuu"],
		sprintf("build %.1f times as fast as scriptindex, wall clock (at least 3)",
			wall["tracuu"] > 0 ? wall["scriptindex"] / wall["tracuu"] : 0))
	per_byte = facts["tracuu_bytes"] / facts["bytes"]
	check(per_byte > 0 && per_byte <= 1.35,
		sprintf("%.2f bytes on disk for a byte of text (at most 1.35)", per_byte))
	check(wall["tracuu"] > 0 && wall["tracuu"] <= wall["fts5"],
		sprintf("build in %s of the wall clock of FTS5 (at most 1)",
			ratio(wall["tracuu"], wall["fts5"])))
	check(cpu["tracuu"] > 0 && cpu["tracuu"] <= 1.8 * cpu["fts5"],
		sprintf("and %s of its CPU (at most 1.8)", ratio(cpu["tracuu"], cpu["fts5"])))
	check_time(.5, "p50", 1)
	check_time(.99, "p99", .5)
	growth = peak["tracuu-fewer"] > 0 ? peak["tracuu"] / peak["tracuu-fewer"] : 99
	check(growth <= 1.1,
		sprintf("peak memory of %d articles %.2f times that of %d (at most 1.10)",
			facts["articles"], growth, facts["fewer"]))
	growth = own["tracuu-fewer"] > 0 ? own["tracuu"] / own["tracuu-fewer"] : 99
	check(growth <= 1.1, sprintf("  the same without pages of files: %.2f times", growth))
	check(status_counts(facts["articles"]),
		sprintf("status counts %d articles", facts["articles"]))
	share = wall["tracuu"] > 0 ? wall["tracuu-again"] / wall["tracuu"] : 99
	check(facts["same_generation"] == 1, "update without a change publishes nothing")
	check(share <= .05,
		sprintf("update without a change takes %.1f %% of the build (at most 5)", 100 * share))
	check(speed["tracuu"] >= 24,
		sprintf("analysis of %.1f MB/s (at least 24)", speed["tracuu"]))
}

function check_time(share, name, part,    ours, theirs) {
	ours = percentile("tracuu", "every", share)
	theirs = percentile("fts5", "every", share)
	check(ours > 0 && ours <= part * theirs,
		sprintf("whole process, every query: %s %.2f of that of sqlite3 (at most %.2f)",
			name, theirs > 0 ? ours / theirs : 0, part))
}

BEGIN {
	read_table("facts.tsv", 1, facts, 2)
	if (facts["articles"] != facts["wanted"])
		remark("the data has only " facts["articles"] " articles")
	read_builds()
	if (busy("scriptindex") < .9)
		remark_busy()
	read_processes()
	read_batch()
	read_analysis()
	printf "\n%d articles, %.1f MB of text, %d queries, %d cores. Ratios are ours / theirs.\n",
		facts["articles"], facts["bytes"] / 1e6, facts["queries"], facts["cores"]
	print_builds()
	print_searches()
	print_analysis()
	print_checks()
	if (remark_count > 0)
		print "\nSUSPICIOUS"
	for (i = 1; i <= remark_count; i++)
		print "  " remarks[i]
}
