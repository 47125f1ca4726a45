/* JSON-LD: the article of schema.org that a page describes itself as. */
#include "article/given/markup.h"
#include "article/readers/html/facts.h"
#include "text/syllable/utf8.h"

#include <json-c/json.h>

enum { DEPTH_MAX = 32, LEVELS = 6, LIST_MAX = 64 };

struct linked {
	struct html_facts *facts;
	struct arena *memory;
	struct json_object *all; /* the script */
	bool failed;
};

static bool type_is(struct json_object *value, const char *const *types)
{
	if (json_object_is_type(value, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(value) && i < LIST_MAX; i++) {
			if (json_object_is_type(
				    json_object_array_get_idx(value, i), json_type_string) &&
				type_is(json_object_array_get_idx(value, i), types))
				return true;
		}
		return false;
	}
	if (!json_object_is_type(value, json_type_string))
		return false;
	for (; *types; types++) {
		if (strcmp(json_object_get_string(value), *types) == 0)
			return true;
	}
	return false;
}

static bool is_of(struct json_object *object, const char *const *types)
{
	struct json_object *value;
	return json_object_is_type(object, json_type_object) &&
	       json_object_object_get_ex(object, "@type", &value) && type_is(value, types);
}

static const char *const articles[] = {"NewsArticle", "Article", "ReportageNewsArticle",
	"BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "AnalysisNewsArticle",
	"AskPublicNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle",
	"TechArticle", "ScholarlyArticle", "Report", "PressRelease", "ImageGallery", "MediaGallery",
	NULL};
static const char *const lists[] = {"CollectionPage", "ItemList", "SearchResultsPage", NULL};

/* The first article in VALUE or in what it holds. */
static struct json_object *find(struct json_object *value, const char *const *types, int levels)
{
	struct json_object *found = NULL;
	if (levels == 0)
		return NULL;
	if (json_object_is_type(value, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(value) && i < LIST_MAX && !found;
			i++)
			found = find(json_object_array_get_idx(value, i), types, levels - 1);
		return found;
	}
	if (!json_object_is_type(value, json_type_object))
		return NULL;
	if (is_of(value, types))
		return value;
	static const char *const within[] = {"@graph", "mainEntity", "mainEntityOfPage"};
	for (size_t i = 0; i < sizeof within / sizeof *within && !found; i++) {
		struct json_object *inner;
		if (json_object_object_get_ex(value, within[i], &inner))
			found = find(inner, types, levels - 1);
	}
	return found;
}

/* ---- What it says ---- */

static struct str keep(struct linked *l, struct json_object *value)
{
	struct str text =
		str_make(json_object_get_string(value), (size_t)json_object_get_string_len(value));
	text = arena_str(l->memory, str_slice(text, 0, utf8_valid_prefix(text)));
	struct str plain = text.ptr ? markup_plain(l->memory, text) : text;
	l->failed |= !plain.ptr;
	return plain.ptr ? plain : STR("");
}

/* What the script has in its @graph; NULL: nothing. */
static struct json_object *graph_of(struct json_object *all)
{
	struct json_object *graph = all;
	if (json_object_is_type(all, json_type_array) && json_object_array_length(all) == 1)
		graph = json_object_array_get_idx(all, 0);
	if (json_object_is_type(graph, json_type_object))
		json_object_object_get_ex(graph, "@graph", &graph);
	return json_object_is_type(graph, json_type_array) ? graph : NULL;
}

/* The @id of OBJECT; NULL: it has none. */
static const char *id_of(struct json_object *object)
{
	struct json_object *id;
	bool has = json_object_is_type(object, json_type_object) &&
		   json_object_object_get_ex(object, "@id", &id) &&
		   json_object_is_type(id, json_type_string);
	return has ? json_object_get_string(id) : NULL;
}

