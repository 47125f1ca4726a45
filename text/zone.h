/* The parts of an article that search keeps apart. */
#ifndef TEXT_ZONE_H
#define TEXT_ZONE_H

enum zone { ZONE_TITLE, ZONE_LEAD, ZONE_BODY, ZONE_CAPTION, ZONE_BYLINE, ZONE_COUNT };

/* "title" … */
const char *zone_name(enum zone zone);

#endif
