#include "web/request/target.h"

#include "base/ascii.h"
#include "base/lang.h"
#include "text/syllable/utf8.h"

static bool fail_percent(struct error *err)
{
	return error_set(err, ERROR_INPUT, "%s",
		SAY("địa chỉ có dấu % mà sau nó không phải là hai chữ số thập lục phân, hoặc %00",
			"the address has a % without two hexadecimal digits, or %00"));
}

/* The character at RAW[*AT], which is moved on; -1: none. */
static int decode(struct str raw, size_t *at, bool value)
{
	char c = raw.ptr[(*at)++];
	if (c == '+' && value)
		return ' ';
	if (c != '%')
		return c == '\0' ? -1 : (unsigned char)c;
	int high = ascii_hex(str_at(raw, *at)), low = ascii_hex(str_at(raw, *at + 1));
	*at += 2;
	return high < 0 || low < 0 || high + low == 0 ? -1 : high << 4 | low;
}

/* RAW decoded behind what STORE has, which has room for it; "+" is a blank in a VALUE. */
static bool put(struct buf *store, struct str raw, bool value, struct str *out, struct error *err)
{
	size_t start = store->len;
	for (size_t at = 0; at < raw.len;) {
		int c = decode(raw, &at, value);
		if (c < 0)
			return fail_percent(err);
		buf_push(store, (char)c);
	}
	*out = str_slice(buf_str(store), start, store->len);
	return utf8_valid_prefix(*out) == out->len ||
	       error_set(err, ERROR_INPUT, "%s",
		       SAY("địa chỉ không phải là UTF-8", "the address is no UTF-8"));
}

static bool add(struct target *t, struct str pair, struct error *err)
{
	if (pair.len == 0)
		return true;
	if (t->count == TARGET_PARAMETERS)
		return error_set(err, ERROR_LIMIT,
			SAY("địa chỉ có quá %d tham số", "the address has more than %d parameters"),
			TARGET_PARAMETERS);
	size_t end = str_find(pair, STR("="), 0);
	struct parameter *p = &t->parameters[t->count++];
	return put(&t->store, str_slice(pair, 0, end), true, &p->name, err) &&
	       put(&t->store, str_slice(pair, end < pair.len ? end + 1 : end, pair.len), true,
		       &p->value, err);
}

bool target_read(struct str raw, struct target *out, struct error *err)
{
	out->store = BUF_INIT;
	out->path = STR("");
	out->count = 0;
	if (raw.len > TARGET_MAX_BYTES)
		return error_set(err, ERROR_LIMIT,
			SAY("địa chỉ dài quá %d byte", "the address is longer than %d bytes"),
			TARGET_MAX_BYTES);
	if (str_at(raw, 0) != '/')
		return error_set(err, ERROR_INPUT, "%s",
			SAY("địa chỉ không bắt đầu bằng “/”",
				"the address does not begin with “/”"));
	/* Nothing decoded is longer, so that what points into it stays. */
	if (!buf_reserve(&out->store, raw.len))
		return error_set_memory(err);
	size_t end = str_find(raw, STR("?"), 0);
	if (!put(&out->store, str_slice(raw, 0, end), false, &out->path, err))
		return false;
	struct str rest = str_slice(raw, end < raw.len ? end + 1 : end, raw.len), pair;
	while (str_split(&rest, '&', &pair)) {
		if (!add(out, pair, err))
			return false;
	}
	return true;
}

void target_free(struct target *t)
{
	buf_free(&t->store);
	t->count = 0;
}

struct str target_value(const struct target *t, const char *name)
{
	for (size_t i = 0; i < t->count; i++) {
		if (str_eq(t->parameters[i].name, str_from_c(name)))
			return t->parameters[i].value;
	}
	return str_make(NULL, 0);
}

void target_encode(struct buf *out, struct str text, bool value)
{
	static const char hex[] = "0123456789ABCDEF";
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		unsigned char byte = (unsigned char)c;
		if (ascii_is_letter(c) || ascii_is_digit(c) || c == '-' || c == '.' || c == '_' ||
			c == '~' || (c == '/' && !value)) {
			buf_push(out, c);
			continue;
		}
		buf_push(out, '%');
		buf_push(out, hex[byte >> 4]);
		buf_push(out, hex[byte & 15]);
	}
}
