from datetime import UTC, date, datetime, timedelta

import pytest

from common import clock


def test_now_is_aware_and_in_utc():
    assert clock.now().tzinfo is UTC


def test_the_legal_day_is_tokyos():
    """15:00 UTC is midnight in Tokyo: the next legal day has begun."""
    with clock.at(datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 31)
    with clock.at(datetime(2026, 3, 31, 15, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 4, 1)


def test_a_moved_clock_stands_still_and_comes_back():
    with clock.at(datetime(2026, 4, 1, 10, 0, tzinfo=clock.TOKYO)) as moment:
        assert clock.now() == clock.now() == moment == datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
        with clock.at(datetime(2026, 5, 1, tzinfo=clock.TOKYO)):
            assert clock.today() == date(2026, 5, 1)
        assert clock.today() == date(2026, 4, 1)
    assert abs(clock.now() - clock.real_now()) < timedelta(seconds=5)


def test_leases_do_not_follow_a_moved_clock():
    with clock.at(datetime(2031, 3, 31, tzinfo=clock.TOKYO)):
        assert clock.real_now().year < 2031


def test_the_clock_moves_in_the_demo_only(settings):
    settings.DEMO = False
    with pytest.raises(RuntimeError), clock.at(clock.real_now()):
        pass


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        clock.local(datetime(2026, 4, 1))  # noqa: DTZ001
