"""The checksums of the blocks of Xapian's tables, by docs/formats.md, and XXH3 by its own library."""

import ctypes
import ctypes.util

BLOCK = 8192


class XXH3:
    def __init__(self):
        self.function = ctypes.CDLL(ctypes.util.find_library("xxhash")).XXH3_64bits_withSeed
        self.function.restype = ctypes.c_uint64

    def __call__(self, data, seed=0):
        return self.function(data, ctypes.c_size_t(len(data)), ctypes.c_uint64(seed % 2**64))


def check(page, read):
    """READ: the bytes of a file of the shard."""
    xxh3, data = XXH3(), read("blocks")
    parts = page.read("blocks", data)
    header = parts["header"][0]
    assert [str(header["version"])] == [row[1] for row in page.versions if "/blocks" in row[0]]
    assert header["seed"] == xxh3(read("iamglass"))
    assert header["checksum"] == xxh3(data[:page.field("blocks", "header", "checksum").offset])
    tables = ["postlist", "docdata", "termlist", "position", "spelling", "synonym"]
    wanted = []
    for place, name in enumerate(tables):
        if not header[name]:
            continue
        table = read(name + ".glass")
        assert len(table) == header[name] * BLOCK
        wanted += [xxh3(table[at:at + BLOCK], header["seed"] + (place << 32) + at // BLOCK)
                   for at in range(0, len(table), BLOCK)]
    assert header["postlist"] and header["docdata"]
    assert [row["checksum"] for row in parts["checksum"]] == wanted
