// The inside of what is served: connections, and what is asked over them.
#ifndef XAPIANC_SERVED_HH
#define XAPIANC_SERVED_HH

#include "xapianc/served.h"

#include <xapian.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

struct xc_set;

namespace xc
{

// Where one source is served, and connections beside the one that it is matched by.
struct server {
	std::string host;
	uint16_t port;
	uint32_t timeout_ms;
	std::mutex mutex; // of what follows
	std::vector<Xapian::Database> idle;

	server(const char *h, uint16_t p, uint32_t t) : host(h), port(p), timeout_ms(t)
	{
	}

	Xapian::Database connect() const;
	Xapian::Database take();
	void give_back(const Xapian::Database &connection);
};

// Where a source is to be had, and who looks for it while it is missing.
struct shard {
	std::vector<std::pair<std::string, uint16_t>> servers;
	std::string id;
	uint32_t timeout_ms;
};

struct opening {
	Xapian::Database db;
	std::shared_ptr<server> at; // null: nowhere
	struct error why = {};
};

class search_for_shard
{
	std::thread thread;
	std::atomic<bool> done{false};
	opening found;

      public:
	explicit search_for_shard(const shard &s);
	~search_for_shard();
	search_for_shard(const search_for_shard &) = delete;
	search_for_shard &operator=(const search_for_shard &) = delete;

	// What was found, once: false as long as it goes on.
	bool ended(opening *out);
};

// Records that were read, by the number of their document in the whole.
struct records {
	std::unordered_map<Xapian::docid, std::string> of;
	size_t bytes = 0;

	void keep(Xapian::docid docid, std::string data);
};

// A set that what matches a query must be in, or must not be in: what is asked of the servers is
// wider than it.
struct check {
	const xc_set *set;
	bool is_in;

	bool operator==(const check &other) const
	{
		return set == other.set && is_in == other.is_in;
	}
};
using checks = std::vector<check>;

// As xc_db_renew; whether something changed.
bool renew(struct xc_db *db, bool failed);
bool renew_joined(struct xc_db *whole, bool failed);

// What Xapian's BM25Weight multiplies the weight of a term with that DOCUMENTS of ALL have.
double weight_of_xapian(double all, double documents);

// How many documents of ALL it takes to have one of two words, which A and B have.
double documents_of_both(double all, double a, double b);

struct served_hits {
	std::vector<xc_hit> list;
	uint32_t lower, estimated, upper; // as in struct xc_matches
};

// The hits that are asked for.
served_hits match_served(struct xc_db *db, const xc_query *query, const xc_match_options *options);

// All documents that match QUERY, ascending, with their values in SLOT, if it is one.
struct served_value {
	Xapian::docid docid;
	std::string value;
};
std::vector<served_value> select_served(
	struct xc_db *db, const Xapian::Query &query, const checks &all, Xapian::valueno slot);

// How many there are, looking at AT_LEAST; exact where they are fewer.
uint64_t count_served(
	struct xc_db *db, const Xapian::Query &query, const checks &all, uint64_t at_least);

// Document DOCID of DB has to be asked for at its server.
std::string fetch_one(struct xc_db *db, Xapian::docid docid);

} // namespace xc

#endif
