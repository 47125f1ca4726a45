#include "indexer/work/stop.h"
#include "base/lang.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_bool requested;

static void request(int number)
{
	(void)number;
	atomic_store_explicit(&requested, true, memory_order_relaxed);
}

void stop_install(void)
{
	struct sigaction stop = {.sa_handler = request, .sa_flags = SA_RESTART};
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigemptyset(&stop.sa_mask);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGHUP, &stop, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

bool stop_requested(void)
{
	return atomic_load_explicit(&requested, memory_order_relaxed);
}

bool stop_check(struct error *err)
{
	if (!stop_requested())
		return true;
	return error_set(err, ERROR_STOPPED,
		SAY("đã dừng theo yêu cầu; kho vẫn như trước khi chạy",
			"stopped as requested; the archive is as it was before"));
}
