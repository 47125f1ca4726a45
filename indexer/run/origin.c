#include "indexer/run/origin.h"
#include "base/file.h"
#include "base/lang.h"
#include "indexer/run/run.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* machine-id(5): it is not to be told to others, so it is hashed with what is only known here. */
#define MACHINE_ID "/etc/machine-id"

enum { MACHINE_ID_MAX = 256, NAMED_MAX = 5 };

/* A machine may have none. One that can't be read now is not taken for none: the archive would be
   of another machine tomorrow. */
static bool note_machine(struct manifest *m, struct error *err)
{
	struct buf both = BUF_INIT;
	struct buf id = BUF_INIT;
	struct error reason = {0};
	char hex[DIGEST_HEX + 1];
	*m->origin.machine = '\0';
	bool is_read = file_read(AT_FDCWD, MACHINE_ID, MACHINE_ID_MAX, &id, &reason);
	if (is_read && str_trim(buf_str(&id)).len > 0) {
		buf_append_c(&both, m->archive);
		buf_append(&both, str_trim(buf_str(&id)));
		struct digest d = digest_of(buf_str(&both));
		digest_to_hex(&d, hex);
		memcpy(m->origin.machine, hex, MANIFEST_MACHINE);
		m->origin.machine[MANIFEST_MACHINE] = '\0';
	}
	buf_free(&both);
	buf_free(&id);
	if (is_read || reason.code == ERROR_NOT_FOUND)
		return true;
	*err = reason;
	return false;
}

/* Notes in M, which has its id, that it is made in ARCHIVE by the user OWNER. */
static bool note(struct manifest *m, const char *archive, uid_t owner, struct error *err)
{
	char path[PATH_MAX];
	if (!realpath(archive, path))
		return error_set_system(
			err, errno, SAY("không đọc được “%s”", "cannot read %s"), archive);
	m->origin.owner = owner;
	return note_machine(m, err) &&
	       (manifest_set(m, &m->origin.path, path) || error_set_memory(err));
}

/* Who owns what we make is asked of the file system: some give all files to one user. */
bool origin_note(struct run *run, struct error *err)
{
	struct stat st;
	if (stat(run->draft.path, &st) != 0)
		return error_set_system(err, errno, SAY("không đọc được “%s”", "cannot read %s"),
			run->options->archive);
	return note(&run->manifest, run->options->archive, st.st_uid, err);
}

/* ---- Another one ---- */

static void add_reason(struct buf *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void add_reason(struct buf *out, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	if (out->len > 0)
		buf_append_c(out, "; ");
	buf_vprintf(out, format, ap);
	va_end(ap);
}

/* What of PAST is not as of here. Empty: nothing. */
static void compare(
	const struct manifest *past, const struct manifest_origin *here, struct buf *reasons)
{
	const struct manifest_origin *there = &past->origin;
	if (!there->path) {
		add_reason(reasons, "%s",
			SAY("kho không cho biết được lập ở đâu (do phiên bản cũ lập)",
				"the archive does not say where it was made (an older version made "
				"it)"));
		return;
	}
	if (strcmp(there->path, here->path) != 0)
		add_reason(reasons,
			SAY("kho ở “%s”, trước kia ở “%s”", "it lies in %s and was in %s"),
			here->path, there->path);
	if (strcmp(there->machine, here->machine) != 0)
		add_reason(reasons, "%s",
			SAY("kho được lập trên máy khác", "it was made on another machine"));
	if (past->owner != here->owner && past->owner != 0)
		add_reason(reasons,
			SAY("manifest.json thuộc người dùng có số %u, không phải %u",
				"its manifest.json belongs to the user number %u, not %u"),
			(unsigned)past->owner, (unsigned)here->owner);
	else if (there->owner != past->owner)
		add_reason(reasons,
			SAY("kho do người dùng số %u lập, manifest.json thuộc người số %u",
				"the user number %u made it, its manifest.json belongs to %u"),
			(unsigned)there->owner, (unsigned)past->owner);
}

bool origin_differs(
	const struct manifest *m, const char *archive, struct buf *reasons, struct error *err)
{
	struct manifest here = MANIFEST_INIT;
	memcpy(here.archive, m->archive, sizeof here.archive);
	bool ok = m->source_count == 0 || note(&here, archive, geteuid(), err);
	if (here.origin.path)
		compare(m, &here.origin, reasons);
	manifest_free(&here);
	return ok && (!reasons->failed || error_set_memory(err));
}

/* Those that nobody named. */
static size_t list_unconfirmed(const struct run *run, struct buf *names)
{
	size_t count = 0;
	for (size_t i = 0; i < run->manifest.source_count; i++) {
		if (run->sources[i].named)
			continue;
		if (count < NAMED_MAX)
			buf_printf(names, "%s%s", count > 0 ? ", " : "",
				run->manifest.sources[i].path);
		count++;
	}
	if (count > NAMED_MAX)
		buf_append_c(names, ", …");
	return count;
}

static bool fail(
	const char *archive, const struct buf *reasons, const struct buf *names, struct error *err)
{
	if (reasons->failed || names->failed)
		return error_set_memory(err);
	return error_set(err, ERROR_USAGE,
		SAY("%s: %s. Các nguồn ghi trong kho chưa được đọc: %s. Nếu đúng là nguồn của bạn, "
		    "hãy chạy lại với --trust; nếu không, nêu nguồn của bạn trên dòng lệnh và bỏ "
		    "các nguồn kia bằng --forget",
			"%s: %s. The sources that stand in it are not read: %s. If they are yours, "
			"run this again with --trust; if not, name your own and drop these with "
			"--forget"),
		archive, reasons->ptr, names->ptr);
}

bool origin_check(struct run *run, struct error *err)
{
	struct buf reasons = BUF_INIT;
	struct buf names = BUF_INIT;
	bool ok = true;
	if (run->past.manifest.source_count > 0)
		compare(&run->past.manifest, &run->manifest.origin, &reasons);
	if (reasons.len > 0 || reasons.failed) {
		run->sources_changed = true;
		ok = run->options->trust || list_unconfirmed(run, &names) == 0 ||
		     fail(run->options->archive, &reasons, &names, err);
	}
	buf_free(&reasons);
	buf_free(&names);
	return ok;
}
