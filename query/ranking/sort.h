/* The order of the articles found. */
#ifndef QUERY_RANKING_SORT_H
#define QUERY_RANKING_SORT_H

enum sort { SORT_RELEVANCE, SORT_NEWEST, SORT_OLDEST };

#endif
