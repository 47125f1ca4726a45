/* What --help and --version print. */
#ifndef WEB_HELP_H
#define WEB_HELP_H

void web_help(void);

#endif
