/* Runs a fuzz target over files, where libFuzzer is not built in. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		enum { MAX = 1 << 20 };
		FILE *f = fopen(argv[i], "rb");
		uint8_t *data = malloc(MAX);
		if (!f || !data)
			return 1;
		size_t size = fread(data, 1, MAX, f);
		fclose(f);
		LLVMFuzzerTestOneInput(data, size);
		free(data);
	}
	printf("%d files\n", argc - 1);
	return argc < 2;
}
