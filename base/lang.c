#include "base/lang.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool speaks_vietnamese;

/* Of this thread alone. */
static _Thread_local enum { AS_ALL, VIETNAMESE, ENGLISH } here;

static const char *setting(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return "C";
}

void lang_init(void)
{
	const char *locale = setting();
	const char *preferred = getenv("LANGUAGE");
	bool plain = strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
	if (!plain && preferred && *preferred)
		locale = preferred;
	speaks_vietnamese = strncmp(locale, "vi", 2) == 0;
	tzset();
}

bool lang_choose(const char *name)
{
	bool vi = strcmp(name, "vi") == 0;
	if (!vi && strcmp(name, "en") != 0)
		return false;
	speaks_vietnamese = vi;
	setenv("LC_ALL", vi ? "vi_VN.UTF-8" : "en_US.UTF-8", 1);
	setenv("LANGUAGE", name, 1);
	return true;
}

void lang_set_vietnamese(bool vietnamese)
{
	speaks_vietnamese = vietnamese;
}

void lang_set_here(bool vietnamese)
{
	here = vietnamese ? VIETNAMESE : ENGLISH;
}

void lang_leave_here(void)
{
	here = AS_ALL;
}

bool lang_is_vietnamese(void)
{
	return here == AS_ALL ? speaks_vietnamese : here == VIETNAMESE;
}

static const struct {
	int number;
	const char *vi;
} reasons[] = {
	{EACCES, "không có quyền truy cập"},
	{EPERM, "thao tác không được phép"},
	{ENOENT, "không có tệp hoặc thư mục này"},
	{ENOTDIR, "không phải là thư mục"},
	{EISDIR, "là một thư mục"},
	{ENOSPC, "đĩa đã đầy"},
	{EDQUOT, "vượt hạn mức đĩa"},
	{ENOMEM, "hết bộ nhớ"},
	{EIO, "lỗi vào/ra của thiết bị"},
	{ELOOP, "liên kết tượng trưng lặp vòng"},
	{ENAMETOOLONG, "tên tệp quá dài"},
	{EROFS, "hệ thống tệp chỉ đọc"},
	{EMFILE, "mở quá nhiều tệp"},
	{EFBIG, "tệp quá lớn"},
	{EEXIST, "đã tồn tại"},
	{EPIPE, "đầu nhận đã đóng"},
	{EADDRINUSE, "địa chỉ này đã có chương trình khác dùng"},
	{EADDRNOTAVAIL, "máy này không có địa chỉ ấy"},
	{ECONNREFUSED, "không có chương trình nào nghe ở đó"},
	{ECONNRESET, "bên kia đã cắt kết nối"},
	{ETIMEDOUT, "quá hạn chờ"},
	{ENOEXEC, "không phải là chương trình chạy được"},
	{EBUSY, "đang có chương trình khác dùng"},
	{EINVAL, "giá trị không hợp lệ"},
};

const char *lang_errno(int number, char *out, size_t size)
{
	for (size_t i = 0; lang_is_vietnamese() && i < sizeof reasons / sizeof *reasons; i++) {
		if (reasons[i].number == number)
			return reasons[i].vi;
	}
	return strerror_r(number, out, size);
}
