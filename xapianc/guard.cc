#include "xapianc/guard.hh"
#include "xapianc/watch.hh"
#include "xapianc/xapianc.h"

#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <sys/stat.h>

namespace
{

// Xapian tells the system's reason only in words.
enum error_code code_of_reason(const Xapian::Error &e, enum error_code otherwise)
{
	static const struct {
		int number;
		enum error_code code;
	} reasons[] = {
		{ENOSPC, ERROR_NO_SPACE},
		{EDQUOT, ERROR_NO_SPACE},
		{ENOMEM, ERROR_MEMORY},
		{ENOENT, ERROR_NOT_FOUND},
	};
	const char *reason = e.get_error_string();
	char text[128];
	for (const auto &r : reasons)
		if (reason && strcmp(reason, strerror_r(r.number, text, sizeof text)) == 0)
			return r.code;
	return otherwise;
}

// WHAT is a sentence in the user's language; Xapian's own words follow it.
void explain(struct error *err, enum error_code code, const char *where, const char *what,
	const Xapian::Error &e)
{
	const char *reason = e.get_error_string();
	error_set(err, code_of_reason(e, code), "%s: %s (Xapian: %s%s%s)", where, what,
		e.get_msg().c_str(), reason ? ": " : "", reason ? reason : "");
}

// For an exception being handled that is a Xapian::DatabaseError.
void explain_database_exception(struct error *err, const char *where)
{
	try {
		throw;
	} catch (const Xapian::DatabaseModifiedError &e) {
		explain(err, ERROR_LOCKED, where,
			SAY("cơ sở dữ liệu đã thay đổi trong lúc đọc; hãy mở lại",
				"the database changed while it was read; open it again"),
			e);
	} catch (const Xapian::DatabaseLockError &e) {
		explain(err, ERROR_LOCKED, where,
			SAY("một chương trình khác đang ghi; hãy đợi nó xong",
				"another program is writing to it; wait until it is done"),
			e);
	} catch (const Xapian::DatabaseNotFoundError &e) {
		explain(err, ERROR_NOT_FOUND, where,
			SAY("không có cơ sở dữ liệu nào ở đây; hãy kiểm tra đường dẫn",
				"there is no database here; check the path"),
			e);
	} catch (const Xapian::DatabaseVersionError &e) {
		explain(err, ERROR_VERSION, where,
			SAY("cơ sở dữ liệu do phiên bản Xapian khác tạo ra; hãy lập chỉ mục lại",
				"the database was written by another version of Xapian; index "
				"again"),
			e);
	} catch (const Xapian::DatabaseCorruptError &e) {
		explain(err, ERROR_CORRUPT, where,
			SAY("cơ sở dữ liệu bị hỏng; hãy lập chỉ mục lại hoặc dùng bản sao lưu",
				"the database is damaged; index again or restore a backup"),
			e);
	} catch (const Xapian::DatabaseError &e) {
		explain(err, ERROR_IO, where,
			SAY("không đọc hay ghi được cơ sở dữ liệu; hãy kiểm tra ổ đĩa và quyền "
			    "truy cập",
				"can't read or write the database; check the disk and permissions"),
			e);
	}
}

} // namespace

void xc::explain_exception(struct error *err, const char *where) noexcept
{
	try {
		throw;
	} catch (const failure &f) {
		if (err)
			*err = f.error;
	} catch (const Xapian::DatabaseError &) {
		if (!take_refusal(err))
			explain_database_exception(err, where);
	} catch (const Xapian::DocNotFoundError &e) {
		explain(err, ERROR_NOT_FOUND, where,
			SAY("không có tài liệu này", "there is no such document"), e);
	} catch (const Xapian::QueryParserError &e) {
		explain(err, ERROR_INPUT, where,
			SAY("không hiểu câu tìm kiếm; hãy viết lại",
				"can't read the query; write it differently"),
			e);
	} catch (const Xapian::WildcardError &e) {
		explain(err, ERROR_LIMIT, where,
			SAY("ký tự thay thế khớp với quá nhiều từ; hãy viết dài hơn",
				"the wildcard matches too many words; write more of the word"),
			e);
	} catch (const Xapian::InvalidArgumentError &e) {
		explain(err, ERROR_USAGE, where, SAY("tham số không hợp lệ", "invalid argument"),
			e);
	} catch (const Xapian::NetworkError &e) {
		explain(err, ERROR_IO, where,
			SAY("máy chủ từ xa không trả lời đúng; hãy kiểm tra mạng và máy chủ",
				"the remote server does not answer as it should; check the "
				"network and the server"),
			e);
	} catch (const Xapian::FeatureUnavailableError &e) {
		explain(err, ERROR_CORRUPT, where,
			SAY("cơ sở dữ liệu thiếu một phần; hãy lập chỉ mục lại",
				"a part of the database is missing; index again"),
			e);
	} catch (const Xapian::Error &e) {
		explain(err, ERROR_INTERNAL, where,
			SAY("lỗi ngoài dự kiến; hãy báo cho người phát triển",
				"unexpected error; report it to the developers"),
			e);
	} catch (const std::bad_alloc &) {
		error_set_memory(err);
	} catch (...) {
		error_set(err, ERROR_INTERNAL,
			SAY("%s: lỗi ngoài dự kiến; hãy báo cho người phát triển",
				"%s: unexpected error; report it to the developers"),
			where);
	}
}

bool xc::check_term(struct str term, struct error *err) noexcept
{
	if (term.len == 0)
		return error_set(err, ERROR_USAGE,
			SAY("từ chỉ mục rỗng; hãy bỏ nó đi", "empty index term; leave it out"));
	size_t cost = term.len;
	if (cost <= XC_TERM_MAX)
		cost += (size_t)std::count(term.ptr, term.ptr + term.len, '\0');
	if (cost > XC_TERM_MAX) {
		int shown = 40;
		while (shown > 0 && ((unsigned char)term.ptr[shown] & 0xC0) == 0x80)
			shown--; // not in the middle of a character
		return error_set(err, ERROR_LIMIT,
			SAY("từ chỉ mục dài %zu byte, tối đa là %d; hãy rút ngắn: %.*s…",
				"index term of %zu bytes, at most %d fit; shorten it: %.*s…"),
			cost, XC_TERM_MAX, shown, term.ptr);
	}
	return true;
}

bool xc::check_folder(const char *path, struct error *err) noexcept
{
	return guard(err, path, [&] {
		struct stat s;
		int failed = stat(path, &s) == 0 ? 0 : errno;
		if (failed)
			return error_set_system(err, failed,
				SAY("%s: không mở được cơ sở dữ liệu, hãy kiểm tra đường dẫn",
					"%s: can't open the database, check the path"),
				path);
		std::string version = std::string(path) + "/iamglass";
		if (S_ISDIR(s.st_mode) && stat(version.c_str(), &s) == 0 && S_ISREG(s.st_mode))
			return true;
		return error_set(err, ERROR_NOT_FOUND,
			SAY("%s: không có cơ sở dữ liệu nào ở đây; hãy kiểm tra đường dẫn",
				"%s: there is no database here; check the path"),
			path);
	});
}

bool xc::append(struct buf *out, const std::string &bytes, struct error *err) noexcept
{
	if (buf_append(out, str_make(bytes.data(), bytes.size())))
		return true;
	if (out->ceiling == 0 || bytes.size() <= out->ceiling - out->len)
		return error_set_memory(err);
	return error_set(err, ERROR_LIMIT,
		SAY("%zu byte đọc được không vừa bộ nhớ dành cho nó",
			"the %zu bytes read do not fit the memory set aside for them"),
		bytes.size());
}
