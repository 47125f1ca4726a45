#include "article/readers/html/weight.h"

#include "article/metadata/page.h"

enum {
	PARAGRAPH_MIN = 50, /* bytes of what is a paragraph for its length alone */
	SENTENCE_MIN = 25,  /* of what ends a sentence */
	WEIGHT_MAX = 500,   /* of one paragraph */
	LINK_LETTERS = 15   /* of a headline */
};

bool html_is_linked(const struct html_line *line)
{
	return line->chars >= LINK_LETTERS && 5 * line->linked >= 4 * line->chars;
}

uint32_t html_weight(const struct html_line *line)
{
	bool text = line->chars >= PARAGRAPH_MIN ||
		    (line->chars >= SENTENCE_MIN && page_ends_sentence(line->text));
	if (!text || 3 * line->linked > line->chars || (line->hints & HINT_CAPTION) || line->h1)
		return 0;
	uint32_t own = line->chars - line->linked;
	return own < WEIGHT_MAX ? own : WEIGHT_MAX;
}
