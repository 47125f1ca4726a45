#include "article/readers/html/facts.h"

#include <strings.h>

/* Which of a page's names for it are believed first stand first. */
static const char *const date_names[FACTS_DATES][8] = {
	{"article:published_time", "datePublished", "og:article:published_time"},
	{"pubdate", "publishdate", "publish_date", "publish-date", "article.published",
		"published_time"},
	{"DC.date.issued", "dcterms.issued", "DC.date", "dcterms.created", "dc.date.created"},
	{"date", "parsely-pub-date", "sailthru.date", "cXenseParse:recs:publishtime", "dateCreated",
		"created"},
};

static bool is_named(struct str names, const char *name)
{
	struct str piece;
	size_t len = strlen(name);
	while (names.ptr && str_split(&names, ' ', &piece)) {
		if (piece.len == len && strncasecmp(piece.ptr, name, len) == 0)
			return true;
	}
	return false;
}

static void set_first(struct str *held, struct str value)
{
	if (held->len == 0)
		*held = str_trim(value);
}

/* Programs write the beginning of time where they know of none. */
static bool is_no_date(struct str value)
{
	return str_starts_with(value, STR("0001-")) || str_starts_with(value, STR("1970-01-01")) ||
	       str_starts_with(value, STR("1900-01-01")) || str_starts_with(value, STR("1/1/0001"));
}

static void read_date(struct html_facts *f, struct str names, struct str value)
{
	for (size_t i = 0; i < FACTS_DATES && !is_no_date(str_trim(value)); i++) {
		for (size_t n = 0; n < 8 && date_names[i][n]; n++) {
			if (is_named(names, date_names[i][n]))
				set_first(&f->dates[i], value);
		}
	}
}

static void read_description(struct html_facts *f, struct str value)
{
	value = str_trim(value);
	if (value.len > f->description.len)
		f->description = value;
}

static void read_meta(struct html_facts *f, const struct html_node *n)
{
	struct str names = html_value(n, HTML_NAME), value = html_value(n, HTML_CONTENT);
	const struct {
		const char *name;
		struct str *held;
	} plain[] = {{"og:title", &f->og_title}, {"twitter:title", &f->og_title},
		{"DC.title", &f->og_title}, {"og:url", &f->og_url}, {"og:image", &f->image},
		{"og:image:url", &f->image}, {"twitter:image", &f->image},
		{"og:site_name", &f->site}, {"author", &f->meta_author},
		{"article:author", &f->meta_author}, {"DC.creator", &f->meta_author},
		{"dcterms.creator", &f->meta_author}, {"article:section", &f->section},
		{"articleSection", &f->section}, {"DC.publisher", &f->publisher}};
	if (names.len == 0 || str_trim(value).len == 0)
		return;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (is_named(names, plain[i].name))
			set_first(plain[i].held, value);
	}
	if (is_named(names, "description") || is_named(names, "og:description"))
		read_description(f, value);
	if (is_named(names, "og:type")) {
		f->is_article |= str_eq(str_trim(value), STR("article"));
		f->is_listing |= str_eq(str_trim(value), STR("website"));
	}
	read_date(f, names, value);
}

/* The texts within NODE, as they stand; its ptr is NULL when out of memory. */
static struct str text_of(struct arena *memory, const struct html_tree *t, uint32_t node)
{
	struct buf out = BUF_INIT;
	for (uint32_t i = node + 1; i < t->nodes[node].end; i++) {
		if (t->nodes[i].element == HTML_TEXT)
			buf_append(&out, t->nodes[i].text);
	}
	struct str text =
		out.failed ? str_make(NULL, 0) : arena_str(memory, str_trim(buf_str(&out)));
	buf_free(&out);
	return text;
}

static void read_relation(struct html_facts *f, const struct html_node *n)
{
	if (is_named(html_value(n, HTML_NAME), "canonical"))
		set_first(&f->canonical, html_value(n, HTML_HREF));
}

