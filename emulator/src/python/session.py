"""Runs the code of an inline code node as an interactive session would.

Reads {"code": ..., "inputs": {...}} from the standard input, and writes {"result": ...} or
{"error": ...} to the standard output. What the code prints is thrown away, as AWS does it.
"""

import ast
import io
import json
import os
import sys

os.environ.clear()
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
sys.stdout = io.TextIOWrapper(open(os.devnull, "wb"), encoding="utf-8")


def run(code, variables):
    """The value of the last statement; None when that is no expression."""
    shown = []
    sys.displayhook = shown.append
    for statement in ast.parse(code, "<inline code>").body:
        shown.clear()
        single = ast.Interactive([statement])
        exec(compile(single, "<inline code>", "single"), variables)
    return shown[-1] if shown else None


def answer(request):
    variables = {"__name__": "__main__", "__builtins__": __builtins__, **request["inputs"]}
    try:
        return json.dumps({"result": run(request["code"], variables)}, allow_nan=False)
    except BaseException as error:
        return json.dumps({"error": f"{type(error).__name__}: {error}"})


answers.write(answer(json.loads(sys.stdin.buffer.read().decode("utf-8"))))
answers.close()
