/* What a file can say of an article in so many words. */
#ifndef ARTICLE_GIVEN_FIELDS_H
#define ARTICLE_GIVEN_FIELDS_H

enum field {
	FIELD_ID,
	FIELD_TITLE,
	FIELD_LEAD,
	FIELD_BODY,
	FIELD_CAPTIONS,
	FIELD_AUTHOR,
	FIELD_DATE,
	FIELD_PLACE,
	FIELD_SOURCE,
	FIELD_URL,
	FIELD_IMAGE,
	FIELD_ISSUER,
	FIELD_NUMBER,
	FIELD_KIND,
	FIELD_TAGS,
	FIELD_CATEGORY,   /* the column of the paper */
	FIELD_VISIBILITY, /* who may see it */
	FIELD_EMBARGO,    /* since when */
	FIELD_COUNT,
	FIELD_NONE = FIELD_COUNT /* a key that is not used */
};

#endif
