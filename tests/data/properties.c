/* Properties of analysis over real text.
 *
 *   properties DATA FOLDER NAME...
 *
 * DATA has the syllables. FOLDER has each NAME.txt, and the same text as NAME.nfc, NAME.nfd
 * and NAME.mixed. Every word's exact form is canonical and its folded form folded; all forms
 * of a text have the same words; tokens ascend, don't overlap, and begin and end on the
 * borders of characters. Exits with 1 when anything differs. */
#include "base/file.h"
#include "text/syllable/syllable.h"
#include "text/syllable/utf8.h"
#include "text/token/token.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_FILE = 1 << 28, MAX_REPORTS = 20 };

static int failures;

static void fail(const char *where, const char *what, struct str got)
{
	if (failures++ < MAX_REPORTS)
		fprintf(stderr, "%s: %s: %.*s\n", where, what, (int)(got.len < 200 ? got.len : 200),
			got.ptr);
}

static struct tokenizer *new_tokenizer(void)
{
	struct tokenizer *t = tokenizer_new();
	if (!t)
		abort();
	return t;
}

/* Appends the spelling of the words of TEXT, each in a line: a space may join figures. */
static void spell_all(struct tokenizer *t, struct str text, bool folded, struct buf *out)
{
	struct token token;
	tokenizer_start(t, text);
	while (tokenizer_next(t, &token)) {
		buf_append(out, folded ? token.folded : token.exact);
		buf_push(out, '\n');
	}
}

static void check_same(const char *where, const char *what, struct buf *got, struct str want)
{
	size_t at = 0;
	while (at < got->len && at < want.len && got->ptr[at] == want.ptr[at])
		at++;
	if (got->failed || got->len != want.len || at < want.len)
		fail(where, what, str_slice(want, at < 40 ? 0 : at - 40, want.len));
	buf_reset(got);
}

static bool on_border(struct str text, size_t at)
{
	return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static size_t check_places(const char *where, struct tokenizer *t, struct str text)
{
	struct token token;
	size_t start = 0, end = 0, count = 0;
	tokenizer_start_document(t, text);
	for (; tokenizer_next(t, &token); count++) {
		struct str word = str_slice(text, token.start, token.end);
		if (token.start >= token.end || token.end > text.len ||
			!on_border(text, token.start) || !on_border(text, token.end))
			fail(where, "not on the border of characters", word);
		if (token.flags & TOKEN_EXTRA) {
			if (token.start > start && token.end > end)
				fail(where, "an extra token outside its word", word);
			continue;
		}
		if (token.start < end)
			fail(where, "tokens overlap", word);
		start = token.start;
		end = token.end;
	}
	return count;
}

static struct str read_file(const char *path, struct buf *out)
{
	struct error err;
	buf_reset(out);
	if (!file_read(AT_FDCWD, path, MAX_FILE, out, &err)) {
		fprintf(stderr, "%s\n", err.message);
		exit(1);
	}
	return buf_str(out);
}

static void check_words(const char *path, struct tokenizer *t, struct str text, struct buf *exact)
{
	struct buf folded = BUF_INIT, got = BUF_INIT;
	size_t tokens = check_places(path, t, text);
	spell_all(t, text, false, exact);
	spell_all(t, text, true, &folded);
	spell_all(t, buf_str(exact), false, &got);
	check_same(path, "canonical of canonical", &got, buf_str(exact));
	spell_all(t, buf_str(exact), true, &got);
	check_same(path, "folded of exact", &got, buf_str(&folded));
	printf("%s: %zu bytes, %zu tokens\n", path, text.len, tokens);
	if (tokens == 0)
		fail(path, "no tokens", STR(""));
	buf_free(&folded);
	buf_free(&got);
}

static void check_text(const char *folder, const char *name, struct tokenizer *t)
{
	static const char *const forms[] = {"nfc", "nfd", "mixed"};
	char path[4096];
	struct buf file = BUF_INIT, exact = BUF_INIT, got = BUF_INIT;
	snprintf(path, sizeof path, "%s/%s.txt", folder, name);
	check_words(path, t, read_file(path, &file), &exact);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		snprintf(path, sizeof path, "%s/%s.%s", folder, name, forms[i]);
		struct str text = read_file(path, &file);
		check_places(path, t, text);
		spell_all(t, text, false, &got);
		check_same(path, "other words", &got, buf_str(&exact));
	}
	buf_free(&file);
	buf_free(&exact);
	buf_free(&got);
}

/* Syllables attested in the press with how often, against the table: each is in it, with a
   tone that fits, and its spelling is canonical but for i and y and the place of the tone. */
static void check_attested(const char *data, struct tokenizer *t)
{
	char path[4096];
	struct buf file = BUF_INIT;
	snprintf(path, sizeof path, "%s/syllables/attested.tsv", data);
	struct str rest = read_file(path, &file), line;
	size_t count = 0, valid = 0;
	while (str_split(&rest, '\n', &line)) {
		struct str word;
		struct token token;
		if (!str_split(&line, '\t', &word) || word.len == 0 || word.ptr[0] == '#' ||
			str_eq(word, STR("syllable")))
			continue;
		count++;
		tokenizer_start(t, word);
		if (tokenizer_next(t, &token) && token.kind == TOKEN_SYLLABLE &&
			token.end == word.len)
			valid++;
		else
			fail(path, "no syllable of the table", word);
	}
	printf("%s: %zu of %zu are syllables of the table\n", path, valid, count);
	if (count < 5000)
		fail(path, "too few", STR(""));
	buf_free(&file);
}

int main(int argc, char **argv)
{
	struct tokenizer *t = new_tokenizer();
	if (argc < 4)
		return 2;
	check_attested(argv[1], t);
	for (int i = 3; i < argc; i++)
		check_text(argv[2], argv[i], t);
	tokenizer_free(t);
	return failures > 0;
}
