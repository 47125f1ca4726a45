/* What stands at the end of a plain text, below its last paragraph. */
#ifndef ARTICLE_METADATA_FOOT_H
#define ARTICLE_METADATA_FOOT_H

#include "article/metadata/page.h"

/* Tells the last lines of P that are no text: a signature block (KT. CHỦ TỊCH, Nơi nhận) and the
   foot of a page (copyright, tags, what readers may click) to be of the frame; bylines above
   them, or that stand at the far right, to be bylines. Nobody who signs is an author. */
void foot_mark(struct page *p);

#endif
