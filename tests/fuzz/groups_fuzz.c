/* Any bytes as a file of groups, its checksum put right: it is refused, or each article is at one
 * place of one group, and is found there. */
#include "archive/groups/groups.h"
#include "archive/schema.h"
#include "base/bytes.h"
#include "fuzz/file.h"

static void check(const struct groups *g)
{
	uint32_t articles = 0;
	for (uint32_t group = 0; group < groups_count(g); group++) {
		uint32_t size = groups_size(g, group);
		CHECK(size >= 2);
		articles += size;
		for (uint32_t place = 0; place < size; place++) {
			struct group_member found;
			struct group_member m = groups_at(g, group, place);
			CHECK(m.group == group && m.place == place);
			CHECK(groups_find(g, m.shard, m.document, &found));
			CHECK(found.group == group && found.place == place);
		}
	}
	CHECK(articles == groups_articles(g));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[128];
	struct error err;
	struct groups *g = NULL;
	struct manifest m = MANIFEST_INIT;
	struct digest none = {{0}};
	char *bytes = malloc(size + 1);
	CHECK(bytes && manifest_add_file(&m, GROUPS_FILE, size, &none));
	memcpy(bytes, data, size);
	if (size >= GROUPS_HEADER)
		bytes_put_u64(bytes + GROUPS_AT_CHECKSUM, groups_checksum(str_make(bytes, size)));
	put_file(GROUPS_FILE, bytes, size, path);
	if (groups_open(folder, &m, &g, &err))
		check(g);
	groups_close(g);
	manifest_free(&m);
	free(bytes);
	unlink(path);
	return 0;
}
