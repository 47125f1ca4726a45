/* The parts of a page. Private to web/page. */
#ifndef WEB_PAGE_VIEW_H
#define WEB_PAGE_VIEW_H

#include "web/page/address.h"
#include "web/page/html.h"
#include "web/reply/member.h"
#include "web/page/plan.h"

struct view {
	struct html html;
	const struct page *page;
};

/* ---- frame.c: what is around every page ---- */

/* Head, header with the form, and the beginning of what is the page's own; and their end. */
void frame_begin(struct view *v);
void frame_end(struct view *v);

/* ---- What a page is about ---- */

void view_home(struct view *v);
void view_results(struct view *v);
void view_article(struct view *v);
void view_history(struct view *v);
void view_status(struct view *v);
void view_help(struct view *v);
void view_failure(struct view *v, struct str message);

/* ---- Parts of them ---- */

void view_notices(struct view *v, const json_t *answer); /* how it was read, what to know */
void view_chips(struct view *v);                         /* what it is kept to */
void view_hit(struct view *v, const json_t *hit);
void view_facets(struct view *v, const json_t *answer);
void view_timeline(struct view *v, const json_t *answer);
void view_about(struct view *v, const json_t *article); /* when, where, who; of a hit likewise */
void view_pieces(struct view *v, const json_t *pieces); /* of a paragraph */
void view_title(struct view *v, const json_t *pieces, struct str otherwise); /* if there is any */
void view_labelled(struct view *v, const char *label, struct str value);     /* of a list, if any */

/* Opens a <table> in a <div> that scrolls on a narrow screen; html_close ends each. */
void view_table(struct view *v, const char *label);

/* DATE, 2018-03-27 or a part of it, as people read it; GUESS: it is one. */
void view_date(struct view *v, struct str date, bool guess);

/* Of a moment 2018-03-27T01:02:03Z, in Vietnam. */
void view_moment(struct view *v, struct str moment);

/* ---- links.c ---- */

/* A link, in which TEXT is, to this very page with CHANGES made, or to PATH. */
void link_to(struct view *v, struct str path, const struct change *changes, size_t count,
	struct str text);

/* Opens an <a> that leads there; html_close ends it. */
void link_open(struct view *v, struct str path, const struct change *changes, size_t count);

/* An article that a link leads to: of several archives the one that has it, else ""; which hit it
   is of the answer that is shown (0: none). */
struct linked {
	struct str id, archive;
	uint64_t rank;
};

struct linked linked_hit(const json_t *hit, uint64_t rank);

/* One of the archive that this page is of. */
struct linked linked_beside(const struct view *v, struct str id);

/* Opens a link to it. */
void link_open_article(struct view *v, const struct linked *to);

/* The path of this page. */
struct str link_here(const struct view *v);

/* The parameter NAME of this page's address; its ptr is NULL where there is none. */
struct str view_parameter(const struct view *v, const char *name);

#endif
