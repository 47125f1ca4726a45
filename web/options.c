#include "web/options.h"

#include "base/ascii.h"
#include "base/lang.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { PER_SECOND = 50, AT_ONCE = 16, NUMBER_MAX = 100000 };

static bool read_number(const char *name, const char *text, unsigned *out, struct error *err)
{
	struct str s = str_from_c(text);
	unsigned long value =
		s.len < 9 && ascii_is_number(s) ? strtoul(text, NULL, 10) : NUMBER_MAX + 1;
	*out = (unsigned)value;
	return value <= NUMBER_MAX || error_set(err, ERROR_USAGE,
					      SAY("--%s: “%s” không phải là số từ 0 đến %d",
						      "--%s: “%s” is not a number from 0 to %d"),
					      name, text, NUMBER_MAX);
}

/* The host of URL, which is "http://" or "https://", host, port, and no more. */
static bool read_url(struct web_options *o, const char *url, struct error *err)
{
	struct str rest = str_from_c(url);
	size_t scheme = str_find(rest, STR("://"), 0);
	struct str host = scheme < rest.len ? str_slice(rest, scheme + 3, rest.len) : STR("");
	struct str name = str_slice(host, 0, str_find(host, STR(":"), 0));
	bool ok =
		(str_starts_with(rest, STR("http://")) || str_starts_with(rest, STR("https://"))) &&
		name.len > 0 && name.len < sizeof o->host && ascii_is_all(host) &&
		str_find(host, STR("/"), 0) == host.len;
	if (!ok)
		return error_set(err, ERROR_USAGE,
			SAY("--url: “%s” không phải là địa chỉ như https://tim.toasoan.vn",
				"--url: “%s” is no address such as https://search.example.vn"),
			url);
	o->url = url;
	memcpy(o->host, name.ptr, name.len);
	o->host[name.len] = '\0';
	return true;
}

static bool read_language(const char *name, struct error *err)
{
	return lang_choose(name) ||
	       error_set(err, ERROR_USAGE,
		       SAY("--lang: không có ngôn ngữ “%s”; hãy dùng: vi, en",
			       "--lang: there is no language “%s”; use one of: vi, en"),
		       name);
}

static bool take(struct web_options *o, int key, const char *arg, struct error *err)
{
	switch (key) {
	case 'l':
		o->listen = arg;
		return true;
	case 's':
		o->socket = arg;
		return true;
	case 'u':
		return read_url(o, arg, err);
	case 'f':
		o->forwarded = true;
		return true;
	case 'r':
		return read_number("rate", arg, &o->limits.per_second, err);
	case 'n':
		return read_number("at-once", arg, &o->limits.at_once, err);
	case 'g':
		return read_language(arg, err);
	case 'h':
		o->help = true;
		return true;
	default:
		o->version = true;
		return true;
	}
}

static bool refuse(const char *word, struct error *err)
{
	return error_set(err, ERROR_USAGE,
		SAY("không hiểu “%s”; gõ “tracuu-web --help” để xem các tùy chọn",
			"“%s” makes no sense here; “tracuu-web --help” lists the options"),
		word);
}

bool web_options_read(int argc, char **argv, struct web_options *out, struct error *err)
{
	static const struct option table[] = {{"listen", required_argument, NULL, 'l'},
		{"socket", required_argument, NULL, 's'}, {"url", required_argument, NULL, 'u'},
		{"forwarded", no_argument, NULL, 'f'}, {"rate", required_argument, NULL, 'r'},
		{"at-once", required_argument, NULL, 'n'}, {"lang", required_argument, NULL, 'g'},
		{"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'V'},
		{NULL, 0, NULL, 0}};
	*out = (struct web_options){.listen = "127.0.0.1:7780",
		.limits = {.at_once = AT_ONCE, .per_second = PER_SECOND}};
	int key;
	opterr = 0;
	while ((key = getopt_long(argc, argv, "+:", table, NULL)) != -1) {
		if (key == '?' || key == ':')
			return refuse(argv[optind - 1], err);
		if (!take(out, key, optarg, err))
			return false;
	}
	if (optind < argc && strcmp(argv[optind - 1], "--") != 0)
		return refuse(argv[optind], err);
	out->server = argv + optind;
	return !out->socket || !*out->server ||
	       error_set(err, ERROR_USAGE, "%s",
		       SAY("tùy chọn sau “--” là của máy chủ do tracuu-web khởi động; nó không đi "
			   "với --socket",
			       "options behind “--” are for the server that tracuu-web starts: "
			       "they "
			       "don't go with --socket"));
}
