"""The file of positions, whose chunks are bits that no table can tell: docs/formats.md has
them in words."""

import itertools

import formats_checksums
from formats_page import packed_number

PAGE = 4096
GROUP, CHUNK_DOCUMENTS, CHUNK_POSITIONS, ESCAPE = 16, 32, 64, 24


class Bits:
    """Numbers in a stream of bits, the lowest of each byte first."""

    def __init__(self, data):
        self.number, self.left = int.from_bytes(data, "little"), 8 * len(data)

    def take(self, count):
        value = self.number & (1 << count) - 1
        self.number >>= count
        self.left -= count
        assert self.left >= 0
        return value

    def run_of(self, bit, most=64):
        length = 0
        while length < most and self.take(1) == bit:
            length += 1
        return length

    def rice(self, k):
        high = self.run_of(1, ESCAPE)
        return self.take(32) if high == ESCAPE else high << k | self.take(k)

    def gamma(self):
        log = self.run_of(0)
        return 1 << log | self.take(log)

    def end(self):
        assert self.left < 8 and self.number == 0, "bits are left"


def read_chunk(data, document):
    """{document: positions}; DOCUMENT is the one before."""
    bits = Bits(data)
    k, k_positions, count = bits.take(5), bits.take(5), bits.take(5) + 1
    length = bits.take(12) if count > 1 else None
    documents, left = [], bits.left
    for _ in range(count):
        document += bits.rice(k) + 1
        documents.append((document, bits.gamma()))
    assert length in (None, left - bits.left)
    chunk = {}
    for document, n in documents:
        own = max(0, k_positions - (n.bit_length() - 1))
        chunk[document] = list(itertools.accumulate(bits.rice(own) + 1 for _ in range(n)))
    bits.end()
    return chunk


def read_payload(page, data):
    """{document: positions}"""
    fields = {field.field: field for field in page.forms["positions", "payload"]}
    assert list(fields) == ["documents", "chunks", "skips", "bits"]
    documents, at = packed_number(data, 0)
    chunks = 1
    if documents > 1:
        chunks, at = packed_number(data, at)
    skips = []
    if chunks > 1:
        skips, at = page.read_rows("positions", "skip", data, at, len(data), chunks)
    bits = data[at:]
    told = {}
    begin = last = 0
    for skip in skips or [{"last": None, "end": len(bits)}]:
        chunk = read_chunk(bits[begin:skip["end"]], last)
        begin, last = skip["end"], max(chunk)
        assert skip["last"] in (None, last)
        assert len(chunk) <= CHUNK_DOCUMENTS
        sizes = [len(positions) for positions in chunk.values()]
        assert sum(sizes[:-1]) < CHUNK_POSITIONS
        told.update(chunk)
    assert begin == len(bits) and len(told) == documents
    return told


def read_terms(page, data):
    """{term: {document: positions}}, in the order of the file."""
    parts = page.read("positions", data)
    header, payloads = parts["header"][0], parts["payloads"]
    terms, before, at, entry_at = {}, b"", 0, 0
    for i, entry in enumerate(parts["entry"]):
        if i % GROUP == 0:
            group = parts["group"][i // GROUP]
            assert entry["shared"] == 0
            assert group == {"payload_at": len(data[:64]) + at, "entry_at": entry_at}
        term = before[:entry["shared"]] + entry["rest"]
        assert before < term and 1 <= len(term) <= 255
        terms[term] = read_payload(page, payloads[at:at + entry["payload_length"]])
        at += entry["payload_length"]
        entry_at += 2 + entry["length"] + (max(entry["payload_length"], 1).bit_length() + 6) // 7
        before = term
    assert at == len(payloads) and len(parts["group"]) == -(-header["terms"] // GROUP)
    assert not any(parts["padding"]) and len(parts["checksum"]) * PAGE + len(
        parts["checksum"]) * 4 == len(data)
    formats_checksums.check_pages(data, [row["checksum"] for row in parts["checksum"]])
    assert max(max(lists) for lists in terms.values()) <= header["documents"]
    return terms


def check(page, data, counted, articles):
    """COUNTED: how often the articles, so many, have each of some words."""
    terms = read_terms(page, data)
    for word, times in counted.items():
        lists = terms[word.encode()].values()
        assert sum(len(positions) for positions in lists) == times, f"positions: {word}"
        assert all(a < b for list_ in lists for a, b in zip(list_, list_[1:]))
    assert page.read("positions", data)["header"][0]["documents"] == articles
    # The first word of each article stands at its beginning.
    firsts = [d for lists in terms.values() for d, positions in lists.items() if 1 in positions]
    assert set(firsts) == set(range(1, articles + 1))
