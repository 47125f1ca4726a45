#include "indexer/run/run.h"

#include "indexer/run/plain.h"

static bool join(const char *folder, struct str path, struct buf *out)
{
	buf_reset(out);
	buf_append_c(out, folder);
	if (path.len > 0 && out->len > 0 && out->ptr[out->len - 1] != '/')
		buf_push(out, '/');
	return buf_append(out, path);
}

bool run_real_path(const struct run *run, uint32_t source, struct str path, struct buf *out)
{
	return join(run->manifest.sources[source].path, path, out);
}

bool run_display_path(const struct run *run, uint32_t source, struct str path, struct buf *out)
{
	struct buf plain = BUF_INIT;
	plain_text(&plain, path);
	bool ok = !plain.failed && join(run->manifest.sources[source].name, buf_str(&plain), out);
	buf_free(&plain);
	return ok;
}

void run_skip(struct run *run, uint32_t source, struct str path, struct str id, uint64_t line,
	const char *why)
{
	struct buf shown = BUF_INIT;
	run_display_path(run, source, path, &shown);
	struct report_line entry = {.action = REPORT_SKIPPED,
		.id = id,
		.path = buf_str(&shown),
		.line = line,
		.why = why};
	report_add(&run->report, &entry);
	buf_free(&shown);
}
