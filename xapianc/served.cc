// Connections to servers, and the records that come over them.
#include "xapianc/served.hh"
#include "base/lang.h"
#include "glass/version.h"
#include "xapianc/database.hh"
#include "xapianc/guard.hh"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>
#include <thread>

namespace
{

const size_t CONNECTIONS = 4;          // to one server, to read records
const size_t RECORDS_A_CONNECTION = 4; // for fewer, a connection more is not worth it
const size_t THREADS = 32;
const size_t RECORDS_KEPT = 64 << 20; // bytes

constexpr std::chrono::milliseconds SEARCHED_EVERY{250};

// Connects to the first of the servers of S that serves it.
xc::opening find(const xc::shard &s)
{
	xc::opening out;
	for (const auto &address : s.servers) {
		const std::string &host = address.first;
		uint16_t port = address.second;
		auto server = std::make_shared<xc::server>(host.c_str(), port, s.timeout_ms);
		bool found = xc::guard(&out.why, host.c_str(), [&] {
			out.db = server->connect();
			return out.db.get_uuid() == s.id ||
			       error_set(&out.why, ERROR_NOT_FOUND,
				       SAY("%s, cổng %u phục vụ phân mảnh khác",
					       "%s, port %u serves another shard"),
				       host.c_str(), (unsigned)port);
		});
		if (found) {
			out.at = server;
			return out;
		}
	}
	return out;
}

// What is missing, for the time being.
Xapian::Database empty()
{
	return Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY);
}

// Source I is where O found it, or missing.
void take_opening(struct xc_db *db, size_t i, const xc::opening &o)
{
	db->missing[i] = !o.at;
	db->servers[i] = o.at;
	db->sources[i] = o.at ? o.db : empty();
	if (o.at && o.db.get_doccount() > 0 && !o.db.has_positions())
		db->has_positions = false;
}

// Runs TASKS, each in a thread; the first exception goes on.
template <typename Task> void run_all(std::vector<Task> &tasks)
{
	std::vector<std::exception_ptr> failures(tasks.size());
	for (size_t from = 0; from < tasks.size(); from += THREADS) {
		size_t end = std::min(from + THREADS, tasks.size());
		std::vector<std::thread> threads;
		for (size_t i = from; i < end; i++)
			threads.emplace_back([&tasks, &failures, i] {
				try {
					tasks[i]();
				} catch (...) {
					failures[i] = std::current_exception();
				}
			});
		for (std::thread &t : threads)
			t.join();
	}
	for (const std::exception_ptr &failure : failures)
		if (failure)
			std::rethrow_exception(failure);
}

// Records to be read over one connection.
struct fetching {
	std::shared_ptr<xc::server> server;
	Xapian::docid sources;
	std::vector<Xapian::docid> docids; // in the whole
	std::vector<std::string> data;

	void operator()()
	{
		Xapian::Database connection = server->take();
		for (Xapian::docid docid : docids)
			data.push_back(
				connection.get_document((docid - 1) / sources + 1).get_data());
		server->give_back(connection);
	}
};

// What of DOCIDS is not kept yet, divided into connections; of local sources it is read at once.
std::vector<fetching> divide(struct xc_db *db, const uint32_t *docids, size_t n)
{
	auto sources = (Xapian::docid)db->sources.size();
	std::vector<std::vector<Xapian::docid>> of(sources);
	for (size_t i = 0; i < n; i++) {
		if (docids[i] == 0 || db->records.of.count(docids[i]) > 0)
			continue;
		size_t source = (docids[i] - 1) % sources;
		if (db->servers[source])
			of[source].push_back(docids[i]);
		else
			db->records.keep(docids[i], xc::fetch_one(db, docids[i]));
	}
	std::vector<fetching> all;
	for (size_t s = 0; s < sources; s++) {
		size_t parts = std::min(CONNECTIONS,
			(of[s].size() + RECORDS_A_CONNECTION - 1) / RECORDS_A_CONNECTION);
		for (size_t p = 0; p < parts; p++) {
			all.push_back({db->servers[s], sources, {}, {}});
			for (size_t i = p; i < of[s].size(); i += parts)
				all.back().docids.push_back(of[s][i]);
		}
	}
	return all;
}

} // namespace

Xapian::Database xc::server::connect() const
{
	return Xapian::Remote::open(host, port, timeout_ms, timeout_ms);
}

Xapian::Database xc::server::take()
{
	{
		std::lock_guard<std::mutex> lock(mutex);
		if (!idle.empty()) {
			Xapian::Database connection = idle.back();
			idle.pop_back();
			return connection;
		}
	}
	return connect();
}

void xc::server::give_back(const Xapian::Database &connection)
{
	std::lock_guard<std::mutex> lock(mutex);
	idle.push_back(connection);
}

void xc::records::keep(Xapian::docid docid, std::string data)
{
	if (bytes + data.size() > RECORDS_KEPT) {
		of.clear();
		bytes = 0;
	}
	bytes += data.size();
	of[docid] = std::move(data);
}

std::string xc::fetch_one(struct xc_db *db, Xapian::docid docid)
{
	auto sources = (Xapian::docid)db->sources.size();
	return db->sources[(docid - 1) % sources]
		.get_document((docid - 1) / sources + 1)
		.get_data();
}

// Looks for all shards of DB at the same time; what was wrong with the first that is missing.
static struct error open_all(struct xc_db *db)
{
	std::vector<xc::opening> all(db->shards.size());
	std::vector<std::function<void()>> tasks;
	for (size_t i = 0; i < all.size(); i++)
		tasks.emplace_back([&all, db, i] { all[i] = find(db->shards[i]); });
	run_all(tasks);
	struct error why = {};
	for (size_t i = 0; i < all.size(); i++) {
		take_opening(db, i, all[i]);
		if (!all[i].at && why.code == ERROR_NONE)
			why = all[i].why;
	}
	db->unite();
	return why;
}

