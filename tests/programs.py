"""How the tests in Python run both programs: archives are built, questions asked."""

import json
import os
import shutil
import subprocess


def run_program(build, program, *arguments, status=(0,), **options):
    """Runs a PROGRAM of the build folder, which has to end with one of STATUS, where that is
    not None; what it prints is kept. OPTIONS are those of subprocess.run()."""
    done = subprocess.run([os.path.join(build, program), *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False, **options)
    assert status is None or done.returncode in status, (
        arguments, done.returncode, done.stderr.decode())
    return done


class Archive:
    """An archive of its own in FOLDER, built from articles (objects of JSON Lines), or from
    FILES, {name: text}. BUILD is the build folder."""

    def __init__(self, build, folder, articles=None, files=None):
        self.build = os.path.abspath(build)
        self.folder = folder
        source = folder + ".source"
        os.makedirs(source)
        if articles is not None:
            lines = (json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
            files = {"articles.jsonl": "".join(lines)}
        for name, text in files.items():
            with open(os.path.join(source, name), "w", encoding="utf-8") as out:
                out.write(text)
        subprocess.run([self.build + "/indexer/tracuu-index", "update", "--quiet",
                        "--archive", folder, source], check=True)

    def ask(self, query, *options):
        """The answer to one query, as docs/answer.md describes it."""
        run = subprocess.run([self.build + "/query/tracuu", "--archive", self.folder,
                              "--format=json", "--timeout-ms=0", *options, "--", query],
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return json.loads(run.stdout)

    def ask_all(self, queries, *options):
        """The answers to many queries, or requests as objects, from one process."""
        lines = "".join(json.dumps(query, ensure_ascii=False) + "\n" if isinstance(query, dict)
                        else f"{i}\t{query}\n" for i, query in enumerate(queries))
        run = subprocess.run([self.build + "/query/tracuu", "--archive", self.folder,
                              "--format=json", "--timeout-ms=0", "--batch=-", *options], input=lines,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
        return [json.loads(line) for line in run.stdout.splitlines()]

    def remove(self):
        subprocess.run(["chmod", "-R", "u+w", self.folder], check=True)
        shutil.rmtree(self.folder)
        shutil.rmtree(self.folder + ".source")


def full(answer):
    """The ids of the hits that have every word of the query, in order."""
    return [hit["id"] for hit in answer.get("hits", []) if "missing" not in hit]


def marked(pieces):
    """What is highlighted in a title or snippet."""
    return [piece["text"] for piece in pieces if piece.get("hit")]
