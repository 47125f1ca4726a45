#include "sandbox/confine.h"
#include "base/sanitizer.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- Files: Landlock ---- */

/* As <linux/landlock.h> of Linux 6.12 has it: the one that a program is compiled with may be older
   than the kernel that it runs on. */
struct ruleset {
	uint64_t files, net, scopes;
};

static const struct ruleset all = {
	.files = (UINT64_C(1) << 16) - 1, /* LANDLOCK_ACCESS_FS_EXECUTE to …_IOCTL_DEV */
	.net = 3,                         /* LANDLOCK_ACCESS_NET_BIND_TCP, …_CONNECT_TCP */
	.scopes = 3,                      /* abstract sockets, signals */
};

enum { CREATE_VERSION = 1, ABI_LAST = 6 };

/* What a kernel of each version of the interface knows. */
static const struct {
	unsigned files; /* bits */
	size_t size;    /* of struct ruleset */
} known[ABI_LAST + 1] = {{0, 0}, {13, 8}, {14, 8}, {15, 8}, {15, 16}, {16, 16}, {16, 24}};

static long create_ruleset(const struct ruleset *r, size_t size, unsigned flags)
{
	return syscall(SYS_landlock_create_ruleset, r, size, flags);
}

/* All that is handled is forbidden: there are no rules that allow any of it. */
static unsigned confine_files(enum confine_for purpose)
{
	long abi = create_ruleset(NULL, 0, CREATE_VERSION);
	if (abi < 1)
		return 0;
	abi = abi > ABI_LAST ? ABI_LAST : abi;
	struct ruleset rules = all;
	if (purpose == CONFINE_REMOTE)
		rules.net = 0;
	rules.files &= (UINT64_C(1) << known[abi].files) - 1;
	long fd = create_ruleset(&rules, known[abi].size, 0);
	if (fd < 0)
		return 0;
	long failed = syscall(SYS_landlock_restrict_self, (int)fd, 0);
	close((int)fd);
	return failed ? 0 : CONFINED_FILES;
}

/* ---- Calls: seccomp ---- */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define REFUSE RETURN(SECCOMP_RET_ERRNO | EPERM)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF_IS(value, steps) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (steps))

/* Arguments are looked at by their lower half: those of the calls below are int. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the lower half comes first");

/* The number of the call is loaded. */
#define ALLOW(call) IF_IS(SYS_##call, 1), RETURN(SECCOMP_RET_ALLOW)

/* The call, where argument number ARGUMENT has none of BITS. */
#define ALLOW_WITHOUT(call, argument, bits)                                                        \
	IF_IS(SYS_##call, 4), LOAD(args[argument]),                                                \
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 1, 0), RETURN(SECCOMP_RET_ALLOW),     \
		REFUSE

/* The call, where argument number ARGUMENT is A or B. */
#define ALLOW_WITH(call, argument, a, b)                                                           \
	IF_IS(SYS_##call, 5), LOAD(args[argument]),                                                \
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (a), 1, 0), IF_IS((b), 1),                     \
		RETURN(SECCOMP_RET_ALLOW), REFUSE

/* The call, where argument number ARGUMENT has all of BITS, one of them. */
#define ALLOW_WITH_ALL(call, argument, bit)                                                        \
	IF_IS(SYS_##call, 4), LOAD(args[argument]),                                                \
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bit), 0, 1), RETURN(SECCOMP_RET_ALLOW),      \
		REFUSE

/* Its arguments are in memory, where nobody can look at them: libc takes clone(2) then. */
#define NO_CLONE3 IF_IS(SYS_clone3, 1), RETURN(SECCOMP_RET_ERRNO | ENOSYS)

/* The most frequent first. */
#define BEGIN                                                                                      \
	LOAD(arch), IF_IS(ARCHITECTURE, 1), BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0),                   \
		RETURN(SECCOMP_RET_KILL_PROCESS), LOAD(nr)

#define ANSWERING                                                                                  \
	/* As fstat; what else it tells is no text of a file. */                                   \
	ALLOW(newfstatat), ALLOW(pread64), ALLOW(fstat), ALLOW(read), ALLOW(write), ALLOW(writev), \
		ALLOW(lseek), ALLOW(close), ALLOW(fadvise64),                                      \
		ALLOW_WITH(ioctl, 1, TCGETS, TIOCGWINSZ)

#define MEMORY                                                                                     \
	ALLOW(brk), ALLOW_WITHOUT(mmap, 2, PROT_EXEC), ALLOW(munmap), ALLOW(mremap),               \
		ALLOW(madvise), ALLOW_WITHOUT(mprotect, 2, PROT_EXEC)

