/* web/: who is let in, and the talk with the server of requests, whose end the test holds. */
#include "web/peer.h"
#include "web/visitors.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- Visitors ---- */

static enum admission enter(struct visitors *v, const char *address, int64_t now_ms)
{
	struct in6_addr a;
	uint32_t slot;
	assert_int_equal(inet_pton(AF_INET6, address, &a), 1);
	return visitors_enter(v, &a, now_ms, &slot);
}

static void visitors_are_held_to_their_rate(void **state)
{
	(void)state;
	struct visitors *v = visitors_new((struct visitor_limits){.per_second = 2});
	assert_non_null(v);
	for (int i = 0; i < 20; i++)
		assert_int_equal(enter(v, "::ffff:10.0.0.1", 1000), ADMITTED);
	assert_int_equal(enter(v, "::ffff:10.0.0.1", 1000), TOO_FAST);
	assert_int_equal(enter(v, "::ffff:10.0.0.1", 1499), TOO_FAST);
	assert_int_equal(enter(v, "::ffff:10.0.0.1", 1500), ADMITTED);
	assert_int_equal(enter(v, "::ffff:10.0.0.1", 1500), TOO_FAST);
	/* However long it was away, it has no more than at first. */
	for (int i = 0; i < 20; i++)
		assert_int_equal(enter(v, "::ffff:10.0.0.1", 1000000000), ADMITTED);
	assert_int_equal(enter(v, "::ffff:10.0.0.1", 1000000000), TOO_FAST);
	visitors_free(v);
}

static void one_network_is_one_visitor(void **state)
{
	(void)state;
	struct visitors *v = visitors_new((struct visitor_limits){.at_once = 2});
	assert_non_null(v);
	assert_int_equal(enter(v, "2001:db8:0:1::1", 0), ADMITTED);
	assert_int_equal(enter(v, "2001:db8:0:1:ffff::2", 0), ADMITTED);
	assert_int_equal(enter(v, "2001:db8:0:1::3", 0), TOO_MANY_AT_ONCE);
	struct in6_addr a;
	uint32_t slot;
	inet_pton(AF_INET6, "2001:db8:0:2::1", &a);
	/* Of two addresses by lot, hardly ever in one slot, and never for long. */
	struct visitors *other = visitors_new((struct visitor_limits){.at_once = 1});
	assert_non_null(other);
	assert_int_equal(visitors_enter(other, &a, 0, &slot), ADMITTED);
	assert_int_equal(visitors_enter(other, &a, 0, &slot), TOO_MANY_AT_ONCE);
	visitors_leave(other, slot);
	assert_int_equal(visitors_enter(other, &a, 0, &slot), ADMITTED);
	visitors_free(other);
	visitors_free(v);
}

/* ---- The server of requests ---- */

struct told {
	enum peer_outcome outcome;
	unsigned times;
	char answer[128];
};

static void done(void *context, enum peer_outcome outcome, struct str answer)
{
	struct told *t = context;
	t->outcome = outcome;
	t->times++;
	assert_true(answer.len < sizeof t->answer);
	memcpy(t->answer, answer.ptr, answer.len);
	t->answer[answer.len] = '\0';
}

static uint64_t ask(struct peer *p, struct told *t)
{
	char line[64];
	uint64_t id = peer_next_id(p);
	assert_true(id > 0);
	*t = (struct told){.times = 0};
	snprintf(line, sizeof line, "{\"id\":%llu}", (unsigned long long)id);
	assert_true(peer_ask(p, id, str_from_c(line), 0, done, t));
	return id;
}

