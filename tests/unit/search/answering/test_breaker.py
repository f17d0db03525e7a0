"""The breaker: visitors do not wait for an engine that is away."""

from search.answering.breaker import Breaker


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def make():
    clock = Clock()
    return Breaker(pause=30, clock=clock), clock


def test_it_lets_everybody_through_until_a_failure():
    breaker, _clock = make()
    assert all(breaker.allows() for _caller in range(3))
    breaker.failed()
    assert not breaker.allows()


def test_after_the_pause_one_caller_tries_for_all():
    breaker, clock = make()
    breaker.failed()
    clock.now += 30
    assert [breaker.allows() for _caller in range(3)] == [True, False, False]


def test_a_success_opens_the_way_and_another_failure_keeps_it_shut():
    breaker, clock = make()
    breaker.failed()
    clock.now += 30
    assert breaker.allows()
    breaker.failed()
    clock.now += 29
    assert not breaker.allows()
    clock.now += 1
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert not breaker.is_open


def test_slow_answers_in_a_row_keep_callers_away_and_a_quick_one_between_them_does_not():
    breaker, clock = make()
    for is_slow in (True, True, False, True, True):
        breaker.succeeded(is_slow=is_slow)
        assert breaker.allows()
    breaker.succeeded(is_slow=True)
    assert not breaker.allows()
    clock.now += 30
    assert breaker.allows()


def test_what_tells_nothing_of_slowness_leaves_the_count():
    breaker, _clock = make()
    for is_slow in (True, True, None, True):
        breaker.succeeded(is_slow=is_slow)
    assert not breaker.allows()


def test_a_caller_that_was_let_through_and_never_came_back_does_not_shut_it_for_ever():
    breaker, clock = make()
    breaker.failed()
    clock.now += 30
    assert breaker.allows()
    clock.now += 30
    assert breaker.allows()