/* What VALUE refers to, {"@id": "…"}, where that stands elsewhere in the script; else VALUE. */
static struct json_object *resolve(const struct linked *l, struct json_object *value)
{
	const char *id = id_of(value);
	struct json_object *graph = graph_of(l->all);
	if (!id || !graph || json_object_object_length(value) > 2)
		return value;
	for (size_t i = 0; i < json_object_array_length(graph) && i < LIST_MAX; i++) {
		struct json_object *one = json_object_array_get_idx(graph, i);
		const char *other = id_of(one);
		if (other && strcmp(id, other) == 0)
			return one;
	}
	return value;
}

/* The text of VALUE, or of what it has under KEY: a string, an object, the first of a list. */
static struct str text_of(struct linked *l, struct json_object *value, const char *key)
{
	for (int level = 0; level < 3 && value; level++) {
		if (key && strcmp(key, "@id") != 0)
			value = resolve(l, value);
		if (json_object_is_type(value, json_type_string))
			return keep(l, value);
		if (json_object_is_type(value, json_type_array))
			value = json_object_array_get_idx(value, 0);
		else if (!json_object_is_type(value, json_type_object) || !key ||
			 !json_object_object_get_ex(value, key, &value))
			break;
	}
	return STR("");
}

static struct str member(
	struct linked *l, struct json_object *article, const char *name, const char *key)
{
	struct json_object *value;
	return json_object_object_get_ex(article, name, &value) ? text_of(l, value, key) : STR("");
}

static void read_authors(struct linked *l, struct json_object *article)
{
	struct json_object *value;
	struct html_facts *f = l->facts;
	if (!json_object_object_get_ex(article, "author", &value))
		return;
	bool list = json_object_is_type(value, json_type_array);
	size_t count = list ? json_object_array_length(value) : 1;
	for (size_t i = 0; i < count && f->author_count < FACTS_AUTHORS; i++) {
		struct str name =
			text_of(l, list ? json_object_array_get_idx(value, i) : value, "name");
		if (name.len > 0)
			f->authors[f->author_count++] = name;
	}
}

static void read_article(struct linked *l, struct json_object *article)
{
	struct html_facts *f = l->facts;
	f->is_article = true;
	f->headline = member(l, article, "headline", NULL);
	if (f->headline.len == 0)
		f->headline = member(l, article, "name", NULL);
	f->description = member(l, article, "description", NULL);
	f->body = member(l, article, "articleBody", NULL);
	f->dates[0] = member(l, article, "datePublished", NULL);
	if (f->dates[0].len == 0)
		f->dates[0] = member(l, article, "dateCreated", NULL);
	f->publisher = member(l, article, "publisher", "name");
	f->section = member(l, article, "articleSection", NULL);
	f->image = member(l, article, "image", "url");
	f->ld_url = member(l, article, "mainEntityOfPage", "@id");
	if (f->ld_url.len == 0)
		f->ld_url = member(l, article, "url", NULL);
	read_authors(l, article);
}

static struct json_object *parse(struct json_tokener *tokener, struct str text)
{
	json_tokener_reset(tokener);
	text = str_trim(text);
	return json_tokener_parse_ex(tokener, text.ptr, (int)text.len);
}

bool linked_data_read(struct html_facts *f, struct arena *memory, const struct html_source *source)
{
	struct linked l = {.facts = f, .memory = memory};
	struct json_tokener *tokener = json_tokener_new_ex(DEPTH_MAX);
	size_t start = 0;
	if (!tokener)
		return false;
	for (size_t i = 0; i < source->script_count && !f->is_article; i++) {
		struct str script =
			str_slice(buf_str(&source->json), start, source->script_ends[i]);
		struct json_object *all = parse(tokener, script);
		l.all = all;
		struct json_object *article = find(all, articles, LEVELS);
		if (article)
			read_article(&l, article);
		f->is_listing |= find(all, lists, LEVELS) != NULL;
		json_object_put(all);
		start = source->script_ends[i];
	}
	json_tokener_free(tokener);
	return !l.failed;
}