/* The other end of a connection that P has from now on. */
static int connect_peer(struct peer *p)
{
	int ends[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	peer_connect(p, ends[0]);
	return ends[1];
}

/* LINE, with ID in the place of "#". */
static void say(struct peer *p, int fd, const char *line, uint64_t id)
{
	char said[128];
	size_t at = strcspn(line, "#");
	int len = snprintf(said, sizeof said, "%.*s", (int)at, line);
	if (line[at])
		len += snprintf(said + len, sizeof said - (size_t)len, "%llu%s",
			(unsigned long long)id, line + at + 1);
	assert_int_equal(write(fd, said, (size_t)len), len);
	peer_serve(p, POLLIN, 1);
}

#define ANSWER "{\"format\":1,\"id\":#,\"x\":2}\n"

static void answers_find_who_asked(void **state)
{
	(void)state;
	char got[256];
	struct told a, b, c;
	struct peer *p = peer_new();
	assert_non_null(p);
	/* Asked while nobody is there: it waits. */
	uint64_t first = ask(p, &a);
	int fd = connect_peer(p);
	uint64_t second = ask(p, &b), third = ask(p, &c);
	peer_serve(p, POLLOUT, 1);
	ssize_t n = read(fd, got, sizeof got - 1);
	assert_true(n > 0);
	got[n] = '\0';
	char wanted[256];
	snprintf(wanted, sizeof wanted, "{\"id\":%llu}\n{\"id\":%llu}\n{\"id\":%llu}\n",
		(unsigned long long)first, (unsigned long long)second, (unsigned long long)third);
	assert_string_equal(got, wanted);
	say(p, fd, ANSWER, third);
	say(p, fd, ANSWER, third + 1000 * PEER_WAITING); /* nobody's */
	say(p, fd, "{\"format\":1,\"id\":#", first);     /* in parts */
	assert_int_equal(a.times + b.times, 0);
	say(p, fd, ",\"x\":2}\n", 0);
	assert_string_equal(a.answer, "{\"format\":1,\"x\":2}");
	assert_string_equal(c.answer, a.answer);
	say(p, fd, ANSWER, first); /* a second time: it has gone */
	assert_int_equal(a.times, 1);
	close(fd);
	peer_serve(p, POLLIN, 1);
	assert_int_equal(b.outcome, PEER_LOST);
	assert_int_equal(b.times, 1);
	assert_false(peer_is_there(p));
	peer_free(p);
}

static void what_is_no_answer_ends_it(void **state)
{
	(void)state;
	static const char *const lines[] = {"\n", "{}\n", "{\"format\":1}\n", "{\"id\":#}\n",
		"{\"format\":1,\"id\":\"#\"}\n", "{\"format\":1,\"id\":#}\n",
		"{\"format\":1,\"id\":99999999999999999999999#,}\n"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct told a;
		struct peer *p = peer_new();
		assert_non_null(p);
		int fd = connect_peer(p);
		uint64_t id = ask(p, &a);
		say(p, fd, lines[i], id);
		assert_int_equal(a.times, 1);
		assert_int_equal(a.outcome, PEER_LOST);
		assert_false(peer_is_there(p));
		/* Whoever comes next is answered. */
		close(fd);
		fd = connect_peer(p);
		id = ask(p, &a);
		say(p, fd, ANSWER, id);
		assert_int_equal(a.outcome, PEER_ANSWERED);
		close(fd);
		peer_free(p);
	}
}

static void so_many_wait_and_so_long(void **state)
{
	(void)state;
	static struct told told[PEER_WAITING];
	struct peer *p = peer_new();
	assert_non_null(p);
	for (size_t i = 0; i < PEER_WAITING; i++)
		ask(p, &told[i]);
	assert_int_equal(peer_next_id(p), 0);
	peer_serve(p, 0, PEER_ABSENT_SECONDS * 1000);
	assert_int_equal(told[0].times, 0);
	peer_serve(p, 0, PEER_ABSENT_SECONDS * 1000 + 1);
	for (size_t i = 0; i < PEER_WAITING; i++)
		assert_int_equal(told[i].outcome, PEER_LOST);
	assert_true(peer_next_id(p) > 0);
	ask(p, &told[0]);
	peer_free(p);
	assert_int_equal(told[0].times, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(visitors_are_held_to_their_rate),
		cmocka_unit_test(one_network_is_one_visitor),
		cmocka_unit_test(answers_find_who_asked),
		cmocka_unit_test(what_is_no_answer_ends_it),
		cmocka_unit_test(so_many_wait_and_so_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
