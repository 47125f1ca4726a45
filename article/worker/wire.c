#include "article/worker/wire.h"

#include "base/bytes.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEADER = 5 };

int64_t wire_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Until EVENTS can be had of SOCKET; at once where there is no deadline, as calls then wait by
   themselves. */
static enum wire_step wait_for(int socket, short events, int64_t deadline)
{
	struct pollfd p = {.fd = socket, .events = events};
	if (deadline == 0)
		return WIRE_DONE;
	for (;;) {
		int64_t left = deadline - wire_now();
		int ready = left > 0 ? poll(&p, 1, (int)left) : 0;
		if (ready > 0)
			return WIRE_DONE;
		if (ready == 0)
			return WIRE_LATE;
		if (errno != EINTR)
			return WIRE_BROKEN;
	}
}

union control {
	struct cmsghdr header;
	char bytes[CMSG_SPACE(sizeof(int))];
};

static void put_descriptor(struct msghdr *m, union control *control, int passed)
{
	*control = (union control){0};
	m->msg_control = control;
	m->msg_controllen = sizeof *control;
	struct cmsghdr *header = CMSG_FIRSTHDR(m);
	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(header), &passed, sizeof passed);
}

/* The first byte takes the descriptor with it. */
static enum wire_step send_all(int socket, struct str bytes, int passed, int64_t deadline)
{
	while (bytes.len > 0) {
		union control control;
		/* struct iovec is for reading, too. */
		union {
			const char *ptr;
			void *base;
		} from = {bytes.ptr};
		struct iovec piece = {from.base, bytes.len};
		struct msghdr m = {.msg_iov = &piece, .msg_iovlen = 1};
		if (passed >= 0)
			put_descriptor(&m, &control, passed);
		enum wire_step step = wait_for(socket, POLLOUT, deadline);
		if (step != WIRE_DONE)
			return step;
		int wait = deadline ? MSG_DONTWAIT : 0;
		/* The confined end, which passes nothing, has no sendmsg. */
		ssize_t sent = passed >= 0 || deadline ? sendmsg(socket, &m, MSG_NOSIGNAL | wait)
						       : write(socket, bytes.ptr, bytes.len);
		if (sent < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (sent <= 0)
			return errno == EPIPE || errno == ECONNRESET ? WIRE_ENDED : WIRE_BROKEN;
		passed = -1;
		bytes = str_slice(bytes, (size_t)sent, bytes.len);
	}
	return WIRE_DONE;
}

enum wire_step wire_send(
	int socket, enum wire_kind kind, struct str text, int passed, int64_t deadline)
{
	char header[HEADER];
	if (text.len > WIRE_MAX)
		return WIRE_BROKEN;
	bytes_put_u32(header, (uint32_t)text.len);
	header[4] = (char)kind;
	enum wire_step step = send_all(socket, str_make(header, HEADER), passed, deadline);
	return step == WIRE_DONE ? send_all(socket, text, -1, deadline) : step;
}

/* Closes what was sent besides the first descriptor that is wanted. */
static bool take_descriptors(struct msghdr *m, int *passed)
{
	bool ok = !(m->msg_flags & MSG_CTRUNC);
	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
		int fd;
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS ||
			c->cmsg_len != CMSG_LEN(sizeof fd)) {
			ok = false;
			continue;
		}
		memcpy(&fd, CMSG_DATA(c), sizeof fd);
		if (passed && *passed < 0) {
			*passed = fd;
			continue;
		}
		close(fd);
		ok = false;
	}
	return ok;
}

static enum wire_step receive_all(int socket, char *out, size_t size, int *passed, int64_t deadline)
{
	while (size > 0) {
		union control control = {0};
		struct iovec piece = {out, size};
		struct msghdr m = {.msg_iov = &piece,
			.msg_iovlen = 1,
			.msg_control = &control,
			.msg_controllen = sizeof control};
		enum wire_step step = wait_for(socket, POLLIN, deadline);
		if (step != WIRE_DONE)
			return step;
		ssize_t got = recvmsg(socket, &m, MSG_CMSG_CLOEXEC | (deadline ? MSG_DONTWAIT : 0));
		if (got < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (got <= 0)
			return got == 0 || errno == ECONNRESET ? WIRE_ENDED : WIRE_BROKEN;
		if (!take_descriptors(&m, passed))
			return WIRE_BROKEN;
		out += got;
		size -= (size_t)got;
	}
	return WIRE_DONE;
}

enum wire_step wire_receive(
	int socket, enum wire_kind *kind, struct buf *out, int *passed, int64_t deadline)
{
	char header[HEADER];
	if (passed)
		*passed = -1;
	enum wire_step step = receive_all(socket, header, HEADER, passed, deadline);
	if (step != WIRE_DONE)
		return step;
	size_t len = bytes_u32(header);
	*kind = (enum wire_kind)(unsigned char)header[4];
	buf_reset(out);
	if (len > WIRE_MAX || !buf_reserve(out, len))
		return WIRE_BROKEN;
	step = receive_all(socket, out->ptr, len, passed, deadline);
	out->len = step == WIRE_DONE ? len : 0;
	out->ptr[out->len] = '\0';
	return step;
}
