"""Hosts are asked one thing at a time, with a pause; many hosts are asked at once."""

from __future__ import annotations

import threading
import time

import pytest

from secondsource.edges.fetch.crowd import together
from secondsource.edges.fetch.failures import Failed
from secondsource.edges.fetch.manners import Manners
from secondsource.errors import Misuse
from tests.webroom import PAGE, Hours, answer, fetcher, web


def test_the_pause_is_a_hosts_and_a_numbers() -> None:
    hours = Hours()
    with web(ferry=answer(PAGE)) as desk:
        fetching = fetcher(desk, hours, herald=["93.184.216.34"], tribune=["1.1.1.1"])
        fetching.fetched("http://levpress.example/ferry")
        assert hours.pauses == [1.0], "between robots.txt and the page"
        fetching.fetched("http://tribune.example/ferry")
        assert hours.pauses == [1.0, 1.0], "another machine is asked at once"
        fetching.fetched("http://herald.example/ferry")
        assert hours.pauses == [1.0] * 3 or hours.pauses == [1.0] * 4, "names of one machine share"
        fetching.fetched("http://levpress.example/ferry")
    assert len(hours.pauses) >= 4


def test_two_threads_take_turns() -> None:
    manners = Manners(0.0, clock=time.monotonic, pause=time.sleep)
    inside, most = [0], [0]

    def work(name: str) -> None:
        for _ in range(20):
            with manners.turn(name, "one machine"):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.0005)
                inside[0] -= 1

    crew = [threading.Thread(target=work, args=(f"host {n}",)) for n in range(5)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    assert most == [1]


def test_who_asked_to_be_left_alone_is_and_a_turn_that_fails_is_given_back() -> None:
    hours = Hours()
    manners = Manners(2.0, clock=hours.clock, pause=hours.pause)
    manners.hold_off("levpress", 300)
    with pytest.raises(Failed, match="left alone for 300 s") as raised, manners.turn("levpress"):
        raise AssertionError
    assert raised.value.wait == 300
    hours.seconds += 299
    with pytest.raises(Misuse), manners.turn("levpress"):
        raise Misuse("a fault inside")
    with manners.turn("levpress"):
        assert hours.pauses == [1.0, 2.0]


def test_answers_come_from_many_lanes_and_each_lane_keeps_its_order() -> None:
    begun = time.monotonic()
    jobs = [(host, number) for number in range(4) for host in "abcd"]

    def work(job: tuple[str, int]) -> float:
        time.sleep(0.02)
        return time.monotonic()

    found = dict(together(jobs, work, lane=lambda job: job[0]))
    assert set(found) == set(jobs)
    assert time.monotonic() - begun < 16 * 0.02 * 0.9, "side by side"
    for host in "abcd":
        times = [found[host, number] for number in range(4)]
        assert times == sorted(times)


def test_a_fault_in_a_lane_is_raised_where_the_answers_are_read() -> None:
    def work(job: int) -> int:
        if job == 3:
            raise Misuse("the archive is full")
        return job

    with pytest.raises(Misuse, match="archive is full"):
        list(together(range(9), work, lane=str))


def test_no_job_is_no_answer_and_who_leaves_early_leaves_no_work_behind() -> None:
    assert list(together([], lambda job: job, lane=str)) == []
    done: list[int] = []

    def work(job: int) -> int:
        time.sleep(0.01)
        done.append(job)
        return job

    answers = together(range(100), work, lane=lambda job: "one")
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    time.sleep(0.1)
    assert len(done) < 5
