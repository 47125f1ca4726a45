#include "query/respond/state.h"

#include "base/checksum.h"
#include "query/answer/facet.h"
#include "query/json/path_map.h"
#include "query/reading/dates.h"
#include "text/house/house.h"

static void add_text(struct buf *out, struct str s)
{
	buf_append_u64(out, s.len);
	buf_append(out, s);
}

static void add_filters(struct buf *out, const struct search_settings *s)
{
	buf_append_u64(out, s->filter_count);
	for (size_t i = 0; i < s->filter_count; i++) {
		buf_append_u64(out, (uint64_t)s->filters[i].field * 2 + s->filters[i].excluded);
		add_text(out, s->filters[i].value);
	}
	buf_append_u64(out, s->facet_count);
	for (size_t i = 0; i < s->facet_count; i++) {
		buf_append_u64(out, (uint64_t)s->facets[i].by * 2 + s->facets[i].is_ordered);
		buf_append_u64(out, s->facets[i].most);
	}
}

/* Time apart: an answer that it ends is partial. */
static void add_settings(struct buf *out, const struct search_settings *s)
{
	const uint64_t numbers[] = {s->limit, s->offset, s->sort, s->ranking, s->diacritics,
		s->duplicates, s->counts, s->strict, s->explain, s->only_ids, s->snippets, s->work};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		buf_append_u64(out, numbers[i]);
	add_text(out, s->prefer);
	add_text(out, str_from_c(s->dates.from));
	add_text(out, str_from_c(s->dates.to));
	add_filters(out, s);
}

static void add_paths(struct buf *out, const struct path_map *m)
{
	for (size_t i = 0; m && i < m->count; i++) {
		add_text(out, m->pairs[i].from);
		add_text(out, m->pairs[i].to);
	}
}

bool state_of(const struct search *s, const struct search_settings *usual,
	const struct path_map *paths, const char *version, uint64_t *out)
{
	char today[9] = "";
	struct buf all = BUF_INIT;
	dates_read(STR("hôm nay"), false, today);
	add_text(&all, str_from_c(today));
	add_text(&all, str_from_c(version));
	buf_append_u64(&all, house_checksum(s->house));
	add_settings(&all, usual);
	add_paths(&all, paths);
	bool ok = !all.failed;
	*out = ok ? checksum_of(buf_str(&all)) : 0;
	buf_free(&all);
	return ok;
}
