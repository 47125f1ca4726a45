#include "query/reading/condition.h"

#include "base/lang.h"
#include "query/reading/chars.h"

#include <string.h>

/* ---- Nodes ---- */

static struct query_node *make(struct parser *p, enum query_node_kind kind)
{
	struct query *q = p->query;
	if (q->node_count == QUERY_MAX_NODES) {
		error_set(p->err, ERROR_LIMIT,
			SAY("câu tìm kiếm có hơn %d vế khi tách các nhóm; hãy rút gọn",
				"the query has more than %d parts, its groups taken apart; "
				"shorten it"),
			QUERY_MAX_NODES);
		return NULL;
	}
	struct query_node *n = arena_alloc(&q->memory, sizeof *n);
	if (!n) {
		error_set_memory(p->err);
		return NULL;
	}
	q->node_count++;
	*n = (struct query_node){.kind = kind, .in_zone = p->in_zone, .zone = p->zone};
	return n;
}

static void append(struct query_node *parent, struct query_node *child)
{
	struct query_node **last = &parent->child;
	while (*last)
		last = &(*last)->next;
	*last = child;
}

/* The clauses of the query from number FIRST on, all of them. */
static struct query_node *clauses_from(struct parser *p, size_t first)
{
	struct query_node *all = make(p, NODE_AND);
	for (size_t i = first; all && i < p->query->clause_count; i++) {
		struct query_node *one = make(p, NODE_CLAUSE);
		if (!one)
			return NULL;
		one->clause = i;
		if (first + 1 == p->query->clause_count)
			return one;
		append(all, one);
	}
	return all;
}

/* ---- Words ---- */

/* The next star of [I, END) that stands by itself. */
static size_t find_star(struct str text, size_t i, size_t end)
{
	for (; i < end; i++) {
		bool begins = i == 0 || !strchr("*", text.ptr[i - 1]);
		if (text.ptr[i] == '*' && begins && chars_ends_in_space(str_slice(text, 0, i)) &&
			i + 1 < end && text.ptr[i + 1] == ' ')
			return i;
	}
	return end;
}

static bool has_star(const struct parser *p, const struct syntax_node *n)
{
	return n->kind == SYNTAX_QUOTED && find_star(p->text, n->first, n->last) < n->last;
}

/* A phrase with words left open, "ủy ban * tỉnh": its parts, at so many words from each other. */
static struct query_node *read_starred(struct parser *p, const struct syntax_node *n)
{
	struct query_node *chain = make(p, NODE_CHAIN);
	size_t distance = 1;
	for (size_t i = n->first; chain && i < n->last;) {
		size_t star = find_star(p->text, i, n->last);
		size_t first = p->query->clause_count;
		if (!parser_add_whole(p, i, star, CLAUSE_PHRASE, false))
			return NULL;
		if (p->query->clause_count > first) {
			struct query_node *part = clauses_from(p, first);
			if (!part)
				return NULL;
			part->link = LINK_EXACTLY;
			part->distance = distance;
			append(chain, part);
			distance = 1;
		}
		distance += star < n->last;
		i = star + 1;
	}
	if (chain && (!chain->child || !chain->child->next))
		return chain->child ? chain->child : make(p, NODE_AND);
	return chain;
}

/* A quote, or the words from those of N to those of LAST. */
static struct query_node *read_words(
	struct parser *p, const struct syntax_node *n, const struct syntax_node *last)
{
	size_t first = p->query->clause_count;
	bool quoted = n->kind == SYNTAX_QUOTED || p->literal;
	p->stretch++;
	if (has_star(p, n))
		return read_starred(p, n);
	bool ok = quoted ? parser_add_whole(p, n->first, n->last, CLAUSE_PHRASE, false)
			 : parser_add_plain(p, n->first, last->last);
	return ok ? clauses_from(p, first) : NULL;
}

/* ---- Chains ---- */

/* Whether N can stand in a chain as it is: a clause, a phrase with stars, or one of several. */
static bool is_exact(const struct query_node *n)
{
	return n->kind == NODE_CLAUSE ||
	       (n->kind == NODE_CHAIN && n->child->next->link == LINK_EXACTLY);
}

static bool is_operand(const struct query_node *n)
{
	bool any = n->kind == NODE_OR;
	for (const struct query_node *c = n->child; any && c; c = c->next)
		any = is_exact(c);
	return any || is_exact(n);
}

