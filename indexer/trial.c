#include "indexer/trial.h"
#include "base/lang.h"
#include "indexer/json.h"
#include "indexer/status/seen.h"
#include "printing/print.h"
#include "text/date/shown.h"
#include "text/encoding/shown.h"

#include <stdio.h>

/* A field that has a value. */
struct field {
	const char *name; /* for programs */
	const char *label;
	struct str value;
	enum provenance provenance;
};

enum { FIELDS = 9 };

/* The fields of A that have values, into OUT; how many. The authors are none of them. */
static size_t fields_of(const struct article *a, struct field out[FIELDS])
{
	const struct {
		const char *name, *label;
		const struct article_field *field;
	} all[FIELDS] = {{"title", SAY("Tiêu đề", "Title"), &a->title},
		{"date", SAY("Ngày", "Date"), &a->date}, {"place", SAY("Nơi", "Place"), &a->place},
		{"issuer", SAY("Cơ quan ban hành", "Issuer"), &a->issuer},
		{"number", SAY("Số hiệu", "Number"), &a->number},
		{"kind", SAY("Loại văn bản", "Kind"), &a->kind},
		{"source", SAY("Nguồn", "Source"), &a->source}, {"url", "URL", &a->url},
		{"image", SAY("Ảnh", "Image"), &a->image}};
	size_t count = 0;
	for (size_t i = 0; i < FIELDS; i++) {
		if (all[i].field->value.len > 0)
			out[count++] = (struct field){all[i].name, all[i].label,
				all[i].field->value, all[i].field->provenance};
	}
	return count;
}

/* ---- For people ---- */

static const char *where(enum provenance p)
{
	switch (p) {
	case PROVENANCE_GIVEN:
		return SAY("được cho sẵn", "given");
	case PROVENANCE_TEXT:
		return SAY("đọc trong bài", "read in the text");
	case PROVENANCE_PAGE:
		return SAY("trang hoặc tệp tự ghi", "said by the page or file");
	case PROVENANCE_URL:
		return SAY("đọc trong URL", "read in the URL");
	case PROVENANCE_PATH:
		return SAY("đọc trong đường dẫn", "read in the path");
	case PROVENANCE_GUESS:
		return SAY("suy đoán", "guessed");
	case PROVENANCE_NONE:
		break;
	}
	return "";
}

static void print_value(const char *label, struct str value, const char *said)
{
	struct buf shown = BUF_INIT;
	if (shown_append(&shown, value))
		print_out("  %s: %.*s%s%s%s\n", label, STR_ARG(buf_str(&shown)), *said ? " (" : "",
			said, *said ? ")" : "");
	buf_free(&shown);
}

static void print_field(const struct field *f)
{
	struct buf shown = BUF_INIT;
	struct str value = f->value;
	if (strcmp(f->name, "date") == 0) {
		date_show(&shown, value);
		value = buf_str(&shown);
	}
	print_value(f->label, value, where(f->provenance));
	buf_free(&shown);
}

static const char *zone_label(enum zone zone)
{
	static const char *const vi[ZONE_COUNT] = {
		"tiêu đề", "sapo", "thân bài", "chú thích", "tên tác giả", "ngoài bài"};
	static const char *const en[ZONE_COUNT] = {
		"title", "lead", "body", "caption", "byline", "around it"};
	return SAY(vi[zone], en[zone]);
}

/* Enough of a paragraph to know it by. */
enum { BEGINNING = 60, LONGEST = 4 * BEGINNING };

static void print_block(const struct article_block *b)
{
	struct buf line = BUF_INIT, shown = BUF_INIT;
	for (size_t i = 0; i < b->text.len && i < LONGEST; i++)
		buf_push(&line, b->text.ptr[i] == '\n' ? ' ' : b->text.ptr[i]);
	if (!line.failed && shown_append(&shown, buf_str(&line))) {
		struct str text = buf_str(&shown);
		size_t end = text.len < BEGINNING ? text.len : BEGINNING;
		while (end < text.len && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
			end++;
		print_out("  [%s", zone_label(b->zone));
		if (b->page > 0)
			print_out(SAY(", trang %u", ", page %u"), b->page);
		print_out("] %.*s%s\n", (int)end, text.ptr, end < text.len ? "…" : "");
	}
	buf_free(&line);
	buf_free(&shown);
}

/* As far as it says so itself, or NAME.meta.json does. */
static void print_seen(const struct article *a)
{
	struct visibility seen;
	struct buf told = BUF_INIT;
	visibility_read(a->visibility, a->embargo, &seen);
	if (seen_tell(&told, &seen) && told.len > 0)
		print_out("  %s: %s\n", SAY("Ai được xem", "Who may see it"), told.ptr);
	buf_free(&told);
}

void trial_print_text(const struct article *a, struct str id)
{
	struct field fields[FIELDS];
	size_t count = fields_of(a, fields);
	print_out("%.*s\n", STR_ARG(id));
	for (size_t i = 0; i < count; i++)
		print_field(&fields[i]);
	for (size_t i = 0; i < a->author_count; i++)
		print_value(SAY("Tác giả", "Author"), a->authors[i].value,
			where(a->authors[i].provenance));
	if (a->unread_date.len > 0)
		print_value(
			SAY("Ngày không đọc được", "Date that can't be read"), a->unread_date, "");
	print_seen(a);
	for (size_t i = 0; i < a->block_count; i++)
		print_block(&a->blocks[i]);
}

/* ---- For programs ---- */

static json_t *field_of(struct str value, enum provenance provenance)
{
	return json_pack(
		"{s:o, s:s}", "value", json_of_text(value), "read_in", provenance_name(provenance));
}

static json_t *authors_of(const struct article *a)
{
	json_t *out = json_array();
	for (size_t i = 0; i < a->author_count; i++)
		json_array_append_new(out, field_of(a->authors[i].value, a->authors[i].provenance));
	return out;
}

static json_t *blocks_of(const struct article *a)
{
	json_t *out = json_array();
	for (size_t i = 0; i < a->block_count; i++) {
		const struct article_block *b = &a->blocks[i];
		json_t *page = b->page > 0 ? json_integer(b->page) : NULL;
		json_array_append_new(out, json_pack("{s:s, s:o, s:o*}", "zone", zone_name(b->zone),
						   "text", json_of_text(b->text), "page", page));
	}
	return out;
}

bool trial_print_json(const struct article *a, struct str id)
{
	struct field fields[FIELDS];
	size_t count = fields_of(a, fields);
	json_t *root = json_pack("{s:o, s:I}", "id", json_of_text(id), "line", (json_int_t)a->line);
	for (size_t i = 0; i < count; i++)
		json_object_set_new(
			root, fields[i].name, field_of(fields[i].value, fields[i].provenance));
	if (a->visibility.len > 0)
		json_object_set_new(root, "visibility", json_of_text(a->visibility));
	if (a->embargo.len > 0)
		json_object_set_new(root, "embargo_until", json_of_text(a->embargo));
	if (a->unread_date.len > 0)
		json_object_set_new(root, "unread_date", json_of_text(a->unread_date));
	json_object_set_new(root, "authors", authors_of(a));
	json_object_set_new(root, "encoding", json_string(encoding_name(a->encoding)));
	json_object_set_new(root, "blocks", blocks_of(a));
	return json_print_line(root);
}
