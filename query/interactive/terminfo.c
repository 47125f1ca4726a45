#include "query/interactive/terminfo.h"

#include "base/lang.h"

#include <curses.h>
#include <stdlib.h>
#include <term.h>
#include <unistd.h>

bool terminfo_check(struct error *err)
{
	const char *terminal = getenv("TERM");
	int result;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(err, ERROR_USAGE, "%s",
			SAY("-i cần cửa sổ dòng lệnh cho cả đầu vào và đầu ra; ở đây hãy dùng: "
			    "tracuu TỪ...",
				"-i needs a terminal for both input and output; here use: tracuu "
				"WORDS..."));
	bool able = setupterm(terminal ? terminal : "dumb", STDOUT_FILENO, &result) == OK &&
		    cursor_address;
	if (cur_term)
		del_curterm(cur_term);
	if (!able)
		return error_set(err, ERROR_USAGE,
			SAY("-i không vẽ được trên cửa sổ loại “%s” (biến TERM); ở đây hãy dùng: "
			    "tracuu TỪ...",
				"-i can't draw on a terminal of the type “%s” (TERM); here use: "
				"tracuu WORDS..."),
			terminal ? terminal : "");
	return true;
}
