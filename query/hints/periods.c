#include "query/hints/periods.h"

#include "base/ascii.h"
#include "text/syllable/spelling.h"

enum { PERIOD_WORDS = 10, FEW_WORDS = 3 };

/* A headline ends with "hôm nay", too: it begins with a capital, and has more words. */
static bool may_be_headline(const struct looking *l, size_t before)
{
	return before > FEW_WORDS && looking_is_name(l, 0);
}

/* trong 7 ngày qua, kể từ 2018 */
static bool leads(struct str word)
{
	struct spelling s;
	spelling_of(word, &s);
	struct str folded = str_make(s.folded, s.folded_len);
	return str_eq(folded, STR("trong")) || str_eq(folded, STR("ke"));
}

/* Where what is noted of the period that begins with item FIRST begins. */
static size_t start_of(const struct looking *l, size_t first)
{
	if (first > 0 && leads(looking_word(l, first - 1)))
		first--;
	return looking_at(l, first)->start;
}

/* "sau 2018", "từ năm 2018": a limit but for its colon. */
static bool note_limit(struct looking *l, size_t first)
{
	struct str text = l->query->text;
	struct str name = looking_word(l, first);
	enum filter_name_kind kind = filter_name_of(name).kind;
	const struct item *last = looking_at(l, l->items.count - 1);
	struct date_range range;
	if (kind < FILTER_NAME_FROM || kind > FILTER_NAME_BEFORE || first + 1 >= l->items.count)
		return false;
	struct str day = str_slice(text, looking_at(l, first + 1)->first, last->last);
	if (!ascii_has_digit(day) || !dates_read_one(day, &range))
		return false;
	bool several = first + 2 < l->items.count;
	const char *quote = several ? "\"" : "";
	looking_note(l, start_of(l, first), last->last, STRAY_PERIOD, "%.*s:%s%.*s%s",
		STR_ARG(name), quote, STR_ARG(day), quote);
	return true;
}

static bool note_period(struct looking *l, size_t first, struct str period)
{
	if (!dates_is_period(period))
		return false;
	looking_note(l, start_of(l, first), looking_at(l, l->items.count - 1)->last, STRAY_PERIOD,
		"ngày:\"%.*s\"", STR_ARG(period));
	return true;
}

void periods_look(struct looking *l)
{
	size_t count = l->items.count, first = count;
	if (count > HINTS_TYPED_ITEMS)
		return;
	while (first > 0 && count - first < PERIOD_WORDS &&
		looking_at(l, first - 1)->kind == ITEM_WORD)
		first--;
	for (; first < count; first++) {
		if (first == 0 || may_be_headline(l, first))
			continue;
		struct str period = str_slice(l->query->text, looking_at(l, first)->first,
			looking_at(l, count - 1)->last);
		if (note_limit(l, first) || note_period(l, first, period))
			return;
	}
}
