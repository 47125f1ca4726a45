#include "web/page/address.h"

static bool goes(const struct parameter *p, const struct change *c)
{
	if (c->kind == CHANGE_ADD || !str_eq(p->name, str_from_c(c->name)))
		return false;
	return c->kind == CHANGE_SET || str_eq(p->value, c->value);
}

static bool stays(const struct parameter *p, const struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (goes(p, &changes[i]))
			return false;
	}
	return p->value.len > 0;
}

static bool add(struct target *t, struct str name, struct str value)
{
	if (t->count == TARGET_PARAMETERS)
		return false;
	t->parameters[t->count++] = (struct parameter){name, value};
	return true;
}

bool address_change(const struct target *t, struct str path, const struct change *changes,
	size_t count, struct target *out)
{
	bool ok = true;
	out->store = BUF_INIT;
	out->path = path;
	out->count = 0;
	for (size_t i = 0; i < t->count; i++) {
		const struct parameter *p = &t->parameters[i];
		if (stays(p, changes, count))
			ok = add(out, p->name, p->value) && ok;
	}
	for (size_t i = 0; i < count; i++) {
		const struct change *c = &changes[i];
		if (c->kind != CHANGE_REMOVE && c->value.len > 0)
			ok = add(out, str_from_c(c->name), c->value) && ok;
	}
	return ok;
}

void address_append(struct buf *out, struct str path, const struct target *t,
	const struct change *changes, size_t count)
{
	struct target changed;
	address_change(t, path, changes, count, &changed);
	target_encode(out, path, false);
	for (size_t i = 0; i < changed.count; i++) {
		buf_push(out, i == 0 ? '?' : '&');
		target_encode(out, changed.parameters[i].name, true);
		buf_push(out, '=');
		target_encode(out, changed.parameters[i].value, true);
	}
}