/* Locks, the memory that there is, chance, time; signals, limits of its own, the end. */
#define LIBRARY                                                                                    \
	ALLOW(futex), ALLOW(sysinfo), ALLOW(getrandom), ALLOW(clock_gettime), ALLOW(gettimeofday), \
		ALLOW(restart_syscall), ALLOW(rt_sigreturn), ALLOW(rt_sigprocmask),                \
		ALLOW(rt_sigaction), ALLOW(sigaltstack), ALLOW(getrusage), ALLOW(setitimer),       \
		ALLOW(exit_group), ALLOW(exit)

/* Descriptors that are sent to it, and what the libraries of formats ask of them. */
#define RECEIVING                                                                                  \
	ALLOW(recvmsg), ALLOW(dup), ALLOW_WITH(fcntl, 1, F_GETFL, F_GETFD), ALLOW(getpid),         \
		ALLOW(gettid)

/* Whatever else an architecture calls them. */
#ifdef SYS_poll
#define WAITING_OLD ALLOW(poll), ALLOW(epoll_wait),
#else
#define WAITING_OLD
#endif

/* Connections that come in, by sockets that are there. */
#define VISITORS                                                                                   \
	ALLOW(recvfrom), ALLOW(sendto), ALLOW(sendmsg), WAITING_OLD ALLOW(ppoll),                  \
		ALLOW(epoll_pwait), ALLOW(epoll_ctl), ALLOW(accept4), ALLOW(shutdown),             \
		ALLOW(setsockopt), ALLOW(getsockopt), ALLOW(getsockname), ALLOW(getpeername),      \
		ALLOW_WITH(fcntl, 1, F_SETFL, F_SETFD)

/* Connections to servers whose addresses are known, and threads, which have all that it has. */
#ifdef SYS_select
#define SELECTING_OLD ALLOW(select),
#else
#define SELECTING_OLD
#endif

#define CONNECTING                                                                                 \
	ALLOW(recvfrom), ALLOW(sendto), ALLOW(pselect6), SELECTING_OLD WAITING_OLD ALLOW(ppoll),   \
		ALLOW_WITH(socket, 0, AF_INET, AF_INET6), ALLOW(connect), ALLOW(setsockopt),       \
		ALLOW(getsockopt), ALLOW(getsockname), ALLOW(getpeername), ALLOW(shutdown),        \
		ALLOW_WITH(fcntl, 1, F_GETFL, F_SETFL), ALLOW_WITH_ALL(clone, 0, CLONE_THREAD),    \
		ALLOW(set_robust_list), ALLOW(rseq), ALLOW(gettid), ALLOW(getpid),                 \
		ALLOW(sched_getaffinity)

static struct sock_filter remote_calls[] = {
	BEGIN, ANSWERING, CONNECTING, MEMORY, LIBRARY, NO_CLONE3, REFUSE};
static struct sock_filter query_calls[] = {BEGIN, ANSWERING, MEMORY, LIBRARY, REFUSE};
static struct sock_filter reader_calls[] = {BEGIN, ANSWERING, MEMORY, LIBRARY, RECEIVING, REFUSE};
static struct sock_filter web_calls[] = {
	BEGIN, ANSWERING, VISITORS, MEMORY, LIBRARY, RECEIVING, REFUSE};

static const struct sock_fprog programs[] = {
	[CONFINE_QUERY] = {sizeof query_calls / sizeof *query_calls, query_calls},
	[CONFINE_REMOTE] = {sizeof remote_calls / sizeof *remote_calls, remote_calls},
	[CONFINE_READER] = {sizeof reader_calls / sizeof *reader_calls, reader_calls},
	[CONFINE_WEB] = {sizeof web_calls / sizeof *web_calls, web_calls},
};

static unsigned confine_calls(enum confine_for purpose)
{
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &programs[purpose]) == 0 ? CONFINED_CALLS
										   : 0;
}

#else

static unsigned confine_calls(enum confine_for purpose)
{
	(void)purpose;
	return 0;
}

#endif

/* Whether valgrind runs the program, which calls the kernel for itself meanwhile. Whoever can set
   LD_PRELOAD could do without this as well. */
static bool is_under_valgrind(void)
{
	const char *preload = getenv("LD_PRELOAD");
	return preload && strstr(preload, "/vgpreload_");
}

unsigned confine(enum confine_for purpose)
{
#ifdef UNDER_SANITIZER
	(void)purpose, (void)confine_files, (void)confine_calls, (void)is_under_valgrind;
	return 0;
#else
	if (is_under_valgrind())
		return 0;
	/* Without which neither is to be had. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return 0;
	unsigned done = confine_files(purpose);
	return done | confine_calls(purpose);
#endif
}
