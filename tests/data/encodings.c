/* Decodes the shared data on legacy encodings, and compares.
 *
 *   encodings DATA ARTICLES
 *
 * DATA has the byte tables and vectors.tsv, ARTICLES the same articles in a folder for
 * each encoding. Exits with 1 when anything differs. */
#include "base/file.h"
#include "text/encoding/decode.h"
#include "text/encoding/legacy.h"
#include "text/syllable/script.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_FILE = 1 << 24 };

static int failures;

static void fail(const char *where, const char *what, struct str got)
{
	fprintf(stderr, "%s: %s: %.*s\n", where, what, (int)(got.len < 200 ? got.len : 200),
		got.ptr);
	failures++;
}

static struct str read_file(const char *folder, const char *name, struct buf *out)
{
	char path[4096];
	struct error err;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (!file_read(AT_FDCWD, path, MAX_FILE, out, &err)) {
		fprintf(stderr, "%s\n", err.message);
		exit(1);
	}
	return buf_str(out);
}

static bool next_row(struct str *rest, struct str *fields, size_t count)
{
	struct str line;
	while (str_split(rest, '\n', &line)) {
		if (line.len == 0 || line.ptr[0] == '#' || str_starts_with(line, STR("bytes_hex")))
			continue;
		for (size_t i = 0; i < count; i++) {
			if (!str_split(&line, '\t', &fields[i]))
				fields[i] = STR("");
		}
		return true;
	}
	return false;
}

static struct str from_hex(struct str hex, char *out, size_t room)
{
	size_t len = 0;
	for (size_t i = 0; i + 1 < hex.len && len < room; i += 2) {
		char pair[3] = {hex.ptr[i], hex.ptr[i + 1], '\0'};
		out[len++] = (char)strtoul(pair, NULL, 16);
	}
	return str_make(out, len);
}

static void check_table(const char *data, const char *name, enum encoding e)
{
	struct buf text = BUF_INIT, got = BUF_INIT;
	struct str rest = read_file(data, name, &text), fields[4];
	while (next_row(&rest, fields, 4)) {
		char room[8];
		size_t undefined = 0, first;
		buf_reset(&got);
		legacy_decode(e, from_hex(fields[0], room, sizeof room), &got, &undefined, &first);
		if (!str_eq(buf_str(&got), fields[3]))
			fail(name, "wrong letter", fields[0]);
	}
	buf_free(&text);
	buf_free(&got);
}

/* Equal but, when CASELESS, for capitals; *CHANGED counts these. */
static bool same_text(struct str a, struct str b, bool caseless, size_t *changed)
{
	size_t i = 0, j = 0;
	while (i < a.len && j < b.len) {
		int32_t x, y;
		i += script_read(a.ptr + i, &x);
		j += script_read(b.ptr + j, &y);
		if (x == y)
			continue;
		if (!caseless || script_capital_of(x) != script_capital_of(y))
			return false;
		(*changed)++;
	}
	return i == a.len && j == b.len;
}

static void check_vectors(const char *data)
{
	struct buf text = BUF_INIT, out = BUF_INIT;
	struct str rest = read_file(data, "vectors.tsv", &text), fields[4];
	while (next_row(&rest, fields, 4)) {
		char room[512];
		struct decoded d;
		struct error err;
		enum encoding want;
		size_t changed = 0;
		if (!encoding_of_name(fields[0], &want)) {
			fail("vectors.tsv", "unknown encoding", fields[0]);
			continue;
		}
		bool ok = decode_text(from_hex(fields[1], room, sizeof room), &out, &d, &err);
		if (!ok || d.encoding != want || !same_text(d.text, fields[3], false, &changed))
			fail("vectors.tsv", ok ? encoding_name(d.encoding) : err.message,
				fields[3]);
	}
	buf_free(&text);
	buf_free(&out);
}

struct folder {
	const char *name;
	enum encoding encoding;
	bool exact; /* the text must be that of utf8_nfc, else the bytes as they are */
};

static void check_article(const char *articles, const struct folder *folder, const char *name,
	size_t *changed, size_t *bytes)
{
	char path[2048];
	struct buf source = BUF_INIT, wanted = BUF_INIT, out = BUF_INIT;
	struct decoded d;
	struct error err;
	snprintf(path, sizeof path, "%s/utf8_nfc", articles);
	struct str want = read_file(path, name, &wanted);
	snprintf(path, sizeof path, "%s/%s", articles, folder->name);
	struct str raw = read_file(path, name, &source);
	if (!folder->exact)
		want = raw;
	bool caseless = folder->encoding == ENCODING_TCVN3;
	if (!decode_text(raw, &out, &d, &err))
		fail(path, err.message, str_from_c(name));
	else if (d.encoding != folder->encoding || d.second != folder->encoding)
		fail(path, encoding_name(d.second), str_from_c(name));
	else if (!same_text(d.text, want, caseless, changed))
		fail(path, "the text differs", str_from_c(name));
	*bytes += want.len;
	buf_free(&source);
	buf_free(&wanted);
	buf_free(&out);
}

static void check_folder(const char *articles, const struct folder *folder)
{
	char path[2048];
	snprintf(path, sizeof path, "%s/%s", articles, folder->name);
	DIR *dir = opendir(path);
	size_t count = 0, changed = 0, bytes = 0;
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		if (entry->d_name[0] == '.')
			continue;
		check_article(articles, folder, entry->d_name, &changed, &bytes);
		count++;
	}
	if (dir)
		closedir(dir);
	printf("%s: %zu articles, %zu letters of another case\n", folder->name, count, changed);
	if (count == 0)
		fail(path, "no articles", STR(""));
	if (changed * 1000 > bytes * 2 / 3) /* a letter is a byte and a half */
		fail(path, "too many letters of another case", STR(""));
}

int main(int argc, char **argv)
{
	static const struct folder folders[] = {
		{"utf8_nfc", ENCODING_UTF8, true},
		{"utf8_nfd", ENCODING_UTF8, false},
		{"utf8_bom", ENCODING_UTF8, true},
		{"utf16le_bom", ENCODING_UTF16LE, true},
		{"tcvn3", ENCODING_TCVN3, true},
		{"vni_win", ENCODING_VNI, true},
		{"viscii", ENCODING_VISCII, true},
		{"vps", ENCODING_VPS, true},
		{"cp1258", ENCODING_CP1258, true},
	};
	if (argc != 3)
		return 2;
	check_table(argv[1], "tcvn3.tsv", ENCODING_TCVN3);
	check_table(argv[1], "vni-windows.tsv", ENCODING_VNI);
	check_table(argv[1], "viscii.tsv", ENCODING_VISCII);
	check_table(argv[1], "vps.tsv", ENCODING_VPS);
	check_table(argv[1], "cp1258.tsv", ENCODING_CP1258);
	check_vectors(argv[1]);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		check_folder(argv[2], &folders[i]);
	return failures > 0;
}
