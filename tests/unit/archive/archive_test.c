/* archive: manifest, catalogue; opening what is damaged. */
#include "archive/archive.h"
#include "archive/catalogue.h"
#include "archive/manifest_file.h"
#include "archive/schema.h"
#include "unit/home_fixture.h"

#include <fcntl.h>

/* ---- The manifest ---- */

static const char *const file_names[] = {"shard-0003/docdata.glass", "lexicon", "catalogue",
	"report.jsonl", "shard-0003/iamglass", "shard-0003/positions", "shard-0003/postlist.glass",
	"shard-0003/tally", "shard-0003/blocks"};

enum { FILE_COUNT = sizeof file_names / sizeof *file_names };

static void fill_manifest(struct manifest *m)
{
	struct digest d = digest_of(STR("content"));
	struct manifest_shard shard = {3, 40, 5000, "", 0};
	*m = MANIFEST_INIT;
	m->generation = 42;
	m->analysis = ANALYSIS_VERSION;
	m->created = 1522108800;
	m->started_ns = INT64_C(1522108800123456789);
	m->articles = 40;
	m->text_bytes = 5000;
	m->source_files = 7;
	m->next_shard = 4;
	const struct manifest_source sources[] = {
		{"báo chí", "/srv/báo chí", "", false, ENCODING_DETECT, "", ""},
		{"b", "/srv/b\xE0i \\x41", "tỉnh", true, ENCODING_TCVN3, "title=tựa", ""},
		{"c", "/srv/c", "c", false, ENCODING_DETECT, "", ""}};
	for (size_t i = 0; i < 3; i++)
		assert_true(manifest_add_source(m, &sources[i]));
	WORKS(manifest_draw_archive(m, &err));
	assert_true(manifest_add_shard(m, &shard));
	for (size_t i = 0; i < FILE_COUNT; i++)
		assert_true(manifest_add_file(m, file_names[i], 7, &d));
	assert_true(manifest_set(m, &m->origin.path, "/srv/kho\n1"));
	strcpy(m->origin.machine, "0123456789abcdef0123456789abcdef");
	m->origin.owner = 4000000000u;
}

