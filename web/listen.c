#include "web/listen.h"

#include "base/ascii.h"
#include "base/lang.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union address {
	struct sockaddr any;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

static bool read_port(struct str s, in_port_t *port)
{
	unsigned value = 0;
	if (!ascii_is_number(s) || s.len > 5)
		return false;
	for (size_t i = 0; i < s.len; i++)
		value = 10 * value + (unsigned)(s.ptr[i] - '0');
	*port = htons((in_port_t)value);
	return value <= 65535;
}

/* The bytes of *OUT; 0: WHERE is no address. */
static socklen_t read_where(const char *where, union address *out)
{
	char text[INET6_ADDRSTRLEN];
	struct str s = str_from_c(where), port = str_after_last(s, ':');
	in_port_t number;
	if (port.len == s.len || !read_port(port, &number))
		return 0;
	struct str host = str_slice(s, 0, s.len - port.len - 1);
	bool six = str_starts_with(host, STR("[")) && str_ends_with(host, STR("]"));
	host = six ? str_slice(host, 1, host.len - 1) : host;
	if (host.len >= sizeof text)
		return 0;
	memcpy(text, host.ptr, host.len);
	text[host.len] = '\0';
	if (six) {
		out->six = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = number};
		return inet_pton(AF_INET6, text, &out->six.sin6_addr) == 1 ? sizeof out->six : 0;
	}
	out->four = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = number};
	return inet_pton(AF_INET, text, &out->four.sin_addr) == 1 ? sizeof out->four : 0;
}

static void write_name(const union address *a, char name[LISTEN_NAME])
{
	char text[INET6_ADDRSTRLEN] = "";
	if (a->any.sa_family == AF_INET6) {
		inet_ntop(AF_INET6, &a->six.sin6_addr, text, sizeof text);
		snprintf(name, LISTEN_NAME, "http://[%s]:%u", text, ntohs(a->six.sin6_port));
	} else {
		inet_ntop(AF_INET, &a->four.sin_addr, text, sizeof text);
		snprintf(name, LISTEN_NAME, "http://%s:%u", text, ntohs(a->four.sin_port));
	}
}

static bool open_at(int fd, union address *a, socklen_t len)
{
	int on = 1;
	return setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
	       bind(fd, &a->any, len) == 0 && listen(fd, SOMAXCONN) == 0 &&
	       getsockname(fd, &a->any, &len) == 0;
}

int listen_open(const char *where, char name[LISTEN_NAME], struct error *err)
{
	union address address;
	socklen_t len = read_where(where, &address);
	if (len == 0) {
		error_set(err, ERROR_USAGE,
			SAY("--listen: “%s” không phải là ĐỊA-CHỈ:CỔNG như 127.0.0.1:7780",
				"--listen: “%s” is no ADDRESS:PORT such as 127.0.0.1:7780"),
			where);
		return -1;
	}
	int fd = socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && open_at(fd, &address, len)) {
		write_name(&address, name);
		return fd;
	}
	error_set_system(err, errno, SAY("không nghe được ở %s", "can't listen at %s"), where);
	if (fd >= 0)
		close(fd);
	return -1;
}