/* <time class="entry-date published" datetime="…">: of WordPress and what else writes hAtom. */
static void read_marked(struct html_facts *f, const struct html_node *n)
{
	enum { DAY = 10 /* bytes of 2021-04-12 */ };
	struct str value = str_trim(html_value(n, HTML_DATETIME));
	if (value.len < DAY || is_no_date(value) ||
		!is_named(html_value(n, HTML_CLASS), "published"))
		return;
	f->marked_twice |= f->marked.len > 0 &&
			   !str_eq(str_slice(f->marked, 0, DAY), str_slice(value, 0, DAY));
	set_first(&f->marked, value);
}

/* A list of articles has a headline for each: then it is none of the page. */
struct headlines {
	struct str first;
	uint32_t end; /* of the last one's element */
	bool several;
};

static bool read_headline(
	struct headlines *h, struct arena *memory, const struct html_tree *t, uint32_t node)
{
	struct str text = str_trim(html_value(&t->nodes[node], HTML_CONTENT));
	if (node < h->end)
		return true;
	h->end = t->nodes[node].end;
	if (text.len == 0)
		text = text_of(memory, t, node);
	h->several |= h->first.len > 0 && text.len > 0 && !str_eq(h->first, text);
	if (text.ptr)
		set_first(&h->first, text);
	return text.ptr != NULL;
}

/* <span itemprop="publisher" …><meta itemprop="name" content="…">: the name of what is described,
   in the first few elements. */
static void read_publisher(struct html_facts *f, const struct html_tree *t, uint32_t node)
{
	enum { NODES = 32 };
	bool named = false;
	for (uint32_t i = node + 1; i < t->nodes[node].end && i < node + NODES; i++) {
		const struct html_node *n = &t->nodes[i];
		named |= is_named(html_value(n, HTML_NAME), "name");
		if (named)
			set_first(&f->publisher,
				n->element == HTML_TEXT ? n->text : html_value(n, HTML_CONTENT));
	}
}

/* What an element of the page says by microdata: <time itemprop="datePublished" …>. */
static bool read_item(struct html_facts *f, struct headlines *headlines, struct arena *memory,
	const struct html_tree *t, uint32_t node)
{
	const struct html_node *n = &t->nodes[node];
	struct str names = html_value(n, HTML_NAME);
	struct str value = html_value(n, HTML_DATETIME);
	if (names.len == 0)
		return true;
	if (value.len == 0)
		value = html_value(n, HTML_CONTENT);
	if (value.len > 0)
		read_date(f, names, value);
	if (str_find(names, STR("schema.org/NewsArticle"), 0) < names.len ||
		str_find(names, STR("schema.org/Article"), 0) < names.len)
		f->is_article = true;
	if (is_named(names, "publisher"))
		read_publisher(f, t, node);
	return !is_named(names, "headline") || read_headline(headlines, memory, t, node);
}

bool html_facts_read(struct html_facts *f, struct arena *memory, const struct html_tree *tree,
	const struct html_source *source)
{
	struct headlines headlines = {.first = STR("")};
	*f = (struct html_facts){0};
	if (!linked_data_read(f, memory, source))
		return false;
	for (uint32_t i = 1; i < tree->count; i++) {
		const struct html_node *n = &tree->nodes[i];
		if (n->element == HTML_META) {
			read_meta(f, n);
			if (is_named(html_value(n, HTML_NAME), "headline") &&
				!read_headline(&headlines, memory, tree, i))
				return false;
		} else if (n->element == HTML_RELATION) {
			read_relation(f, n);
		} else if (n->element == HTML_TITLE && f->title.len == 0) {
			f->title = text_of(memory, tree, i);
			if (!f->title.ptr)
				return false;
		} else if (n->attributes) {
			if (!read_item(f, &headlines, memory, tree, i))
				return false;
			read_marked(f, n);
		}
	}
	if (!headlines.several)
		set_first(&f->headline, headlines.first);
	if (!f->marked_twice)
		set_first(&f->dates[1], f->marked);
	return true;
}
