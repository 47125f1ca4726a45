"""docs/formats.md as a reader of files: it knows how tables are written, and nothing of any
file."""

import json
import os
import re

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
PART = ["part", "rows", "bytes", ""]
FIELD = ["offset", "size", "type", "field", "meaning and limits"]
MEMBER = ["member", "type", "meaning and limits"]


class Page:
    """Tables by the file and the form that the headings above them name."""

    def __init__(self, text):
        self.text = text
        self.parts, self.forms, self.members, self.versions = {}, {}, {}, []
        file = form = None
        for block in re.split(r"\n\n+", text):
            if match := re.fullmatch(r"## (.+)", block):
                file, form = match[1], None
            elif match := re.fullmatch(r"### (.+)", block):
                form = match[1]
            elif block.startswith("|"):
                head, _, *rows = [self.cells(line) for line in block.strip().split("\n")]
                assert all(len(row) == len(head) for row in rows), f"{file}: a table of {head}"
                if head == PART:
                    self.parts[file] = rows
                elif head == FIELD:
                    self.forms[file, form] = [Field(f"{file}, {form}", *row) for row in rows]
                    self.check_offsets(file, form)
                elif head == MEMBER:
                    self.members[file, form] = {row[0]: row[1:] for row in rows}
                elif head[:2] == ["file", "version"]:
                    self.versions = rows

    @staticmethod
    def cells(line):
        return [cell.strip() for cell in line.strip().strip("|").split("|")]

    def check_offsets(self, file, form):
        """Fields cover a row from its beginning without gaps, and numbers to their last bit."""
        end = bit = 0
        for field in self.forms[file, form]:
            first, last = field.bits or (0, None)
            place = f"{field.name}: its offset must be {end}, its first bit {bit}"
            assert (field.offset, first) == (end, bit), place
            bit = last + 1 if field.bits and last + 1 != 8 * field.size else 0
            if not bit:
                known = isinstance(end, int) and isinstance(field.size, int)
                end = end + field.size if known else "+"
        assert not bit, f"{field.name}: bits are left"

    def field(self, file, form, name):
        return next(field for field in self.forms[file, form] if field.field == name)

    def check_json(self, file, form, value):
        """VALUE has the members of the table, of their types, and no others."""
        members = self.members[file, form]
        names = {name.rstrip("?") for name in members}
        assert set(value) <= names, f"{file}: {set(value) - names} is not told"
        for name, (kind, _) in members.items():
            if name.rstrip("?") not in value:
                assert name.endswith("?"), f"{file}: no {name}"
                continue
            self.check_type(file, kind, value[name.rstrip("?")])

    def check_type(self, file, kind, value):
        types = {"boolean": bool, "integer": int, "number": float, "string": str}
        if kind.startswith("list of "):
            assert isinstance(value, list)
            for item in value:
                self.check_type(file, kind.removeprefix("list of "), item)
        elif kind in types:
            assert type(value) is types[kind], f"{file}: {value!r} is no {kind}"
        else:
            self.check_json(file, kind, value)

    def read(self, file, data, told=None):
        """The parts of DATA: each a list of rows, or bytes. TOLD: rows of the part that the
        file does not count itself."""
        at, out, header = 0, {}, {}
        for part, rows, size, _ in self.parts[file]:
            end = at + header[size] if size else len(data)
            if (file, part) not in self.forms:
                end = end if size or rows == "to the end" else at
                out[part], at = data[at:end], end
                continue
            count = told if rows == "as told" else header.get(rows, rows)
            out[part], at = self.read_rows(file, part, data, at, end, count)
            if size:
                assert at == end, f"{file}: {part} ends at {at}, not at {end}"
            header = out["header"][0] if "header" in out else {}
        assert at == len(data), f"{file}: {len(data) - at} bytes are left"
        return out

    def read_rows(self, file, form, data, at, end, count):
        rows = []
        while at < end if count == "to the end" else len(rows) < int(count):
            row, at = self.read_row(file, form, data, at, end)
            rows.append(row)
        return rows, at

    def read_row(self, file, form, data, start, end):
        row, at = {}, start
        for field in self.forms[file, form]:
            at = start + field.offset if isinstance(field.offset, int) else at
            if field.size == "v":
                row[field.field], at = packed_number(data, at)
            elif isinstance(field.size, str) and field.size.startswith("× "):
                count = row.get(field.size[2:], field.size[2:])
                rows, at = self.read_rows(file, field.type, data, at, end, count)
                row[field.field] = rows if count != "1" else rows[0]
            else:
                size = end - at if field.size == "to the end" else row.get(field.size, field.size)
                piece = data[at:at + size]
                assert len(piece) == size <= end - at, f"{field.name} lies behind the end"
                at += size
                if (file, field.type) in self.forms:
                    piece = self.read_rows(file, field.type, piece, 0, size, "to the end")[0]
                else:
                    piece = field.value(piece)
                if field.field:
                    row[field.field] = piece
        return row, at


class Field:
    def __init__(self, form, offset, size, kind, field, meaning):
        self.name = f"{form}: {field or kind}"
        self.offset = int(offset) if offset.isdigit() else offset
        self.size = int(size) if size.isdigit() else size
        self.type, self.field, self.meaning = kind.strip("`"), field, meaning
        self.bits = None
        if match := re.fullmatch(r"number, bits (\d+)–(\d+)", kind):
            self.type, self.bits = "number", (int(match[1]), int(match[2]))

    def value(self, piece):
        if self.type == "number":
            number = int.from_bytes(piece, "little")
            first, last = self.bits or (0, 8 * len(piece) - 1)
            return number >> first & (1 << last - first + 1) - 1
        if self.type == "signed":
            return int.from_bytes(piece, "little", signed=True)
        if self.type == "text":
            return piece.decode()
        if self.type == "hex":
            assert re.fullmatch(rb"[0-9a-f]*", piece), f"{self.name}: {piece}"
            return piece.decode()
        if self.type == "zero":
            assert not any(piece), f"{self.name}: {piece.hex()}"
        elif self.type.startswith('"'):
            assert piece == json.loads(self.type).encode(), f"{self.name}: {piece}"
        else:
            assert self.type in ("key", "bytes"), f"{self.name}: no such type"
        return piece


def packed_number(data, at):
    number = shift = 0
    while True:
        number |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            assert shift <= 70
            return number, at


def load():
    with open(os.path.join(ROOT, "docs", "formats.md"), encoding="utf-8") as page:
        return Page(page.read())
