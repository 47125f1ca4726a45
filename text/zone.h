/* The parts of an article that search keeps apart. The frame is what stands around the text of
   a document or page: letterhead, signature block, kickers, a page's foot. */
#ifndef TEXT_ZONE_H
#define TEXT_ZONE_H

#include <stdbool.h>

enum zone { ZONE_TITLE, ZONE_LEAD, ZONE_BODY, ZONE_CAPTION, ZONE_BYLINE, ZONE_FRAME, ZONE_COUNT };

/* Whether it is what the article says, and so what all who carry it say alike. */
static inline bool zone_is_text(enum zone zone)
{
	return zone == ZONE_TITLE || zone == ZONE_LEAD || zone == ZONE_BODY;
}

/* "title" … */
const char *zone_name(enum zone zone);

#endif
