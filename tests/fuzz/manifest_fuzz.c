/* Any bytes as a manifest: it is refused, or all that it says is in range, and it comes back the
 * same from what is written of it. */
#include "archive/contents.h"
#include "archive/manifest_json.h"
#include "fuzz/file.h"

static void check(const struct manifest *m)
{
	struct error err;
	CHECK(strlen(m->archive) == MANIFEST_ARCHIVE && m->generation > 0);
	CHECK(m->next_shard > 0 && m->next_shard <= MANIFEST_SHARD_MAX + 1u);
	CHECK(m->shard_count <= MANIFEST_SHARDS_MAX && m->articles <= UINT32_MAX);
	for (size_t i = 0; i < m->shard_count; i++)
		CHECK(m->shards[i].number > 0 && m->shards[i].number <= MANIFEST_SHARD_MAX);
	for (size_t i = 0; i < m->file_count; i++)
		CHECK(m->files[i].path[0] != '/' && !strstr(m->files[i].path, ".."));
	for (size_t i = 0; i < m->source_count; i++)
		CHECK(m->sources[i].name && m->sources[i].path && m->sources[i].label);
	contents_check(m, "x", &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct manifest m = MANIFEST_INIT;
	struct manifest back = MANIFEST_INIT;
	struct error err;
	struct str json = str_make((const char *)data, size);
	if (manifest_from_json(json, "x", &m, &err)) {
		check(&m);
		char *again = manifest_to_json(&m);
		CHECK(again && manifest_from_json(str_from_c(again), "x", &back, &err));
		CHECK(back.shard_count == m.shard_count && back.source_count == m.source_count);
		for (size_t i = 0; i < m.source_count; i++)
			CHECK(strcmp(back.sources[i].path, m.sources[i].path) == 0);
		free(again);
	}
	manifest_free(&m);
	manifest_free(&back);
	if (manifest_sources_from_json(json, &m))
		CHECK(strlen(m.archive) == 0 || strlen(m.archive) == MANIFEST_ARCHIVE);
	manifest_free(&m);
	return 0;
}
