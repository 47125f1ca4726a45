#!/usr/bin/python3
"""Searches by libtracuu through ctypes: several queries at once, one handle a thread.

    search.py ARCHIVE QUERY..."""

import concurrent.futures
import ctypes
import json
import sys
import threading

library = ctypes.CDLL("libtracuu.so.0")
POINTER, TEXT = ctypes.c_void_p, ctypes.c_char_p
for name, result, arguments in [
        ("open", POINTER, [TEXT, POINTER, POINTER]), ("close", None, [POINTER]),
        ("handle_open", POINTER, [POINTER, POINTER]), ("handle_close", None, [POINTER]),
        ("ask", POINTER, [POINTER, TEXT, ctypes.c_size_t]), ("answer_free", None, [POINTER]),
        ("answer_json", TEXT, [POINTER, POINTER]),
        ("error_message", TEXT, [POINTER, TEXT]), ("error_free", None, [POINTER])]:
    function = getattr(library, "tracuu_" + name)
    function.restype, function.argtypes = result, arguments


def opened(function, argument, *more):
    """What FUNCTION opens; what is wrong, as an exception."""
    error = POINTER()
    result = function(argument, *more, ctypes.byref(error))
    if result:
        return result
    message = library.tracuu_error_message(error, b"vi").decode()
    library.tracuu_error_free(error)
    raise RuntimeError(message)


class Archive:
    """An archive that any thread may ask."""

    def __init__(self, path):
        self.archive = opened(library.tracuu_open, path.encode(), None)
        self.own = threading.local()
        self.handles = []

    def ask(self, **request):
        """The answer to a request as docs/answer.md has it."""
        if not hasattr(self.own, "handle"):
            self.own.handle = opened(library.tracuu_handle_open, self.archive)
            self.handles.append(self.own.handle)
        line = json.dumps(request).encode()
        answer = library.tracuu_ask(self.own.handle, line, len(line))
        if not answer:
            raise MemoryError
        try:
            return json.loads(library.tracuu_answer_json(answer, None))
        finally:
            library.tracuu_answer_free(answer)

    def close(self):
        for handle in self.handles:
            library.tracuu_handle_close(handle)
        library.tracuu_close(self.archive)


def main():
    archive = Archive(sys.argv[1])
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda query: archive.ask(q=query, limit=3), sys.argv[2:]))
    for query, answer in zip(sys.argv[2:], answers):
        if "error" in answer:
            print(f"{query}: {answer['error']['message']}")
            continue
        print(f"{query}: {answer['total']['full']}")
        for hit in answer["hits"]:
            print("  ", hit["date"], "".join(piece["text"] for piece in hit["title"] or []))
    archive.close()


main()
