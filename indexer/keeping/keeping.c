#include "indexer/keeping/keeping.h"
#include "archive/folder.h"
#include "base/file.h"
#include "base/lang.h"

#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>

#define FILE_NAME "keeping.json"

enum { MAX_BYTES = 1 << 20, MOST_NUMBER = 999999 };

/* ---- Lists ---- */

/* Where NUMBER is, or would be. */
static size_t place_of(const struct keeping_list *l, uint32_t number)
{
	size_t low = 0;
	size_t high = l->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (l->numbers[middle] < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool keeping_has(const struct keeping_list *l, uint32_t number)
{
	size_t at = place_of(l, number);
	return at < l->count && l->numbers[at] == number;
}

bool keeping_add(struct keeping_list *l, uint32_t number)
{
	size_t at = place_of(l, number);
	if (keeping_has(l, number))
		return true;
	uint32_t *numbers = reallocarray(l->numbers, l->count + 1, sizeof *numbers);
	if (!numbers)
		return false;
	l->numbers = numbers;
	memmove(numbers + at + 1, numbers + at, (l->count - at) * sizeof *numbers);
	numbers[at] = number;
	l->count++;
	return true;
}

void keeping_take(struct keeping_list *l, uint32_t number)
{
	size_t at = place_of(l, number);
	if (!keeping_has(l, number))
		return;
	l->count--;
	memmove(l->numbers + at, l->numbers + at + 1, (l->count - at) * sizeof *l->numbers);
}

void keeping_free(struct keeping *k)
{
	free(k->pinned.numbers);
	free(k->abandoned.numbers);
	*k = (struct keeping){0};
}

/* ---- The file ---- */

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* In any order, each as often as it likes: somebody may have edited the file. */
static bool read_list(const json_t *numbers, struct keeping_list *out)
{
	size_t count = json_array_size(numbers);
	out->numbers = calloc(count + 1, sizeof *out->numbers);
	if (!out->numbers)
		return false;
	for (size_t i = 0; i < count; i++) {
		json_int_t number = json_integer_value(json_array_get(numbers, i));
		if (number < 1 || number > MOST_NUMBER)
			return false;
		out->numbers[i] = (uint32_t)number;
	}
	qsort(out->numbers, count, sizeof *out->numbers, by_number);
	for (size_t i = 0; i < count; i++) {
		uint32_t number = out->numbers[i];
		if (out->count == 0 || out->numbers[out->count - 1] != number)
			out->numbers[out->count++] = number;
	}
	return true;
}

static bool read_members(json_t *root, struct keeping *k)
{
	json_int_t keep;
	int held;
	json_t *pinned, *abandoned;
	if (json_unpack(root, "{s:I, s:o, s:o, s:b !}", "keep", &keep, "pinned", &pinned,
		    "abandoned", &abandoned, "held", &held) != 0 ||
		keep < KEEPING_LEAST || keep > KEEPING_MOST || !json_is_array(pinned) ||
		!json_is_array(abandoned))
		return false;
	k->keep = (uint32_t)keep;
	k->held = held;
	return read_list(pinned, &k->pinned) && read_list(abandoned, &k->abandoned);
}

static bool fail_damaged(const char *archive, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("%s/" FILE_NAME " bị hỏng; hãy xóa tệp ấy, rồi ghim lại các bản cần giữ bằng "
		    "\"tracuu-index pin\"",
			"%s/" FILE_NAME
			" is damaged; remove it, and pin the generations to be kept "
			"again with \"tracuu-index pin\""),
		archive);
}

bool keeping_read(struct keeping *k, const char *archive, struct error *err)
{
	struct buf bytes = BUF_INIT;
	struct error reason;
	*k = (struct keeping){.keep = KEEPING_USUAL};
	char *path = folder_path(archive, FILE_NAME);
	if (!path)
		return error_set_memory(err);
	bool there = file_read(AT_FDCWD, path, MAX_BYTES, &bytes, &reason);
	free(path);
	if (!there) {
		buf_free(&bytes);
		if (reason.code == ERROR_NOT_FOUND)
			return true;
		if (err)
			*err = reason;
		return false;
	}
	json_t *root = json_loadb(bytes.ptr, bytes.len, JSON_REJECT_DUPLICATES, NULL);
	bool ok = root && read_members(root, k);
	json_decref(root);
	buf_free(&bytes);
	if (!ok)
		keeping_free(k);
	return ok || fail_damaged(archive, err);
}

/* All of them, or NULL: a pin that is left out is a generation that is removed. */
static json_t *list_of(const struct keeping_list *l)
{
	json_t *out = json_array();
	bool ok = out != NULL;
	for (size_t i = 0; ok && i < l->count; i++)
		ok = json_array_append_new(out, json_integer(l->numbers[i])) == 0;
	if (ok)
		return out;
	json_decref(out);
	return NULL;
}

bool keeping_write(const struct keeping *k, const char *archive, struct error *err)
{
	json_t *root = json_pack("{s:I, s:o, s:o, s:b}", "keep", (json_int_t)k->keep, "pinned",
		list_of(&k->pinned), "abandoned", list_of(&k->abandoned), "held", k->held);
	char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
	char *path = folder_path(archive, FILE_NAME);
	bool ok = text && path ? file_replace(path, str_from_c(text), err) : error_set_memory(err);
	json_decref(root);
	free(path);
	free(text);
	return ok;
}
