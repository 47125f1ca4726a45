/* How far each step of a query may use up its budget: in hundredths of it, those before included.
 * So what takes too long to match leaves something for the order and the show of what was found. */
#ifndef QUERY_RANKING_SHARE_H
#define QUERY_RANKING_SHARE_H

enum {
	SHARE_CONDITION = 45,
	SHARE_MATCHING = 60,
	SHARE_COUNTING = 75,
	SHARE_RERANKING = 85,
	SHARE_SHOWING = 100
};

#endif
