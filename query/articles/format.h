/* What tracuu can answer as. */
#ifndef QUERY_ARTICLES_FORMAT_H
#define QUERY_ARTICLES_FORMAT_H

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_IDS,
	FORMAT_JSONL,
	FORMAT_CSV,
	FORMAT_TSV,
	FORMAT_NINJS,
	FORMAT_ATOM, /* of what is new, as the next */
	FORMAT_MAIL
};

#endif
