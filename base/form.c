#include "base/form.h"
#include "base/bytes.h"
#include "base/lang.h"

bool form_fail(const char *path, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("“%s” bị hỏng; hãy chạy \"tracuu-index repair\"",
			"%s is damaged; run \"tracuu-index repair\""),
		path);
}

bool form_check_version(struct str file, uint32_t version, const char *path, struct error *err)
{
	uint32_t own = bytes_u32(file.ptr + FORM_AT_VERSION);
	return own == version ||
	       error_set(err, ERROR_VERSION,
		       SAY("“%s” thuộc phiên bản %u, chương trình này đọc phiên bản %u; hãy chạy "
			   "\"tracuu-index repair\"",
			       "%s is of version %u, this program reads version %u; run "
			       "\"tracuu-index repair\""),
		       path, (unsigned)own, (unsigned)version);
}

bool form_check(struct str file, size_t least, const char *magic, uint32_t version,
	const char *path, struct error *err)
{
	if (file.len < least || memcmp(file.ptr, magic, FORM_MAGIC) != 0)
		return form_fail(path, err);
	return form_check_version(file, version, path, err);
}
