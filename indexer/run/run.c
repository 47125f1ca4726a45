#include "indexer/run/run.h"

#include "text/encoding/shown.h"

static bool join(const char *folder, struct str path, struct buf *out)
{
	buf_reset(out);
	buf_append_c(out, folder);
	if (path.len > 0 && out->len > 0 && out->ptr[out->len - 1] != '/')
		buf_push(out, '/');
	return buf_append(out, path);
}

bool run_join_shown(const char *folder, struct str path, struct buf *out)
{
	struct buf whole = BUF_INIT;
	bool ok = join(folder, path, &whole);
	buf_reset(out);
	ok = ok && shown_append(out, buf_str(&whole));
	buf_free(&whole);
	return ok;
}

bool run_display_path(const struct run *run, uint32_t source, struct str path, struct buf *out)
{
	return run_join_shown(run->manifest.sources[source].name, path, out);
}

struct str run_place(const struct manifest_source *source, struct str path)
{
	return path.len > 0 ? path : str_after_last(str_from_c(source->path), '/');
}

void run_skip(struct run *run, uint32_t source, struct str path, struct str id, uint64_t line,
	const char *why)
{
	struct buf shown = BUF_INIT;
	run_display_path(run, source, path, &shown);
	bool known = path_set_cover(&run->known, buf_str(&shown)) != NULL;
	struct report_line entry = {.action = known ? REPORT_KNOWN : REPORT_SKIPPED,
		.id = id,
		.path = buf_str(&shown),
		.line = line,
		.why = why};
	report_add(&run->report, &entry);
	if (!known && run->skipped.code == ERROR_NONE)
		error_set(&run->skipped, ERROR_IO, "%.*s: %s", STR_ARG(buf_str(&shown)), why);
	buf_free(&shown);
}

int run_source_now(const struct run *run, uint32_t old)
{
	const struct manifest *past = &run->past.manifest;
	if (old >= past->source_count)
		return -1;
	for (size_t i = 0; i < run->manifest.source_count; i++) {
		if (strcmp(run->manifest.sources[i].path, past->sources[old].path) == 0)
			return (int)i;
	}
	return -1;
}

bool run_add_todo(struct run *run, uint32_t number, uint64_t bytes, struct error *err)
{
	uint32_t *entry = spool_extend(&run->todo, sizeof *entry, err);
	if (!entry)
		return false;
	*entry = number;
	run->todo_count++;
	run->todo_bytes += bytes;
	return true;
}

bool run_index(struct run *run, const struct record *r, const struct visibility *seen,
	uint32_t *batch, struct error *err)
{
	*batch = 0;
	return run->options->trial || shards_add(run->shards, r, seen, batch, err);
}

struct visibility run_seen_in(const struct run *run, uint32_t shard)
{
	const struct manifest *m = &run->past.manifest;
	for (size_t i = 0; i < m->shard_count; i++) {
		if (m->shards[i].number == shard)
			return visibility_of(&m->shards[i], run_now(run));
	}
	for (size_t i = 0; i < run->repair.damaged_count; i++) {
		if (run->repair.damaged[i].number == shard)
			return visibility_of(&run->repair.damaged[i], run_now(run));
	}
	return (struct visibility){.label = VISIBILITY_HIDDEN};
}
