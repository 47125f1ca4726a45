#include "archive/versions/versions.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/exposure.h"
#include "indexer/learned.h"
#include "indexer/options.h"
#include "indexer/run/origin.h"
#include "indexer/status/seen.h"
#include "indexer/status/status.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void print(const char *label, const char *value)
{
	print_out("%s: %s\n", label, value);
}

static void print_source(const struct manifest_source *source)
{
	print(SAY("Nguồn", "Source"), source->path);
	if (*source->label)
		print(SAY("  nhãn", "  label"), source->label);
	if (source->ids_by_file)
		print(SAY("  mã bài", "  ids"), SAY("TỆP#MÃ", "FILE#ID"));
	if (source->encoding != ENCODING_DETECT)
		print(SAY("  đọc theo bảng mã", "  read as"), encoding_name(source->encoding));
	if (*source->map)
		print(SAY("  các khóa", "  keys"), source->map);
}

/* Whether update reads the sources unasked (indexer/run/origin.h). */
static void print_trust(const struct status *s)
{
	const char *label = SAY("Nguồn đáng tin", "These sources are trusted");
	if (s->distrust.len == 0)
		print(label, SAY("có, kho được lập ở đây", "yes: the archive was made here"));
	else
		print_out("%s: %s: %s\n", label,
			SAY("chưa, update sẽ cần --trust", "no, update will ask for --trust"),
			s->distrust.ptr);
}

static const char *result_of(const struct last_run *last)
{
	if (strcmp(last->result, "published") == 0)
		return SAY("đã đưa vào dùng phiên bản mới", "published");
	if (strcmp(last->result, "unchanged") == 0)
		return SAY("không có gì thay đổi", "nothing had changed");
	if (strcmp(last->result, "held") == 0)
		return SAY("không chạy, vì kho đang được giữ", "did nothing, as it is held");
	return strcmp(last->result, "failed") == 0 ? SAY("thất bại", "failed")
						   : SAY("không kết thúc", "did not end");
}

static void print_last(const struct last_run *last)
{
	char text[WORDING_SIZE];
	if (!last->there)
		return;
	print_out("%s: %s, %s\n", SAY("Lần chạy cuối", "Last run"),
		wording_time(last->started, text), result_of(last));
	if (*last->why)
		print(SAY("  vì", "  because"), last->why);
	if (last->skipped > 0)
		print(SAY("  số mục bị bỏ qua", "  skipped"), wording_count(last->skipped, text));
}

static void print_keeping(const struct keeping *k)
{
	char text[WORDING_SIZE];
	if (k->keep != KEEPING_USUAL)
		print(SAY("Số phiên bản lưu lại", "Generations kept"),
			wording_count(k->keep, text));
	for (size_t i = 0; i < k->pinned.count; i++)
		print_out("%s: %06u\n", SAY("Phiên bản được ghim", "Pinned"),
			(unsigned)k->pinned.numbers[i]);
	if (k->held)
		print(SAY("Đang được giữ", "Held"),
			SAY("update không thay đổi gì cho đến khi có lệnh resume",
				"update changes nothing until resume"));
}

/* What changed articles said before. */
static void print_history(const struct manifest *m)
{
	char n[WORDING_SIZE], size[WORDING_SIZE];
	uint64_t bytes, count = versions_listed(m, &bytes);
	const char *label =
		SAY("Văn bản cũ của các bài bị sửa", "What changed articles said before");
	if (m->history_days == 0)
		print(label, SAY("không giữ (--history none)", "not kept (--history none)"));
	else if (count > 0 || m->history_days != HISTORY_DAYS_USUAL)
		print_out(SAY("%s: %s, %s, giữ %u ngày\n", "%s: %s, %s, kept for %u days\n"), label,
			wording_texts(count, n), wording_bytes(bytes, size),
			(unsigned)m->history_days);
}

static void print_exposure(const struct status *s)
{
	struct buf told = BUF_INIT;
	uint64_t count = exposure_count(&s->published, s->archive);
	if (count > 0 && exposure_tell(&told, count, s->archive))
		print_out("%s\n", told.ptr);
	buf_free(&told);
}

static void print_learned(const struct status *s)
{
	struct buf told = BUF_INIT;
	if (learned_tell(&told, s->least) && told.len > 0)
		print_out("%s\n", told.ptr);
	buf_free(&told);
}

/* "Từ điển: bảng có sẵn; kho/dictionary: 12 nhóm", and the first line that can't be read. */
static void print_dictionaries(const struct status *s)
{
	print_out("%s: %s", SAY("Từ điển", "Dictionaries"),
		SAY("các bảng có sẵn", "the built-in tables"));
	for (size_t i = 0; i < s->dictionaries.count; i++) {
		const struct dictionary *d = &s->dictionaries.items[i];
		print_out(SAY("; %s: %zu nhóm", "; %s, groups: %zu"), d->path, d->groups);
		if (d->problems > 0)
			print_out(SAY(", %zu dòng không đọc được, đầu tiên là %s",
					  ", lines that can't be read: %zu, the first is %s"),
				d->problems, d->problem);
	}
	print_out("\n");
}

static void print_status(const struct status *s)
{
	const struct manifest *m = &s->published.manifest;
	char text[WORDING_SIZE];
	print(SAY("Kho", "Archive"), s->archive);
	print(SAY("Mã của kho", "Id of the archive"), m->archive);
	print_out("%s: %06u, %s\n", SAY("Phiên bản chỉ mục", "Generation"), (unsigned)m->generation,
		wording_time(m->created, text));
	print(SAY("Số bài", "Articles"), wording_count(m->articles, text));
	print(SAY("Số tệp nguồn", "From files"), wording_count(m->source_files, text));
	print(SAY("Dung lượng văn bản", "Text"), wording_bytes(m->text_bytes, text));
	print(SAY("Chỉ mục", "Index"), wording_bytes(manifest_total_size(m), text));
	print(SAY("Số phân mảnh", "Shards"), wording_count(m->shard_count, text));
	print_history(m);
	for (size_t i = 0; i < m->source_count; i++)
		print_source(&m->sources[i]);
	if (m->source_count > 0)
		print_trust(s);
	seen_print_audiences(m, (int64_t)time(NULL));
	print_keeping(&s->keeping);
	print_last(&s->last);
	print_out("%s: %s/last-report.jsonl\n", SAY("Báo cáo", "Report"), s->archive);
	print_dictionaries(s);
	print_learned(s);
	print_exposure(s);
}

int cmd_status(const struct options *options)
{
	struct status s = {.archive = options->archive};
	struct error err = {0};
	if (!published_open(&s.published, options->archive, &err))
		return command_fail(&err);
	bool ok = keeping_read(&s.keeping, options->archive, &err) &&
		  origin_differs(&s.published.manifest, options->archive, &s.distrust, &err);
	if (ok) {
		s.least = learned_least(&s.published);
		last_run_read(options->archive, &s.last);
		dictionaries_read(&s.dictionaries, options->archive);
		if (options->json)
			ok = status_print_json(&s) || error_set_memory(&err);
		else if (options->metrics)
			status_print_metrics(&s);
		else
			print_status(&s);
	}
	keeping_free(&s.keeping);
	dictionaries_free(&s.dictionaries);
	buf_free(&s.distrust);
	published_close(&s.published);
	return ok ? EXIT_DONE : command_fail(&err);
}
