#include "indexer/report/known.h"
#include "base/file.h"
#include "base/lang.h"

#include <fcntl.h>
#include <jansson.h>

enum { MAX_BYTES = 64 << 20 };

static bool fail_line(const char *file, size_t number, struct error *err)
{
	return error_set(err, ERROR_USAGE,
		SAY("%s, dòng %zu: phải là đường dẫn, hoặc một dòng của báo cáo",
			"%s, line %zu: it must be a path, or a line of a report"),
		file, number);
}

/* The path that LINE of a report tells; it may have none, as that of the run. */
static bool add_of_report(struct str line, struct path_set *out, bool *valid)
{
	const char *path = NULL;
	json_t *object = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, NULL);
	*valid = object && json_unpack(object, "{s?s}", "path", &path) == 0;
	bool ok = !path || !*path || path_set_add(out, str_from_c(path));
	json_decref(object);
	return ok;
}

static bool add_line(struct str line, struct path_set *out, bool *valid)
{
	*valid = true;
	if (line.len == 0 || *line.ptr == '#')
		return true;
	if (*line.ptr == '{')
		return add_of_report(line, out, valid);
	while (line.len > 1 && line.ptr[line.len - 1] == '/')
		line.len--;
	return path_set_add(out, line);
}

bool known_read(const char *file, struct path_set *out, struct error *err)
{
	struct buf bytes = BUF_INIT;
	struct str line;
	bool ok = file_read(AT_FDCWD, file, MAX_BYTES, &bytes, err);
	struct str rest = buf_str(&bytes);
	for (size_t number = 1; ok && str_split(&rest, '\n', &line); number++) {
		bool valid;
		ok = add_line(str_trim(line), out, &valid) || error_set_memory(err);
		ok = ok && (valid || fail_line(file, number, err));
	}
	buf_free(&bytes);
	path_set_sort(out);
	return ok;
}
