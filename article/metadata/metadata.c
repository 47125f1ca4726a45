#include "article/metadata/metadata.h"

#include "article/blocks.h"
#include "article/metadata/byline.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/outlet.h"
#include "article/metadata/place.h"
#include "article/words.h"
#include "text/syllable/utf8.h"

enum { READ_MAX = 2000 }; /* bytes of title and lead that are read for dates and places */

static struct str beginning(struct str text)
{
	return text.ptr ? utf8_cut(text, READ_MAX) : STR("");
}

static bool set(struct article_field *field, struct str value, enum provenance provenance)
{
	if (value.len > 0)
		*field = (struct article_field){value, provenance};
	return value.ptr != NULL;
}

static bool complete_title(struct article *a)
{
	const struct article_block *title = blocks_first(a, ZONE_TITLE);
	if (a->title.value.len > 0 || !title)
		return true;
	return set(&a->title, words_tidy(&a->memory, title->text), PROVENANCE_TEXT);
}

static bool complete_authors(struct article *a)
{
	if (a->author_count > 0)
		return true;
	for (size_t i = 0; i < a->block_count; i++) {
		struct str text = a->blocks[i].text, line;
		while (a->blocks[i].zone == ZONE_BYLINE && words_line(&text, &line)) {
			if (words_trim(line).len > 0 && !byline_read(a, line, PROVENANCE_TEXT))
				return false;
		}
	}
	return true;
}

static bool complete_date(struct article *a, const struct date_clues *clues)
{
	if (a->date.value.len > 0 || a->unread_date.len > 0)
		return true;
	struct date_choice choice = date_choose(clues);
	return choice.provenance == PROVENANCE_NONE || date_set(a, choice);
}

static struct article_field find_place(struct article *a, const struct date_clues *clues)
{
	struct dateline line;
	struct article_field place = place_find(&a->memory, clues->title, clues->lead);
	const char *province = a->issuer.value.len > 0 ? place_of_issuer(a->issuer.value) : NULL;
	if (!place.value.ptr || place.provenance == PROVENANCE_TEXT)
		return place;
	if (date_line_find(clues, &line) && line.place.len > 0)
		return (struct article_field){place_usual(&a->memory, line.place), PROVENANCE_TEXT};
	return province ? (struct article_field){str_from_c(province), PROVENANCE_GUESS} : place;
}

static bool complete_place(struct article *a, const struct date_clues *clues)
{
	if (a->place.value.len > 0)
		return true;
	struct article_field place = find_place(a, clues);
	return set(&a->place, place.value, place.provenance);
}

/* What the byline names, else the agency that sent it, else the outlet whose page it is on. */
static bool complete_source(struct article *a, struct str lead)
{
	struct agency agency;
	if (a->source.value.len > 0)
		return true;
	if (agency_read(lead, &agency) && agency.outlet.len > 0)
		return set(&a->source, words_tidy(&a->memory, agency.outlet), PROVENANCE_TEXT);
	if (a->url.value.len == 0)
		return true;
	const char *outlet = outlet_of_url(a->url.value);
	return !outlet || set(&a->source, str_from_c(outlet), PROVENANCE_URL);
}

/* What no format told apart was told by the text. */
static void complete_zones(struct article *a)
{
	for (enum zone zone = 0; zone < ZONE_COUNT; zone++) {
		if (a->zones[zone] == PROVENANCE_NONE)
			a->zones[zone] = PROVENANCE_TEXT;
	}
}

bool metadata_complete(struct article *a, struct str path, struct error *err)
{
	const struct article_block *lead = blocks_first(a, ZONE_LEAD);
	if (!lead)
		lead = blocks_first(a, ZONE_BODY);
	struct str lead_text = lead ? beginning(lead->text) : str_make("", 0);
	complete_zones(a);
	if (!complete_title(a))
		return error_set_memory(err);
	const struct date_clues clues = {beginning(a->title.value), lead_text, a->blocks,
		a->block_count, a->url.value, path};
	if (complete_authors(a) && complete_date(a, &clues) && complete_place(a, &clues) &&
		complete_source(a, lead_text))
		return true;
	return error_set_memory(err);
}
