#include "indexer/learned.h"
#include "archive/folder.h"
#include "base/lang.h"

#include <stdlib.h>

struct lexicon_least learned_least(const struct published *p)
{
	struct error ignored;
	char *path = folder_path(p->folder, "lexicon");
	struct lexicon *l = path ? lexicon_open(path, &ignored) : NULL;
	struct lexicon_least least = {0};
	if (l)
		least = lexicon_least(l);
	lexicon_close(l);
	free(path);
	return least;
}

bool learned_tell(struct buf *out, struct lexicon_least least)
{
	if (least.words == 0 && least.counts == 0)
		return true;
	return buf_printf(out,
		SAY("Không đủ bộ nhớ để học hết từ vựng: chỉ học từ gặp ít nhất %d lần và cặp từ "
		    "gặp ít nhất %d lần. Bài nào cũng vẫn tìm được, nhưng việc thêm dấu và gợi ý "
		    "kém hơn; hãy tăng bộ nhớ bằng --memory.",
			"There was not the memory to learn all words: those are learned that occur "
			"at least %d times, and pairs that occur at least %d times. Every article "
			"is still found, but marks and suggestions are worse; --memory gives "
			"more."),
		lexicon_learned_from(least.words), lexicon_learned_from(least.counts));
}
