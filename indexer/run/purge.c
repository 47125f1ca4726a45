#include "base/lang.h"
#include "indexer/run/steps.h"

static bool fail_unknown(const char *id, struct error *err)
{
	return error_set(err, ERROR_NOT_FOUND,
		SAY("kho không có bài %s; chưa gỡ bài nào. Mã bài nằm ở cuối mỗi kết quả của "
		    "tracuu",
			"the archive has no article %s; none was taken out. An article's id stands "
			"at the end of each result of tracuu"),
		id);
}

/* The text of each article that is to go must not come back, wherever else it stands. */
bool purge_resolve(struct run *run, struct error *err)
{
	const struct update_options *options = run->options;
	if (!purged_read(&run->purged, options->archive, err))
		return false;
	for (size_t i = 0; i < options->purge_count; i++) {
		struct catalogue_article article;
		struct str id = str_from_c(options->purge[i]);
		struct key key = key_of(id);
		if (!catalogue_find_article(&run->past.catalogue, &key, &article))
			return fail_unknown(options->purge[i], err);
		if (!purged_add(&run->purged, &article.text, id, err))
			return false;
	}
	return options->purge_count == 0 || options->trial ||
	       purged_write(&run->purged, options->archive, err);
}