static struct query_node *copy(
	struct parser *p, const struct query_node *n, const struct query_node *place)
{
	struct query_node *c = make(p, n->kind);
	if (!c)
		return NULL;
	*c = *n;
	c->next = NULL;
	if (place) {
		c->link = place->link;
		c->distance = place->distance;
	}
	return c;
}

static struct query_node *spread(struct parser *p, struct query_node *first);

/* The row of operands from FIRST on with PARTS in place of its operand PLACE: where ALL, each of
   them behind the other, else the first one only. */
static struct query_node *replaced(struct parser *p, const struct query_node *first,
	const struct query_node *place, const struct query_node *parts, bool all)
{
	struct query_node row = {.child = NULL};
	for (const struct query_node *n = first; n; n = n->next) {
		const struct query_node *part = n == place ? parts : n;
		for (bool begins = true; part; begins = false) {
			struct query_node *c = copy(p, part, begins ? n : NULL);
			if (!c)
				return NULL;
			append(&row, c);
			part = n == place && all ? part->next : NULL;
		}
	}
	return row.child;
}

/* What stands near a group does so of each of its parts, or of one of several; what stands near a
   chain is its next or last part. */
static struct query_node *spread_at(
	struct parser *p, const struct query_node *first, const struct query_node *place)
{
	if (place->kind == NODE_CHAIN) {
		struct query_node *row = replaced(p, first, place, place->child, true);
		return row ? spread(p, row) : NULL;
	}
	struct query_node *all = make(p, place->kind);
	for (const struct query_node *part = place->child; all && part; part = part->next) {
		struct query_node *row = replaced(p, first, place, part, false);
		struct query_node *one = row ? spread(p, row) : NULL;
		if (!one)
			return NULL;
		append(all, one);
	}
	return all;
}

/* The chain of the operands from FIRST on. */
static struct query_node *spread(struct parser *p, struct query_node *first)
{
	for (const struct query_node *n = first; n; n = n->next) {
		if (!is_operand(n))
			return spread_at(p, first, n);
	}
	struct query_node *chain = make(p, NODE_CHAIN);
	if (chain)
		chain->child = first;
	return chain;
}

/* ---- All kinds ---- */

static struct query_node *build(struct parser *p, const struct syntax_node *n);

/* ---- Filters ---- */

static const struct filter_place *place_of(const struct parser *p, const struct syntax_node *n)
{
	return &p->filters.list[n->number];
}

/* The next of the values of which N is one; NULL: none. */
static const struct syntax_node *next_value(const struct parser *p, const struct syntax_node *n)
{
	return filters_next_value(&p->filters, &p->syntax, n);
}

/* Whether a filter before N of the row from FIRST on asks for N, too. */
static bool is_asked(const struct parser *p, uint16_t first, const struct syntax_node *n)
{
	return n->kind == SYNTAX_FILTER && filters_has_value(&p->filters, &p->syntax, first, n);
}

static struct query_node *make_filter(struct parser *p, const struct filter_place *f)
{
	struct query_node *one = make(p, f->kind == FILTER_NAME_FIELD ? NODE_FILTER : NODE_DATES);
	if (!one)
		return NULL;
	one->dates = f->days;
	one->filter = f->filter;
	return one;
}

/* The words of N as a value of the field that they stand behind. */
static struct query_node *build_grouped(struct parser *p, const struct syntax_node *n)
{
	const struct syntax_node *field = p->values_of;
	struct filter_place place;
	if (!filters_read_value(&p->filters, p->query->text, field->number,
		    str_slice(p->query->text, n->first, n->last), &place)) {
		filters_note_unread(&p->filters, field->start, n->end, STRAY_VALUE);
		return make(p, NODE_AND);
	}
	return make_filter(p, &place);
}

/* N, or one of the other values of its field. */
static struct query_node *build_filter(struct parser *p, const struct syntax_node *n)
{
	if (!next_value(p, n))
		return make_filter(p, place_of(p, n));
	struct query_node *any = make(p, NODE_OR);
	for (; any && n; n = next_value(p, n)) {
		struct query_node *one = make_filter(p, place_of(p, n));
		if (!one)
			return NULL;
		append(any, one);
	}
	return any;
}

