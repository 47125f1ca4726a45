"""The checksums in files, by docs/formats.md, and XXH3 by its own library."""

import ctypes
import ctypes.util

BLOCK, PAGE = 8192, 4096


class XXH3:
    def __init__(self):
        self.function = ctypes.CDLL(ctypes.util.find_library("xxhash")).XXH3_64bits_withSeed
        self.function.restype = ctypes.c_uint64

    def __call__(self, data, seed=0):
        return self.function(data, ctypes.c_size_t(len(data)), ctypes.c_uint64(seed % 2**64))


def check_blocks(page, read):
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


def check_lost(page, data):
    xxh3, at = XXH3(), page.field("lost", "header", "checksum").offset
    checksum = page.read("lost", data)["header"][0]["checksum"]
    assert checksum == xxh3(data[:at]) ^ xxh3(data[at + 8:])


def check_groups(page, data):
    xxh3, at = XXH3(), page.field("groups", "header", "checksum").offset
    checksum = page.read("groups", data)["header"][0]["checksum"]
    assert checksum == xxh3(data[:at]) ^ xxh3(data[at + 8:])


def check_names(page, data):
    xxh3, at = XXH3(), page.field("names", "header", "checksum").offset
    parts = page.read("names", data)
    rows, half = len(parts["name"]), 2**32
    row_size = page.field("names", "name", "checksum").offset + 4
    header_size = len(data) - len(parts["strings"]) - rows * row_size
    header = data[:at] + bytes(4) + data[at + 4:header_size]
    assert parts["header"][0]["checksum"] == xxh3(header) % half
    for i, row in enumerate(parts["name"]):
        bare = data[header_size + i * row_size:][:row_size - 4]
        strings = data[row["strings_at"]:][:row["first_length"] + row["second_length"]]
        assert row["checksum"] == (xxh3(bare) ^ xxh3(strings)) % half


def check_versions(page, data, segment):
    xxh3, half = XXH3(), 2**32
    at = page.field("versions", "header", "checksum").offset
    size = page.field("versions", "header", "versions").offset + 8
    row_size = page.field("versions", "version", "row_checksum").offset + 4
    parts = page.read("versions", data)
    header = data[:at] + bytes(4) + data[at + 4:size]
    assert parts["header"][0]["checksum"] == xxh3(header) % half
    for i, row in enumerate(parts["version"]):
        assert row["row_checksum"] == xxh3(data[size + i * row_size:][:row_size - 4]) % half
        assert row["checksum"] == xxh3(segment[row["at"]:][:row["length"]])


def check_pages(data, checksums):
    """They end the file, one of each page before them."""
    assert checksums == page_sums(data[:len(data) - 4 * len(checksums)])


def page_sums(data):
    xxh3 = XXH3()
    return [xxh3(data[at:at + PAGE]) % 2**32 for at in range(0, len(data), PAGE)]


def fnv(data):
    """FNV-1a, 64 bits."""
    checksum = 14695981039346656037
    for byte in data:
        checksum = (checksum ^ byte) * 1099511628211 % 2**64
    return checksum


def check_order(value, name):
    """The value of slot 7 of the article NAME."""
    slot, order = value
    assert slot == 7 and len(order) == 8
    assert int.from_bytes(order[4:], "little") == XXH3()(name.encode()) % 2**32
