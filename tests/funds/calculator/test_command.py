"""`./run manage calculate`: JSON in, JSON out; a sentence and another exit where it is refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from law.calculator import calculate
from law.calculator.examples import EXAMPLES

ROOT = Path(__file__).parents[3]


def ran(capsys, file):
    call_command("calculate", str(file))
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "said", [said for _name, _title, said in EXAMPLES], ids=[name for name, *_ in EXAMPLES]
)
def test_a_file_in_and_the_result_with_its_trace_out(said, tmp_path, capsys):
    file = tmp_path / "said.json"
    file.write_text(json.dumps(said))
    assert ran(capsys, file) == calculate(said)


REFUSED = {
    "nothing": (b"", "JSON として読み取れません"),
    "not JSON": (b"kind: grant", "JSON として読み取れません"),
    "not UTF-8": (b'{"kind": "\xff"}', "UTF-8 として読み取れません"),
    "a name twice": (b'{"kind": 1, "kind": 2}', "同じ名前の項目が二つあります"),
    "a fraction": (b'{"kind": "grant", "eligible_cost": 0.5}', "小数・指数・NaN は使えません"),
    "not a number": (b'{"kind": NaN}', "小数・指数・NaN は使えません"),
    "400 digits": (b'{"kind": ' + b"9" * 400 + b"}", "数が大きすぎます"),
    "too deep": (b"[" * 100_000, "入れ子が深すぎます"),
    "a mark that turns the text": ('{"kind": "\u202egrant"}'.encode(), "使えない文字"),
    "too long": (b" " * (6 * 1024 * 1024 + 1), "大きすぎます"),
    "of no kind": (b'{"kind": "grants"}', "試算の種類は、grant、"),
    "a list": (b"[]", "名前と値の組"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_one_sentence_and_exit_1(name, tmp_path, capsys):
    content, sentence = REFUSED[name]
    file = tmp_path / "said.json"
    file.write_bytes(content)
    with pytest.raises(SystemExit) as left:
        call_command("calculate", str(file))
    assert left.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert said.err.endswith("。\n")


@pytest.mark.parametrize("place", ["missing.json", "."])
def test_a_file_that_cannot_be_opened(place, tmp_path, capsys):
    with pytest.raises(SystemExit):
        call_command("calculate", str(tmp_path / place))
    assert "を開けません" in capsys.readouterr().err


def test_it_reads_what_is_piped_and_needs_no_database():
    """A process of its own, whose database does not exist."""
    command = [sys.executable, "manage.py", "calculate", "-"]
    env = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "x" * 50,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    }
    said = json.dumps(EXAMPLES[0][2]).encode()
    done = subprocess.run(command, input=said, capture_output=True, cwd=ROOT, env=env, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["amount"] == 1_200_000_000
    done = subprocess.run(command, input=b"{}", capture_output=True, cwd=ROOT, env=env, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("試算の種類を書いてください。")