/* The last of the words that stand in a row with N, in a group with nothing between. */
static const struct syntax_node *last_of_text(const struct parser *p, const struct syntax_node *n)
{
	while (n->kind == SYNTAX_WORDS && n->next) {
		const struct syntax_node *next = &p->syntax.nodes[n->next];
		if (next->kind != SYNTAX_WORDS || next->run != n->run)
			break;
		n = next;
	}
	return n;
}

/* Whether N asks for nothing, as what has no word does: it is left out. */
static bool is_empty(const struct query_node *n)
{
	return n->kind == NODE_AND && !n->child;
}

static struct query_node *build_children(
	struct parser *p, const struct syntax_node *n, enum query_node_kind kind)
{
	struct query_node *all = make(p, kind);
	const struct syntax_node *child = &p->syntax.nodes[n->child];
	for (; all && child != p->syntax.nodes; child = &p->syntax.nodes[child->next]) {
		const struct syntax_node *first = child;
		if (is_asked(p, n->child, child))
			continue;
		if (kind == NODE_AND && !p->values_of)
			child = last_of_text(p, child);
		struct query_node *one =
			child != first ? read_words(p, first, child) : build(p, child);
		if (!one)
			return NULL;
		if (is_empty(one))
			continue;
		one->link = first->link;
		one->distance = first->distance;
		append(all, one);
	}
	if (all && !all->child)
		all->kind = NODE_AND;
	return all && all->child && !all->child->next ? all->child : all;
}

static struct query_node *build_chain(struct parser *p, const struct syntax_node *n)
{
	struct query_node *all = build_children(p, n, NODE_CHAIN);
	bool several = all && all->kind == NODE_CHAIN && all->child->next->link != LINK_EXACTLY;
	return several ? spread(p, all->child) : all;
}

static struct query_node *build_not(struct parser *p, const struct syntax_node *child)
{
	p->excluded = !p->excluded;
	struct query_node *one = build(p, child);
	p->excluded = !p->excluded;
	struct query_node *negation = one && !is_empty(one) ? make(p, NODE_NOT) : one;
	if (negation && negation != one)
		negation->child = one;
	return negation;
}

/* What stands behind the name of a field of the text, or of the values that follow. */
static struct query_node *build_field(
	struct parser *p, const struct syntax_node *n, const struct syntax_node *child)
{
	const struct syntax_node *values_of = p->values_of;
	bool in_zone = p->in_zone;
	enum zone zone = p->zone;
	p->values_of = place_of(p, n)->kind == FILTER_NAME_ZONE ? NULL : n;
	p->in_zone = !p->values_of;
	p->zone = place_of(p, n)->zone;
	struct query_node *one = build(p, child);
	if (one && p->values_of && is_empty(one) && p->filters.unread_count == 0)
		filters_note_unread(&p->filters, n->start, n->end, STRAY_EMPTY);
	p->values_of = values_of;
	p->in_zone = in_zone;
	p->zone = zone;
	return one;
}

static struct query_node *build_literal(struct parser *p, const struct syntax_node *child)
{
	p->literal = true;
	struct query_node *one = build(p, child);
	p->literal = false;
	return one;
}

static struct query_node *build(struct parser *p, const struct syntax_node *n)
{
	const struct syntax_node *child = &p->syntax.nodes[n->child];
	switch (n->kind) {
	case SYNTAX_WORDS:
	case SYNTAX_QUOTED:
		return p->values_of ? build_grouped(p, n) : read_words(p, n, n);
	case SYNTAX_FILTER:
		return build_filter(p, n);
	case SYNTAX_FIELD:
		return build_field(p, n, child);
	case SYNTAX_AND:
		return build_children(p, n, NODE_AND);
	case SYNTAX_OR:
		return build_children(p, n, NODE_OR);
	case SYNTAX_NOT:
		return build_not(p, child);
	case SYNTAX_REQUIRED:
		return build(p, child);
	case SYNTAX_LITERAL:
		return build_literal(p, child);
	case SYNTAX_NEAR:
		return p->values_of ? build_children(p, n, NODE_AND) : build_chain(p, n);
	}
	return NULL;
}

/* ---- What needs no condition ---- */

static bool is_text(const struct parser *p, const struct syntax_node *n)
{
	return n->kind <= SYNTAX_QUOTED && !has_star(p, n);
}

static bool is_choice(const struct parser *p, const struct syntax_node *n)
{
	bool simple = n->kind == SYNTAX_OR;
	for (uint16_t i = n->child; simple && i; i = p->syntax.nodes[i].next)
		simple = is_text(p, &p->syntax.nodes[i]);
	return simple;
}