static void manifest_comes_back(void **state)
{
	(void)state;
	struct manifest m;
	struct manifest back = MANIFEST_INIT;
	fill_manifest(&m);
	WORKS(manifest_write(home, &m, &err));
	WORKS(manifest_read(home, &back, &err));
	assert_int_equal(back.generation, 42);
	assert_int_equal(back.started_ns, m.started_ns);
	assert_int_equal(back.text_bytes, 5000);
	assert_int_equal(back.next_shard, 4);
	assert_int_equal(back.source_count, 3);
	assert_string_equal(back.sources[0].name, "báo chí");
	assert_string_equal(back.sources[2].path, "/srv/c");
	assert_string_equal(back.sources[0].label, "");
	assert_false(back.sources[0].ids_by_file);
	assert_string_equal(back.sources[1].path, "/srv/b\xE0i \\x41");
	assert_string_equal(back.sources[1].label, "tỉnh");
	assert_string_equal(back.sources[1].map, "title=tựa");
	assert_true(back.sources[1].ids_by_file);
	assert_int_equal(back.sources[1].encoding, ENCODING_TCVN3);
	assert_int_equal(strlen(back.archive), MANIFEST_ARCHIVE);
	assert_string_equal(back.archive, m.archive);
	WORKS(manifest_draw_archive(&back, &err));
	assert_string_not_equal(back.archive, m.archive);
	assert_int_equal(back.shards[0].articles, 40);
	assert_string_equal(back.files[1].path, "lexicon");
	assert_memory_equal(&back.files[1].sha256, &m.files[1].sha256, sizeof(struct digest));
	assert_int_equal(manifest_total_size(&back), 7 * FILE_COUNT);
	assert_string_equal(back.origin.path, "/srv/kho\n1");
	assert_string_equal(back.origin.machine, m.origin.machine);
	assert_int_equal(back.origin.owner, 4000000000u);
	assert_int_equal(back.owner, getuid());
	assert_false(manifest_read_number(home, 41, &m, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	manifest_free(&m);
	manifest_free(&back);
}

static void manifest_notices_damage(void **state)
{
	(void)state;
	struct manifest m;
	fill_manifest(&m);
	WORKS(manifest_write(home, &m, &err));
	assert_false(manifest_check_sizes(&m, home, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	WORKS(folder_make(in_home("shard-0003"), &err));
	for (size_t i = 0; i < FILE_COUNT; i++)
		write_file(file_names[i], STR("content"));
	write_file("lexicon", STR("contenT"));
	WORKS(manifest_check_sizes(&m, home, &err));
	WORKS(manifest_check_digest(&m.files[0], home, &err));
	assert_false(manifest_check_digest(&m.files[1], home, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	/* a query can do without the lexicon, but without no other file */
	write_file("lexicon", STR("conten"));
	WORKS(manifest_check_sizes(&m, home, &err));
	write_file("shard-0003/docdata.glass", STR("conten"));
	assert_false(manifest_check_sizes(&m, home, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	write_file("shard-0003/docdata.glass", STR("content"));
	WORKS(manifest_check_sizes(&m, home, &err));
	assert_int_equal(rename(in_home("shard-0003"), in_home("away")), 0);
	assert_int_equal(symlink("away", in_home("shard-0003")), 0);
	assert_false(manifest_check_sizes(&m, home, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	manifest_free(&m);
}

static void signed_manifest(const char *json)
{
	char hex[DIGEST_HEX + 1];
	char line[DIGEST_HEX + 32];
	struct digest d = digest_of(str_from_c(json));
	digest_to_hex(&d, hex);
	snprintf(line, sizeof line, "%s  manifest.json\n", hex);
	write_file("manifest.json", str_from_c(json));
	write_file("manifest.sha256", str_from_c(line));
}

/* FILES, each empty, as a manifest lists them. */
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define LISTED(path) "{\"path\":\"" path "\",\"size\":0,\"sha256\":\"" EMPTY "\"}"
#define NEEDED LISTED("catalogue") "," LISTED("lexicon") "," LISTED("report.jsonl")

/* What a generation without shards says of itself, member by member. */
static const char *const members[][2] = {{"format", "7"},
	{"archive", "\"0123456789abcdef0123456789abcdef\""}, {"generation", "1"}, {"analysis", "1"},
	{"created_seconds", "1"}, {"started_ns", "1"}, {"articles", "0"}, {"text_bytes", "0"},
	{"source_files", "1"}, {"next_shard", "1"}, {"xapian_positions", "false"},
	{"sources", "[]"}, {"shards", "[]"}, {"files", "[" NEEDED "]"}};

/* Reads it with MEMBER saying VALUE; NULL: without that member. */
static enum error_code read_with(const char *member, const char *value)
{
	struct buf json = BUF_INIT;
	struct manifest m = MANIFEST_INIT;
	bool known = false;
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		bool this = strcmp(members[i][0], member) == 0;
		known |= this;
		if (!this || value)
			buf_printf(&json, "%s\"%s\":%s", json.len > 0 ? "," : "{", members[i][0],
				this ? value : members[i][1]);
	}
	if (!known && value)
		buf_printf(&json, ",\"%s\":%s", member, value);
	buf_append_c(&json, "}");
	signed_manifest(json.ptr);
	buf_free(&json);
	err.code = ERROR_NONE;
	manifest_read(home, &m, &err);
	manifest_free(&m);
	return err.code;
}

static void manifest_refuses_what_it_does_not_know(void **state)
{
	(void)state;
	static const struct {
		const char *member, *value;
		enum error_code code;
	} cases[] = {
		{"format", "7", ERROR_NONE},
		{"format", "99", ERROR_VERSION},
		{"format", "0", ERROR_VERSION},
		{"archive", "\"0123456789abcdef0123456789abcdeF\"", ERROR_CORRUPT},
		{"generation", "0", ERROR_CORRUPT},
		{"generation", "1000000", ERROR_CORRUPT},
		{"analysis", "-1", ERROR_CORRUPT},
		{"articles", "1", ERROR_CORRUPT},
		{"articles", "4294967296", ERROR_CORRUPT},
		{"articles", "-1", ERROR_CORRUPT},
		{"text_bytes", "1", ERROR_CORRUPT},
		{"source_files", "9223372036854775807", ERROR_CORRUPT},
		{"next_shard", "1000000000", ERROR_NONE},
		{"next_shard", "2147483647", ERROR_CORRUPT},
		{"next_shard", "0", ERROR_CORRUPT},
		{"next_shard", "1e3", ERROR_CORRUPT},
		{"next_shard", "99999999999999999999", ERROR_CORRUPT},
		{"created_seconds", "9223372036854775807", ERROR_NONE},
		{"shards", "[{}]", ERROR_CORRUPT},
		{"shards", "[{\"number\":0,\"articles\":0,\"text_bytes\":0}]", ERROR_CORRUPT},
		{"shards", "[{\"number\":1000000000,\"articles\":0,\"text_bytes\":0}]",
			ERROR_CORRUPT},
		{"shards", "[{\"number\":1,\"articles\":0,\"text_bytes\":9223372036854775807}]",
			ERROR_CORRUPT},
		{"files", "[]", ERROR_CORRUPT},
		{"files", "[" NEEDED "," NEEDED "]", ERROR_CORRUPT},
		{"files", "[" NEEDED "," LISTED("../x") "]", ERROR_CORRUPT},
		{"files", "[" NEEDED "," LISTED("/x") "]", ERROR_CORRUPT},
		{"files", "[" NEEDED ",{\"path\":\"lost\",\"size\":1,\"sha256\":\"e3\"}]",
			ERROR_CORRUPT},
		{"files",
			"[" NEEDED ",{\"path\":\"lost\",\"size\":281474976710657,\"sha256\":"
			"\"" EMPTY "\"}]",
			ERROR_CORRUPT},
		{"origin", "{\"path\":\"/a\",\"machine\":\"\",\"owner\":0}", ERROR_NONE},
		{"origin", "{\"path\":\"/a\",\"machine\":\"\",\"owner\":4294967296}",
			ERROR_CORRUPT},
		{"origin",
			"{\"path\":\"/a\",\"owner\":0,\"machine\":"
			"\"0123456789abcdef0123456789abcdef0\"}",
			ERROR_CORRUPT},
		{"origin", "[]", ERROR_CORRUPT},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (read_with(cases[i].member, cases[i].value) != cases[i].code)
			fail_msg("%s %s: %d %s", cases[i].member, cases[i].value, (int)err.code,
				err.message);
	}
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		assert_int_equal(
			read_with(members[i][0], NULL), i == 0 ? ERROR_VERSION : ERROR_CORRUPT);
	assert_int_equal(read_with("format", "7,\"format\":7"), ERROR_CORRUPT);
	struct manifest m = MANIFEST_INIT;
	write_file("manifest.json", STR("{}"));
	assert_false(manifest_read(home, &m, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
}

static void manifest_is_no_link(void **state)
{
	(void)state;
	struct manifest m = MANIFEST_INIT;
	assert_int_equal(read_with("format", "7"), ERROR_NONE);
	assert_int_equal(rename(in_home("manifest.json"), in_home("away")), 0);
	assert_int_equal(symlink("away", in_home("manifest.json")), 0);
	assert_false(manifest_read(home, &m, &err));
}

/* ---- The catalogue ---- */

static struct key key_number(unsigned i)
{
	struct key key = {{(unsigned char)(i >> 8), (unsigned char)i}};
	return key;
}

static void write_catalogue(const char *name, unsigned files, unsigned articles)
{
	struct catalogue_writer *w =
		catalogue_writer_open(in_home(name), files, articles, articles / 2, &err);
	assert_non_null(w);
	for (unsigned i = 0; i < files; i++) {
		struct catalogue_file file = {.key = key_number(2 * i),
			.content = key_number(i),
			.size = 10 * i,
			.mtime_ns = -(int64_t)i,
			.path = STR("a/b.txt"),
			.number = files - 1 - i,
			.source = 3,
			.clean = i % 2};
		catalogue_writer_file(w, &file);
	}
	for (unsigned i = 0; i < articles; i++) {
		char id[16];
		struct catalogue_article article = {.key = key_number(3 * i),
			.id = str_make(id, (size_t)sprintf(id, "bài %u", i)),
			.document = i % 2 ? STR("cũ") : str_make(id, strlen(id)),
			.own_at = 1,
			.own_length = 4,
			.qualified = i % 3 == 1,
			.moved = i % 2,
			.line = UINT64_C(1) << 40,
			.file = i,
			.shard = 7,
			.text_bytes = 99};
		catalogue_writer_article(w, &article);
	}
	for (unsigned i = 0; i < articles / 2; i++) {
		const struct catalogue_place place = {key_number(6 * (i / 2)), i, 7};
		catalogue_writer_place(w, &place);
	}
	WORKS(catalogue_writer_finish(w, &err));
}

static void catalogue_comes_back(void **state)
{
	(void)state;
	struct catalogue c;
	struct catalogue_file file;
	struct catalogue_article article;
	write_catalogue("catalogue", 5, 1000);
	WORKS(catalogue_open(&c, home, &err));
	assert_int_equal(c.file_count, 5);
	assert_int_equal(c.article_count, 1000);
	for (unsigned i = 0; i < 3000; i++) {
		struct key key = key_number(i);
		assert_int_equal(catalogue_find_article(&c, &key, &article), i % 3 == 0);
		if (i % 3 != 0)
			continue;
		char id[16];
		sprintf(id, "bài %u", i / 3);
		assert_true(str_eq(article.id, str_from_c(id)));
		assert_int_equal(article.file, i / 3);
		assert_int_equal(article.line, UINT64_C(1) << 40);
		bool odd = i / 3 % 2;
		assert_true(str_eq(article.document, odd ? STR("cũ") : str_from_c(id)));
		assert_int_equal(article.moved, odd);
		assert_int_equal(article.qualified, i / 3 % 3 == 1);
		assert_int_equal(article.own_at, 1);
		assert_int_equal(article.own_length, 4);
	}
	struct catalogue_place place;
	struct key with_places = key_number(6 * 100);
	uint64_t first = catalogue_find_places(&c, &with_places);
	assert_int_equal(first, 200);
	catalogue_place_at(&c, first + 1, &place);
	assert_true(key_eq(&place.key, &with_places));
	assert_int_equal(place.line, 201);
	assert_int_equal(place.file, 7);
	struct key key = key_number(6);
	assert_true(catalogue_find_file(&c, &key, &file));
	assert_int_equal(file.mtime_ns, -3);
	assert_int_equal(file.number, 1);
	assert_int_equal(file.source, 3);
	assert_true(file.clean);
	assert_true(str_eq(file.path, STR("a/b.txt")));
	catalogue_close(&c);
}

static void catalogue_is_careful(void **state)
{
	(void)state;
	struct catalogue c;
	write_catalogue("catalogue", 1, 1);
	assert_int_equal(truncate(in_home("catalogue"), CATALOGUE_HEADER + CATALOGUE_FILE), 0);
	assert_false(catalogue_open(&c, home, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	write_file("catalogue", STR("TRACUCAT\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
	assert_false(catalogue_open(&c, home, &err));
	assert_int_equal(err.code, ERROR_VERSION);
	struct catalogue_writer *w = catalogue_writer_open(in_home("short"), 0, 0, 1, &err);
	assert_non_null(w);
	assert_false(catalogue_writer_finish(w, &err));
	assert_int_equal(err.code, ERROR_INTERNAL);
}

/* ---- Opening ---- */

static void no_archive_says_what_to_do(void **state)
{
	(void)state;
	struct archive a;
	assert_false(archive_open(in_home("none"), &a, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_non_null(strstr(err.message, "tracuu-index update"));
}

static void default_path_follows_the_environment(void **state)
{
	(void)state;
	static const struct {
		const char *archive, *xdg, *home, *want;
	} cases[] = {
		{"/a", "/x", "/h", "/a"},
		{"relative", "/x", "/h", "relative"},
		{NULL, "/x", "/h", "/x/tracuu"},
		{"", "relative", "/h", "/h/.local/share/tracuu"},
		{NULL, NULL, NULL, NULL},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *const names[] = {"TRACUU_ARCHIVE", "XDG_DATA_HOME", "HOME"};
		const char *const values[] = {cases[i].archive, cases[i].xdg, cases[i].home};
		for (size_t k = 0; k < 3; k++) {
			if (values[k])
				setenv(names[k], values[k], 1);
			else
				unsetenv(names[k]);
		}
		char *got = archive_default_path(&err);
		if (cases[i].want)
			assert_string_equal(got, cases[i].want);
		else
			assert_null(got);
		free(got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(manifest_comes_back),
		TEST(manifest_notices_damage),
		TEST(manifest_refuses_what_it_does_not_know),
		TEST(manifest_is_no_link),
		TEST(catalogue_comes_back),
		TEST(catalogue_is_careful),
		TEST(no_archive_says_what_to_do),
		TEST(default_path_follows_the_environment),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
