/* Members of an answer, of which any may be missing or be of another kind: what is not there as it
 * should be is empty. */
#ifndef WEB_REPLY_MEMBER_H
#define WEB_REPLY_MEMBER_H

#include "base/str.h"

#include <jansson.h>
#include <stdint.h>

struct str member_text(const json_t *object, const char *name);
struct str member_text_of(const json_t *value); /* itself */
uint64_t member_count(const json_t *object, const char *name);
bool member_is(const json_t *object, const char *name, const char *text);
bool member_true(const json_t *object, const char *name);

/* An offset, or -1 where there is none. */
int64_t member_offset(const json_t *object, const char *name);

#endif