static bool note_apart(struct parser *p, const struct syntax_node *n)
{
	struct query *q = p->query;
	struct buf both = BUF_INIT;
	buf_append(&both, q->typed_apart);
	buf_append_c(&both, both.len > 0 ? " " : "");
	buf_append(&both, str_slice(q->text, n->start, n->end));
	q->typed_apart = arena_str(&q->memory, buf_str(&both));
	bool ok = !both.failed && q->typed_apart.ptr;
	buf_free(&both);
	return ok || error_set_memory(p->err);
}

static bool add_to_condition(struct parser *p, struct query_node *one)
{
	struct query *q = p->query;
	if (is_empty(one))
		return true;
	if (!q->condition)
		q->condition = make(p, NODE_AND);
	if (q->condition)
		append(q->condition, one);
	return q->condition != NULL;
}

/* Words that an article must have, however many others there are. */
static bool add_required(struct parser *p, const struct syntax_node *n)
{
	struct query *q = p->query;
	size_t first = q->clause_count;
	bool ok = n->kind == SYNTAX_QUOTED
			  ? parser_add_whole(p, n->first, n->last, CLAUSE_PHRASE, false)
			  : parser_add_plain(p, n->first, n->last);
	struct query_node *one = ok ? clauses_from(p, first) : NULL;
	return one && add_to_condition(p, one);
}

static bool add_part(struct parser *p, const struct syntax_node *n)
{
	p->inner = true;
	struct query_node *one = build(p, n);
	p->inner = false;
	if (!one || !add_to_condition(p, one))
		return false;
	one->in_place = is_choice(p, n);
	one->at = n->start;
	return one->in_place || note_apart(p, n);
}

/* Whether a value of FIELD more is a part of the condition. */
static bool is_filtered(const struct query *q, enum query_field field)
{
	for (size_t i = 0; i < q->filter_count; i++) {
		if (q->filters[i].field == field && !q->filters[i].excluded)
			return true;
	}
	return field_is_stored(field);
}

/* The filter N, which all articles must meet. Of several AND between the values of a field those
   behind the first are a part of the condition: those of the query's filters are alternatives. */
static bool add_filter(struct parser *p, const struct syntax_node *n)
{
	struct query *q = p->query;
	const struct filter_place *f = place_of(p, n);
	if (is_asked(p, p->syntax.nodes[1].child, n))
		return note_apart(p, n);
	bool is_field = f->kind == FILTER_NAME_FIELD;
	if (is_field ? is_filtered(q, f->filter.field) : next_value(p, n) != NULL)
		return add_part(p, n);
	if (!is_field)
		date_range_meet(&q->dates, &f->days);
	for (const struct syntax_node *v = n; is_field && v; v = next_value(p, v))
		filters_add(q->filters, &q->filter_count, place_of(p, v)->filter);
	return note_apart(p, n);
}

static bool add_unwanted(struct parser *p, const struct syntax_node *n)
{
	struct query_filter filter = place_of(p, n)->filter;
	filter.excluded = true;
	return filters_add(p->query->filters, &p->query->filter_count, filter);
}

bool condition_is_plain(const struct parser *p, const struct syntax_node *n)
{
	return is_text(p, n) ||
	       (n->kind == SYNTAX_NOT && n->minus && is_text(p, &p->syntax.nodes[n->child]));
}

bool condition_add(struct parser *p, const struct syntax_node *n)
{
	const struct syntax_node *child = &p->syntax.nodes[n->child];
	p->stretch++;
	if (n->kind == SYNTAX_FILTER)
		return add_filter(p, n);
	if (n->kind == SYNTAX_NOT && child->kind == SYNTAX_FILTER &&
		place_of(p, child)->kind == FILTER_NAME_FIELD &&
		!field_is_stored(place_of(p, child)->filter.field))
		return add_unwanted(p, child) && note_apart(p, n);
	if (n->kind == SYNTAX_NOT && is_text(p, child))
		return parser_add_whole(p, child->first, child->last,
			child->kind == SYNTAX_QUOTED ? CLAUSE_PHRASE : CLAUSE_GROUP, true);
	if (n->kind == SYNTAX_REQUIRED && is_text(p, child))
		return add_required(p, child);
	return add_part(p, n);
}
