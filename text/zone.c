#include "text/zone.h"

const char *zone_name(enum zone zone)
{
	switch (zone) {
	case ZONE_TITLE:
		return "title";
	case ZONE_LEAD:
		return "lead";
	case ZONE_BODY:
		return "body";
	case ZONE_CAPTION:
		return "caption";
	case ZONE_BYLINE:
		return "byline";
	case ZONE_FRAME:
		return "frame";
	case ZONE_COUNT:
		break;
	}
	return "";
}
