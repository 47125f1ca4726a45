#include "query/options/together.h"

#include "base/lang.h"
#include "query/articles/writer.h"

/* Whether all is to be written, and that can be. */
static bool check_export(struct options *o, struct error *err)
{
	bool asked = o->all;
	o->all |= writer_is_for(o->format);
	if (asked && !writer_is_for(o->format) && o->format != FORMAT_IDS)
		return error_set(err, ERROR_USAGE,
			SAY("--all đi với --format=ids, jsonl, csv, tsv hay ninjs",
				"--all goes with --format=ids, jsonl, csv, tsv or ninjs"));
	bool lists = o->task == TASK_SEARCH || o->task == TASK_READ || o->task == TASK_NEW ||
		     o->task == TASK_LIST;
	if (o->all && !lists)
		return error_set(err, ERROR_USAGE,
			SAY("--format=jsonl, csv, tsv, ninjs và --all đi cùng một câu tìm kiếm",
				"--format=jsonl, csv, tsv, ninjs and --all go with a query"));
	return true;
}

/* A number is told alone, or in JSON: where articles are listed it would pass for one. */
static bool check_count(const struct options *o, struct error *err)
{
	bool lists = o->all || o->task == TASK_LIST || o->task == TASK_NEW ||
		     (o->format != FORMAT_TEXT && o->format != FORMAT_JSON);
	return !o->settings.counts || !lists ||
	       error_set(err, ERROR_USAGE,
		       SAY("--count chỉ cho biết số bài, với --format=text hay json, không liệt kê",
			       "--count tells just a number, with --format=text or json, and "
			       "lists nothing"));
}

/* Whether the format is one that the task has. */
static bool check_format(struct options *o, struct error *err)
{
	bool told = o->format != FORMAT_TEXT || o->settings.counts || o->settings.facet_count > 0;
	if (o->task == TASK_INTERACTIVE && told)
		return error_set(err, ERROR_USAGE, "%s",
			SAY("-i hiện kết quả ngay trên màn hình, không đi cùng --format, --count, "
			    "--facet",
				"-i shows what it finds on the screen, and does not go with "
				"--format, --count, --facet"));
	bool is_news = o->format == FORMAT_ATOM || o->format == FORMAT_MAIL;
	if (is_news && o->task != TASK_NEW)
		return error_set(err, ERROR_USAGE,
			SAY("--format=atom và mail đi với --new",
				"--format=atom and mail go with --new"));
	if (o->task == TASK_NEW && o->format == FORMAT_JSON)
		return error_set(err, ERROR_USAGE,
			SAY("--new không có --format=json; hãy dùng jsonl",
				"--new has no --format=json; use jsonl"));
	bool is_table = o->format == FORMAT_CSV || o->format == FORMAT_TSV;
	if (o->task == TASK_LIST && o->format == FORMAT_TEXT)
		o->format = FORMAT_CSV;
	else if (o->task == TASK_LIST && !is_table)
		return error_set(err, ERROR_USAGE,
			SAY("--list đi với --format=csv hay tsv",
				"--list goes with --format=csv or tsv"));
	return true;
}

/* Whether there are words where the task takes some, and else none. */
static bool check_words(struct options *o, const struct words_told *words, struct error *err)
{
	if (o->task == TASK_INTERACTIVE)
		return true;
	if (o->task != TASK_SEARCH && o->task != TASK_SAVE)
		return words->count == 0 ||
		       error_set(err, ERROR_USAGE,
			       SAY("--batch, --serve, --list, --analyse, --show, --history, "
				   "--open, "
				   "--cite, --similar, --saved, --forget và --new không đi cùng "
				   "câu tìm "
				   "kiếm “%s”",
				       "--batch, --serve, --list, --analyse, --show, --history, "
				       "--open, --cite, --similar, --saved, --forget and --new do "
				       "not go "
				       "with a query, “%s”"),
			       buf_str(&o->words).ptr);
	if (words->count == 0)
		return error_set(err, ERROR_USAGE,
			SAY("chưa có từ nào để tìm; ví dụ: tracuu hà nội; xem thêm: tracuu --help",
				"no words to search for; for example: tracuu hà nội; see tracuu "
				"--help"));
	if (words->from_stdin && words->count == 1 && o->task == TASK_SEARCH)
		o->task = TASK_READ;
	return true;
}

/* Whether ids are asked for of what lists articles, or saves what will. */
static bool check_ids(const struct options *o, struct error *err)
{
	bool lists = o->task == TASK_SEARCH || o->task == TASK_READ || o->task == TASK_SIMILAR ||
		     o->task == TASK_NEW || o->task == TASK_SAVE;
	return o->format != FORMAT_IDS || lists ||
	       error_set(err, ERROR_USAGE,
		       SAY("--format=ids đi cùng một câu tìm kiếm, --similar hay --new",
			       "--format=ids goes with a query, --similar or --new"));
}

bool options_check(struct options *o, const struct words_told *words,
	struct setting_reader *settings, struct error *err)
{
	if (o->task == TASK_HELP || o->task == TASK_VERSION)
		return true;
	bool serves = o->task == TASK_SERVE || serve_check_unused(&o->serving, err);
	if (!serves || !check_export(o, err) || !check_count(o, err) || !check_format(o, err))
		return false;
	bool all = o->all || o->task == TASK_NEW || o->task == TASK_LIST || o->task == TASK_SAVE;
	bool many = o->task == TASK_BATCH || o->task == TASK_SERVE || o->task == TASK_INTERACTIVE;
	if (!settings->timeout_told)
		o->settings.timeout_ms = all ? 0 : many ? SEARCH_TIMEOUT_BATCH : SEARCH_TIMEOUT;
	bool lists =
		o->task == TASK_SEARCH || o->task == TASK_SIMILAR || o->task == TASK_INTERACTIVE;
	if (lists && o->format == FORMAT_TEXT && !o->settings.counts && !settings->duplicates_told)
		o->settings.duplicates = DUPLICATES_FOLDED_HITS;
	if (!settings_check(settings)) {
		o->bad = settings->at->option;
		return false;
	}
	return check_words(o, words, err) && check_ids(o, err);
}
