import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from multiprocessing import active_children
from pathlib import Path

import pytest

import kg
from kg.crew import Crew
from kg.errors import JobError

SEED = Path(__file__).resolve().parents[2] / "data" / "articles" / "sound-of-metal.txt"
unix = pytest.mark.skipif(sys.platform == "win32", reason="this system ends processes otherwise")


def test_one_process_does_the_work_itself_when_its_result_is_wanted():
    with Crew() as crew:
        result = crew.begin(os.getpid)

        assert not crew.is_there
        assert result() == os.getpid()


def test_nobody_else_is_begun_for_a_single_article():
    articles = [kg.read.article("Lee Park directed “Blue Hour”.", id="a")]

    with Crew(2) as crew:
        found = list(crew.claims(articles, kg.extract.parse.MODEL))

        assert not crew.is_there
    assert found == [kg.extract.claims(articles[0])]


def test_several_processes_read_the_same_in_order_and_lend_a_hand():
    texts = ["Lee Park directed “Blue Hour”.", "Words.", "Ada Marsh wrote “Tide”."]
    articles = [kg.read.article(text, id=str(number)) for number, text in enumerate(texts)]

    with Crew(2) as crew:
        found = list(crew.claims(articles, kg.extract.parse.MODEL))
        other = crew.begin(os.getpid)()

    assert found == [kg.extract.claims(each) for each in articles]
    assert other != os.getpid()


@unix
def test_a_process_that_is_ended_from_outside_is_told_in_one_line():
    with Crew(2) as crew:
        crew.gather(2)
        with pytest.raises(JobError, match=r"^[^\n]*for want of memory[^\n]* fewer --jobs\.$"):
            crew.begin(signal.raise_signal, signal.SIGKILL)()


@unix
def test_what_others_are_doing_is_not_waited_for_when_it_is_interrupted():
    with suppress(KeyboardInterrupt), Crew(2) as crew:
        crew.gather(2)
        crew.begin(time.sleep, 60)
        children = active_children()
        raise KeyboardInterrupt

    assert {child.exitcode for child in children} == {-signal.SIGTERM}


@unix
@pytest.mark.parametrize("after", [0.2, 3])
def test_a_build_of_several_processes_is_quiet_when_it_is_interrupted(tmp_path, after):
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(f"{SEED.read_text('utf-8')}\n{number}.", "utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", tmp_path, "-o", tmp_path / "g", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(1 + after)  # the processes are being begun, or they read

    os.killpg(running.pid, signal.SIGINT)
    told = running.communicate(timeout=60)

    assert (running.returncode, *told) == (130, b"", b"")
    assert not (tmp_path / "g" / "store.json").exists()
