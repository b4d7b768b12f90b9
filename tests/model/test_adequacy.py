"""The dictionary of a survey: what its parts demand of each other, and how it stands in a file."""

import pytest

import pemberdayaan as pb
from pemberdayaan.model.adequacy import Adequacy, AdequacyMethod, Battery, Uninvolved

YES = pb.Condition(is_="yes")
FAULTS = {
    "no question": (lambda: Battery([]), [("", "missing_key")]),
    "no weight": (lambda: Battery("a", weight=0), [("weight", "bad_weight")]),
    "one question twice": (lambda: Battery(["a", "a"]), [("questions[1]", "repeated_key")]),
    "a choice twice": (lambda: Battery("a", choices=["1", "1"]), [("choices[1]", "repeated_key")]),
    "a choice that does not apply": (
        lambda: Battery("a", choices=["1"], not_applicable="1"),
        [("not_applicable[0]", "repeated_key")],
    ),
    "words against a number": (
        lambda: Battery("a", counts=pb.Condition(above=1), choices=["1", "two"], not_applicable="none"),
        [("choices[1]", "wrong_type"), ("not_applicable[0]", "wrong_type")],
    ),
    "an answer that is not offered": (
        lambda: Battery("a", counts=YES, choices=["Yes", "no"]),
        [("counts.is[0]", "no_such")],
    ),
    "an answer that does not apply": (
        lambda: Battery("a", counts=YES, not_applicable="yes"),
        [("counts.is[0]", "both")],
    ),
    "no battery": (lambda: Adequacy("any", []), [("", "missing_key")]),
    "no such way": (lambda: Adequacy("most", [Battery("a", counts=YES)]), [("", "not_a_choice")]),
    "a question in two batteries": (
        lambda: Adequacy("any", [Battery("a", counts=YES), Battery(["b", "a"], counts=YES)]),
        [("batteries", "repeated_key")],
    ),
    "answers that do not count": (lambda: Adequacy("all", [Battery("a")]), [("batteries[0]", "missing_key")]),
    "answers that count in a sum": (
        lambda: Adequacy("workload", [Battery("a", counts=YES)], threshold=1),
        [("batteries[0].counts", "not_with")],
    ),
    "words in a sum": (
        lambda: Adequacy("autonomy", [Battery("a", choices="often")], threshold=1),
        [("batteries[0].choices[0]", "wrong_type")],
    ),
    "a threshold for any": (
        lambda: Adequacy("any", [Battery("a", counts=YES)], threshold=1),
        [("threshold", "not_with")],
    ),
    "a weight for any": (
        lambda: Adequacy("any", [Battery("a", counts=YES, weight=2)]),
        [("batteries[0].weight", "not_with")],
    ),
    "no threshold": (lambda: Adequacy("workload", [Battery("a")]), [("", "missing_key")]),
    "hours that count against": (
        lambda: Adequacy("workload", [Battery("a", weight="-1/2")], threshold=1),
        [("batteries[0].weight", "negative")],
    ),
    "two questions for one value": (
        lambda: Adequacy("value", [Battery(["a", "b"], counts=YES)]),
        [("batteries", "wrong_length")],
    ),
    "a motive that lacks an activity": (
        lambda: Adequacy("autonomy", [Battery(["a", "b"], weight=-2), Battery("c", weight=3)], threshold=1),
        [("batteries[1].questions", "unequal")],
    ),
    "at least none": (
        lambda: Adequacy("at_least", [Battery("a", counts=YES)], threshold=0),
        [("threshold", "out_of_range")],
    ),
    "hours below none": (
        lambda: Adequacy("workload", [Battery("a")], threshold=-1),
        [("threshold", "negative")],
    ),
    "an index that nobody reaches": (
        lambda: Adequacy("autonomy", [Battery("a", weight=3, choices=["1", "4"])], threshold=12),
        [("threshold", "out_of_range")],
    ),
    "an index that everybody reaches": (
        lambda: Adequacy("autonomy", [Battery("a", weight=-3, choices=["1", "4"])], threshold=-13),
        [("threshold", "out_of_range")],
    ),
    "more than there are": (
        lambda: Adequacy("at_least", [Battery(["a", "b"], counts=YES)], threshold=3),
        [("threshold", "out_of_reach")],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_does_not_fit_is_refused(name):
    make, expected = FAULTS[name]
    with pytest.raises(pb.InvalidInput) as error:
        make()
    assert [(one.where, one.code) for one in error.value.faults] == expected
    assert all(one.text(language) for one in error.value.faults for language in ("en", "id"))


def test_a_dictionary_in_a_file():
    data = {
        "format": 1,
        "key": "own",
        "label": "Own",
        "indicators": {
            "voice": {
                "label": "Voice",
                "adequate": {
                    "how": "at_least",
                    "threshold": 2,
                    "uninvolved": "inadequate",
                    "batteries": [{"questions": ["a", "b"], "counts": {"is": "yes"}, "choices": ["yes", "no"]}],
                },
            }
        },
    }
    (voice,) = pb.read_framework(data).indicators
    battery = Battery(["a", "b"], counts=YES, choices=["yes", "no"])
    assert voice.adequate == Adequacy("at_least", [battery], threshold=2, uninvolved="inadequate")
    assert voice.adequate.questions == ("a", "b")
    assert (voice.adequate.how, voice.adequate.uninvolved) == (AdequacyMethod.AT_LEAST, Uninvolved.INADEQUATE)
    # Found in the file: a field of no battery, and codes that are no texts.
    faulty = {"how": "any", "batteries": [{"questions": ["a"], "count": "yes"}, {"questions": ["b"], "choices": [1]}]}
    data["indicators"]["voice"]["adequate"] = faulty
    with pytest.raises(pb.InvalidInput) as error:
        pb.read_framework(data)
    at = "$.indicators.voice.adequate.batteries"
    assert [(one.where, one.code) for one in error.value.faults] == [
        (f"{at}[0].count", "unknown_key"),
        (f"{at}[1].choices[0]", "wrong_type"),
    ]