void xc_db::unite()
{
	Xapian::Database all;
	for (const Xapian::Database &source : sources)
		all.add_database(source);
	db = all;
	frequencies.clear();
}

static std::unique_ptr<xc_db> describe(const struct xc_shard *shards, size_t n, uint32_t timeout_ms)
{
	auto db = std::make_unique<xc_db>();
	db->is_served = true;
	for (size_t i = 0; i < n; i++) {
		xc::shard s{{}, shards[i].id, timeout_ms};
		for (size_t k = 0; k < shards[i].server_count; k++)
			s.servers.emplace_back(
				shards[i].servers[k].host, shards[i].servers[k].port);
		db->parts.push_back(s.id);
		db->where += db->where.empty() ? "" : ", ";
		if (!s.servers.empty())
			db->where += s.servers[0].first + ":" + std::to_string(s.servers[0].second);
		db->shards.push_back(std::move(s));
	}
	db->sources.resize(n);
	db->servers.resize(n);
	db->searches.resize(n);
	db->missing.resize(n);
	return db;
}

struct xc_db *xc_db_open_served(
	const struct xc_shard *shards, size_t n, uint32_t timeout_ms, struct error *err) noexcept
{
	if (n == 0 || n > XC_SOURCES_MAX) {
		error_set(err, ERROR_USAGE,
			SAY("không mở được %zu nguồn, phải từ 1 đến %d",
				"can't open %zu sources, give 1 to %d"),
			n, XC_SOURCES_MAX);
		return nullptr;
	}
	return xc::guard(
		err, "Xapian", [&]() -> struct xc_db * {
			std::unique_ptr<xc_db> db = describe(shards, n, timeout_ms);
			struct error why = open_all(db.get());
			if (std::all_of(db->missing.begin(), db->missing.end(),
				    [](bool is) { return is; })) {
				*err = why;
				return nullptr;
			}
			return db.release();
		});
}

xc::search_for_shard::search_for_shard(const shard &s)
    : thread([this, s] {
	      try {
		      found = find(s);
	      } catch (...) {
		      found = opening();
	      }
	      done.store(true);
      })
{
}

xc::search_for_shard::~search_for_shard()
{
	thread.join();
}

bool xc::search_for_shard::ended(opening *out)
{
	if (!done.load())
		return false;
	*out = found;
	return true;
}

// Takes what was found meanwhile, and looks for what is still missing.
static bool look_for_missing(struct xc_db *db)
{
	auto now = std::chrono::steady_clock::now();
	bool is_time = now - db->searched >= SEARCHED_EVERY;
	bool changed = false;
	for (size_t i = 0; i < db->shards.size(); i++) {
		xc::opening found;
		if (!db->missing[i] || (!db->searches[i] && !is_time))
			continue;
		if (!db->searches[i]) {
			db->searches[i] = std::make_unique<xc::search_for_shard>(db->shards[i]);
			db->searched = now;
		} else if (db->searches[i]->ended(&found)) {
			db->searches[i].reset();
			if (found.at)
				take_opening(db, i, found);
			changed |= found.at != nullptr;
		}
	}
	if (changed)
		db->unite();
	return changed;
}

bool xc::renew(struct xc_db *db, bool failed)
{
	bool changed = failed;
	if (!db->joined_of.empty())
		return xc::renew_joined(db, failed);
	if (db->shards.empty())
		return false;
	if (failed)
		open_all(db);
	else
		changed = look_for_missing(db);
	if (changed)
		db->hide_told();
	return changed;
}

bool xc_db_renew(struct xc_db *db, bool failed, bool *changed, struct error *err) noexcept
{
	*changed = false;
	return !db->is_served || xc::guard(err, db->where.c_str(), [&] {
		*changed = xc::renew(db, failed);
		return true;
	});
}

bool xc_db_is_missing(const struct xc_db *db, size_t i) noexcept
{
	return db->is_missing(i);
}

bool xc_id_of(const char *folder, char out[XC_ID_SIZE], struct error *err) noexcept
{
	return xc::guard(err, folder, [&] {
		char bytes[GLASS_VERSION_MAX];
		struct glass_version version;
		std::ifstream file(std::string(folder) + "/" GLASS_VERSION_FILE, std::ios::binary);
		file.read(bytes, sizeof bytes);
		if (!glass_version_read(str_make(bytes, (size_t)file.gcount()), &version))
			return error_set(err, ERROR_CORRUPT,
				SAY("%s/" GLASS_VERSION_FILE
				    " bị thiếu hoặc bị hỏng; hãy sao lại kho",
					"%s/" GLASS_VERSION_FILE " is missing or damaged; copy the "
					"archive again"),
				folder);
		char *to = out;
		for (int i = 0; i < 16; i++) {
			if (i == 4 || i == 6 || i == 8 || i == 10)
				*to++ = '-';
			to += snprintf(to, 3, "%02x", (unsigned)(unsigned char)version.uuid[i]);
		}
		return true;
	});
}

bool xc_db_is_served(const struct xc_db *db) noexcept
{
	return db->is_served;
}

void xc_db_set_texts(struct xc_db *db, const struct xc_texts *texts) noexcept
{
	db->texts = texts;
}

bool xc_db_fetch(struct xc_db *db, const uint32_t *docids, size_t n, struct error *err) noexcept
{
	return !db->is_served || xc::guard(err, db->where.c_str(), [&] {
		std::vector<fetching> all = divide(db, docids, n);
		run_all(all);
		for (fetching &f : all)
			for (size_t i = 0; i < f.docids.size(); i++)
				db->records.keep(f.docids[i], std::move(f.data[i]));
		return true;
	});
}
