#include "archive/record.h"
#include "query/history/history.h"
#include "query/json/json.h"
#include "query/json/print_json.h"

static const char *part_name(enum part_kind kind)
{
	switch (kind) {
	case PART_DELETED:
		return "deleted";
	case PART_INSERTED:
		return "inserted";
	case PART_SKIPPED:
		return "skipped";
	case PART_SAME:
		break;
	}
	return "same";
}

static json_t *parts_value(struct json_builder *b, const struct change *c)
{
	json_t *parts = json_array();
	for (size_t i = 0; i < c->count; i++) {
		const struct part *p = &c->parts[i];
		json_t *part = json_object();
		json_put(b, part, "is", json_string(part_name(p->kind)));
		if (p->kind == PART_SKIPPED)
			json_put(b, part, "words", json_integer((json_int_t)p->words));
		else
			json_put(b, part, "text", json_text(p->text));
		json_add(b, parts, part);
	}
	return parts;
}

static json_t *changes_value(struct json_builder *b, const struct changes *changes)
{
	json_t *list = json_array();
	for (size_t i = 0; i < changes->count; i++) {
		json_t *change = json_object();
		json_put(b, change, "field", json_string(changes->list[i].field));
		json_put(b, change, "parts", parts_value(b, &changes->list[i]));
		json_add(b, list, change);
	}
	return list;
}

static json_t *version_value(
	struct json_builder *b, const struct history_version *v, const struct json_frame *frame)
{
	const struct json_shown shown = {.record = &v->record};
	json_t *version = json_object();
	json_put(b, version, "since", json_moment(v->since));
	json_put(b, version, "or_earlier", json_boolean(v->or_earlier));
	json_put(b, version, "until", json_moment(v->until));
	json_put(b, version, "changes", changes_value(b, &v->changes));
	json_put(b, version, "article", json_article(b, &shown, frame));
	return version;
}

static json_t *corrections_value(struct json_builder *b, const struct corrections *c)
{
	json_t *list = json_array();
	for (size_t i = 0; i < c->count; i++) {
		const struct correction *one = &c->list[i];
		json_t *value = json_object();
		json_put(b, value, "is",
			json_string(one->is_corrected ? "corrected" : "correction"));
		json_put(b, value, "by", json_string(one->by));
		json_put(b, value, "id", json_text(one->id));
		if (one->archive.len > 0)
			json_put(b, value, "archive", json_text(one->archive));
		json_put(b, value, "title", json_text_or_null(one->title));
		json_put(b, value, "date", json_text_or_null(one->date));
		json_add(b, list, value);
	}
	return list;
}

void print_json_history(struct buf *out, const struct answer *answer, const struct history *h,
	struct str was, const struct json_frame *frame)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, frame), *history = json_object(), *versions = json_array();
	json_put_archive(&b, root, answer);
	json_put(&b, history, "id", json_text(h->list[0].record.id));
	if (was.len > 0)
		json_put(&b, history, "was", json_text(was));
	json_put(&b, history, "kept", json_integer((json_int_t)h->kept));
	json_put(&b, history, "complete", json_boolean(h->count == h->kept + 1));
	json_put(&b, history, "corrections", corrections_value(&b, &h->corrections));
	for (size_t i = 0; i < h->count; i++)
		json_add(&b, versions, version_value(&b, &h->list[i], frame));
	json_put(&b, history, "versions", versions);
	json_put(&b, root, "history", history);
	json_end(out, &b, root);
}
