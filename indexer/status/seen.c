#include "indexer/status/seen.h"

#include "base/lang.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

bool seen_tell(struct buf *out, const struct visibility *seen)
{
	char moment[VISIBILITY_MOMENT];
	if (strcmp(seen->label, VISIBILITY_HIDDEN) == 0)
		buf_append_c(
			out, SAY("không người xem nào thấy, vì không hiểu nhãn hay giờ đăng",
				     "no audience sees it, as its label or embargo can't be read"));
	else if (*seen->label)
		buf_printf(out, SAY("nhãn “%s”", "label “%s”"), seen->label);
	if (seen->embargo != 0) {
		visibility_write_moment(seen->embargo, moment);
		buf_printf(out,
			SAY("%scấm đăng trước %s (giờ Việt Nam)",
				"%sembargo until %s (in Vietnam)"),
			out->len > 0 ? ", " : "", moment);
	}
	return !out->failed;
}

static bool has_audience(const struct manifest *m, const char *label)
{
	bool has = !*label || strcmp(label, VISIBILITY_HIDDEN) == 0;
	for (size_t i = 0; !has && i < m->audience_count; i++)
		has = visibility_allows(m->audiences[i].labels, label);
	return has;
}

static void print_audience(const struct manifest *m, const struct manifest_audience *a, int64_t now)
{
	char n[WORDING_SIZE];
	print_out(SAY("Người xem “%s”: thấy %s bài%s%s\n",
			  "Audience %s: articles that it sees %s%s%s\n"),
		a->name, wording_count(audience_articles(m, a, now), n),
		*a->labels ? SAY(", các nhãn ", ", labels ") : "", a->labels);
}

void seen_print_audiences(const struct manifest *m, int64_t now)
{
	char n[WORDING_SIZE];
	for (size_t i = 0; i < m->audience_count; i++)
		print_audience(m, &m->audiences[i], now);
	for (size_t i = 0; i < m->shard_count; i++) {
		const struct visibility seen = visibility_of(&m->shards[i], now);
		struct buf told = BUF_INIT;
		if ((*seen.label || seen.embargo != 0) && seen_tell(&told, &seen))
			print_out(SAY("Không phải ai cũng xem được: %s bài, %s%s\n",
					  "Not for everybody: articles %s, %s%s\n"),
				wording_count(m->shards[i].articles, n), told.ptr,
				has_audience(m, seen.label)
					? ""
					: SAY("; chưa người xem nào có nhãn này (update "
					      "--audience)",
						  "; no audience has it (update --audience)"));
		buf_free(&told);
	}
}
