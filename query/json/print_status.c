#include "query/json/json.h"
#include "query/json/print_json.h"

#include <inttypes.h>
#include <stdio.h>

void print_json_status(
	struct buf *out, const struct json_status *status, const struct json_frame *frame)
{
	char state[17];
	struct json_builder b = {false};
	json_t *root = json_begin(&b, frame);
	json_t *value = json_object();
	json_put_archive(&b, root, status->answer);
	json_put(&b, value, "version", json_string(status->version));
	snprintf(state, sizeof state, "%016" PRIx64, status->state);
	json_put(&b, value, "state", json_string(state));
	json_put(&b, value, "created", json_moment(status->created));
	json_put(&b, value, "text_bytes", json_integer((json_int_t)status->text_bytes));
	json_put(&b, value, "former", json_boolean(status->is_former));
	json_put(&b, value, "lexicon", json_boolean(status->has_lexicon));
	if (status->last_run)
		json_put(&b, value, "last_run", json_incref(status->last_run));
	if (answer_is_partial(status->answer))
		json_put(&b, root, "partial", json_true());
	json_put(&b, root, "status", value);
	json_end(out, &b, root);
}

void print_json_cancelled(struct buf *out, bool cancelled, const struct json_frame *frame)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, frame);
	json_put(&b, root, "cancelled", json_boolean(cancelled));
	json_end(out, &b, root);
}
