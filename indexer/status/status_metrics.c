#include "archive/versions/versions.h"
#include "base/buf.h"
#include "indexer/status/status.h"
#include "printing/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A label's value: backslash, quotation mark and line end are escaped (Prometheus, text format). */
static void append_label(struct buf *out, const char *value)
{
	for (; *value; value++) {
		if (*value == '\n' || *value == '"' || *value == '\\')
			buf_push(out, '\\');
		buf_push(out, *value == '\n' ? 'n' : *value);
	}
}

static void print(const struct status *s, const char *name, const char *help, uint64_t value)
{
	struct buf label = BUF_INIT;
	append_label(&label, s->archive);
	print_out("# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
	print_out("%s{archive=\"%s\"} %" PRIu64 "\n", name, buf_str(&label).ptr, value);
	buf_free(&label);
}

static uint64_t seconds(int64_t moment)
{
	return moment > 0 ? (uint64_t)moment : 0;
}

void status_print_metrics(const struct status *s)
{
	const struct manifest *m = &s->published.manifest;
	uint64_t version_bytes;
	print(s, "tracuu_generation", "Number of the published generation.", m->generation);
	print(s, "tracuu_generation_created_timestamp_seconds", "When it was made.",
		seconds(m->created));
	print(s, "tracuu_articles", "Articles that can be found.", m->articles);
	print(s, "tracuu_source_files", "Files of the sources that are read.", m->source_files);
	print(s, "tracuu_text_bytes", "Text of the articles.", m->text_bytes);
	print(s, "tracuu_index_bytes", "Files of the generation.", manifest_total_size(m));
	print(s, "tracuu_versions", "What changed articles said before.",
		versions_listed(m, &version_bytes));
	print(s, "tracuu_version_bytes", "Files that keep it.", version_bytes);
	print(s, "tracuu_held", "1 while the archive is held by rollback --hold.", s->keeping.held);
	if (!s->last.there)
		return;
	print(s, "tracuu_last_run_started_timestamp_seconds", "When the last run began.",
		seconds(s->last.started));
	print(s, "tracuu_last_run_finished_timestamp_seconds", "When it ended; 0: it did not.",
		seconds(s->last.finished));
	print(s, "tracuu_last_run_ok", "1 where it published, or found nothing to do.",
		strcmp(s->last.result, "published") == 0 ||
			strcmp(s->last.result, "unchanged") == 0);
	print(s, "tracuu_last_run_skipped", "Files and articles that it could not read.",
		s->last.skipped);
}
