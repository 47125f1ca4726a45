#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/run/published.h"
#include "indexer/work/wording.h"

#include <stdio.h>

static void print(const char *label, const char *value)
{
	printf("%s: %s\n", label, value);
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

int cmd_status(const struct options *options)
{
	struct published p;
	struct error err = {0};
	if (!published_open(&p, options->archive, &err))
		return command_fail(&err);
	const struct manifest *m = &p.manifest;
	char text[WORDING_SIZE];
	print(SAY("Kho", "Archive"), options->archive);
	print(SAY("Mã của kho", "Id of the archive"), m->archive);
	printf("%s: %06u, %s\n", SAY("Bản", "Generation"), (unsigned)m->generation,
		wording_time(m->created, text));
	print(SAY("Số bài", "Articles"), wording_count(m->articles, text));
	print(SAY("Từ số tệp", "From files"), wording_count(m->source_files, text));
	print(SAY("Phần chữ", "Text"), wording_bytes(m->text_bytes, text));
	print(SAY("Chỉ mục", "Index"), wording_bytes(manifest_total_size(m), text));
	print(SAY("Số phần", "Shards"), wording_count(m->shard_count, text));
	for (size_t i = 0; i < m->source_count; i++)
		print_source(&m->sources[i]);
	printf("%s: %s/last-report.jsonl\n", SAY("Báo cáo", "Report"), options->archive);
	published_close(&p);
	return EXIT_DONE;
}
