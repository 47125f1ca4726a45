/* bench-termgen ARTICLES.text
 *
 * The same text through Xapian's TermGenerator, without stemming, one document an
 * article: once with positions, as scriptindex has it, once without. Prints for each:
 * xapian or xapian-no-positions, megabytes (10^6) a second of CPU, and the positions
 * that the last word of each article has, summed up: the words it saw (0 without). */
#include <xapian.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

static double cpu_seconds()
{
	timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

static std::vector<std::string> read_articles(const char *path, std::size_t &bytes)
{
	std::ifstream file(path, std::ios::binary);
	std::vector<std::string> articles;
	for (std::string article; std::getline(file, article, '\0');) {
		bytes += article.size() + 1;
		articles.push_back(std::move(article));
	}
	return articles;
}

static void measure(const std::vector<std::string> &articles, std::size_t bytes, bool positions)
{
	Xapian::TermGenerator generator;
	unsigned long long words = 0;
	double start = cpu_seconds();
	for (const std::string &article : articles) {
		Xapian::Document document;
		generator.set_document(document);
		generator.set_termpos(0);
		if (positions)
			generator.index_text(article);
		else
			generator.index_text_without_positions(article);
		words += generator.get_termpos();
	}
	double seconds = cpu_seconds() - start;
	std::printf("%s\t%.1f\t%llu\n", positions ? "xapian" : "xapian-no-positions",
		static_cast<double>(bytes) / 1e6 / seconds, words);
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		std::fputs("usage: bench-termgen ARTICLES.text\n", stderr);
		return 2;
	}
	try {
		std::size_t bytes = 0;
		const std::vector<std::string> articles = read_articles(argv[1], bytes);
		measure(articles, bytes, true);
		measure(articles, bytes, false);
	} catch (const Xapian::Error &e) {
		std::fprintf(stderr, "bench-termgen: %s\n", e.get_description().c_str());
		return EXIT_FAILURE;
	} catch (const std::exception &e) {
		std::fprintf(stderr, "bench-termgen: %s\n", e.what());
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
