/* What targets share that read a file of an archive: a folder of their own to put it in. */
#ifndef FUZZ_FILE_H
#define FUZZ_FILE_H

#include "base/str.h"
#include "fuzz/check.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[64];

static inline void remove_folder(void)
{
	rmdir(folder);
}

/* Writes BYTES into the file NAME of the folder, whose path is in OUT. */
static inline void put_file(const char *name, const void *bytes, size_t size, char out[128])
{
	if (!*folder) {
		snprintf(folder, sizeof folder, "%s/tracuu-fuzz-XXXXXX",
			access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		CHECK(mkdtemp(folder));
		atexit(remove_folder);
	}
	snprintf(out, 128, "%s/%s", folder, name);
	FILE *file = fopen(out, "wb");
	CHECK(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

/* Looks at each byte of S. */
static inline void touch_all(struct str s)
{
	const volatile char *bytes = s.ptr;
	for (size_t i = 0; i < s.len; i++)
		(void)bytes[i];
}

#endif
