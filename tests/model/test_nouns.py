"""The laws of every noun: frozen, hashable, picklable, complete at birth, strict about types."""

import importlib
import pickle
import pkgutil
from typing import get_origin, get_type_hints

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NOUNS

from pemberdayaan import model
from pemberdayaan.errors import InvalidInput
from pemberdayaan.model.elements import Element
from pemberdayaan.model.evidence import Trace
from pemberdayaan.model.rules import Rule

ABSTRACT = {Element, Rule}
every_noun = pytest.mark.parametrize("cls", NOUNS, ids=lambda cls: cls.__name__)
some = settings(max_examples=15)


def test_every_noun_has_a_strategy():
    modules = [importlib.import_module(f"{model.__name__}.{one.name}") for one in pkgutil.iter_modules(model.__path__)]
    found = {one for module in modules for one in vars(module).values() if isinstance(one, type) and attrs.has(one)}
    ours = {one for one in found if one.__module__.startswith(model.__name__)}
    assert ours - ABSTRACT == set(NOUNS)


@every_noun
def test_a_noun_is_frozen_and_slotted(cls):
    @some
    @given(NOUNS[cls])
    def law(noun):
        for field in attrs.fields(cls):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(noun, field.name, None)
        with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
            noun.anything = 1
        assert not hasattr(noun, "__dict__")

    law()


@every_noun
def test_a_noun_is_a_value(cls):
    @some
    @given(NOUNS[cls])
    def law(noun):
        again = pickle.loads(pickle.dumps(noun))
        assert again == noun
        assert hash(again) == hash(noun)
        assert attrs.evolve(noun) == noun
        assert repr(again) == repr(noun)

    law()


@every_noun
def test_lists_are_taken_for_tuples(cls):
    hints = get_type_hints(cls)
    tuples = [f for f in attrs.fields(cls) if f.init and f.converter and get_origin(hints[f.name]) is tuple]

    @some
    @given(NOUNS[cls])
    def law(noun):
        given = {field.alias: list(getattr(noun, field.name)) for field in tuples}
        assert attrs.evolve(noun, **given) == noun

    law()


@every_noun
def test_a_wrong_type_is_refused(cls):
    fields = [f for f in attrs.fields(cls) if f.init and (f.converter or f.validator)]
    assert fields or cls is Trace  # a trace is made by measures alone

    @some
    @given(NOUNS[cls], st.sampled_from([object(), b"bytes", {1, 2}, 1j]))
    def law(noun, wrong):
        for field in fields:
            with pytest.raises(InvalidInput):
                attrs.evolve(noun, **{field.alias: wrong})

    law()


@every_noun
def test_a_required_field_is_required(cls):
    required = [f for f in attrs.fields(cls) if f.init and f.default is attrs.NOTHING]
    if required:
        with pytest.raises(TypeError, match="required"):
            cls()
