"""How many examples hypothesis takes: `ci` always the same ones, `fuzz` new ones in each run.

`make fuzz` runs rounds of `fuzz` (`scripts/fuzz.py`); `mutants` is for `scripts/break_the_core.py`,
which wants to know that a property fails and not at which smallest example. A sentence takes some
ten milliseconds, and machines differ: no example has a deadline.
"""

from hypothesis import HealthCheck, Phase, settings

CI_EXAMPLES = 25

CALM = settings(
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
STEADY = settings(CALM, max_examples=CI_EXAMPLES, derandomize=True, database=None)

settings.register_profile("ci", STEADY)
settings.register_profile("mutants", STEADY, phases=[Phase.explicit, Phase.generate])
settings.register_profile("fuzz", CALM, max_examples=4 * CI_EXAMPLES)
settings.load_profile("ci")
