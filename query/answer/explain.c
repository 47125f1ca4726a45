#include "query/answer/explain.h"

#include "query/ranking/columns.h"

static const char *match_name(enum reading_kind kind)
{
	switch (kind) {
	case READING_EXACT:
		return "exact";
	case READING_FOLDED:
		return "folded";
	case READING_SPELLINGS:
		return "spellings";
	}
	return "";
}

static bool explain_word(const struct query *q, const struct column *c, double rarity,
	struct arena *memory, struct explained_word *out)
{
	const struct query_word *w = &q->words[c->word];
	*out = (struct explained_word){
		.text = arena_str(memory, str_slice(q->text, w->start, w->end)),
		.match = match_name(c->reading->kind),
		.spellings = arena_array(memory, c->spelling_count, sizeof(struct str)),
		.rarity = rarity,
	};
	if (!out->text.ptr || !out->spellings)
		return false;
	for (size_t i = 0; i < c->spelling_count; i++) {
		out->spellings[i] = arena_str(memory, c->spellings[i]);
		if (!out->spellings[i].ptr)
			return false;
		out->spelling_count++;
	}
	return true;
}

bool explain_words(const struct query *q, const struct columns *columns, struct arena *memory,
	struct explanation *out)
{
	uint64_t seen = 0;
	out->words = arena_array(memory, columns->count + 1, sizeof *out->words);
	if (!out->words)
		return false;
	for (size_t i = 0; i < columns->word_count; i++) {
		size_t c = columns->words[i];
		if (seen >> c & 1)
			continue;
		seen |= (uint64_t)1 << c;
		if (!explain_word(q, &columns->items[c], columns->rarity[c], memory,
			    &out->words[out->word_count]))
			return false;
		out->word_count++;
	}
	return true;
}
