#include "query/json/json.h"
#include "query/json/print_json.h"
#include "text/token/token.h"

static json_t *token_value(struct json_builder *b, struct str text, const struct token *t)
{
	json_t *token = json_object();
	json_t *flags = json_array();
	json_put(b, token, "start", json_integer((json_int_t)t->start));
	json_put(b, token, "end", json_integer((json_int_t)t->end));
	json_put(b, token, "text", json_text(str_slice(text, t->start, t->end)));
	json_put(b, token, "exact", json_text(t->exact));
	json_put(b, token, "folded", json_text(t->folded));
	json_put(b, token, "kind", json_string(token_kind_name(t->kind)));
	for (unsigned flag = 1; flag <= TOKEN_GLUED; flag <<= 1) {
		if (t->flags & flag)
			json_add(b, flags, json_string(token_flag_name(flag)));
	}
	json_put(b, token, "flags", flags);
	return token;
}

static json_t *others_value(struct json_builder *b, struct str text, const struct other_ways *o)
{
	json_t *value = json_object();
	json_t *ways = json_array();
	json_put(b, value, "start", json_integer((json_int_t)o->start));
	json_put(b, value, "end", json_integer((json_int_t)o->end));
	json_put(b, value, "text", json_text(str_slice(text, o->start, o->end)));
	for (size_t i = 0; i < o->count; i++)
		json_add(b, ways, json_text(o->ways[i]));
	json_put(b, value, "also", ways);
	return value;
}

void print_json_analysis(struct buf *out, const struct analysis *a, const struct json_frame *frame)
{
	struct json_builder b = {false};
	json_t *root = json_begin(&b, frame);
	json_t *tokens = json_array();
	struct token token;
	tokenizer_start_document(a->tokenizer, a->text);
	while (tokenizer_next(a->tokenizer, &token))
		json_add(&b, tokens, token_value(&b, a->text, &token));
	json_put(&b, root, "tokens", tokens);
	if (a->others) {
		json_t *expansions = json_array();
		for (size_t i = 0; i < a->other_count; i++)
			json_add(&b, expansions, others_value(&b, a->text, &a->others[i]));
		json_put(&b, root, "expansions", expansions);
	}
	json_end(out, &b, root);
}
