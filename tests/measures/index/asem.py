"""The ASEM example of COINr as a framework, built from its own metadata, and its steps as arrays."""

import numpy as np
import pandas as pd

import pemberdayaan as pb


def read(folder, name):
    """A table, its units in alphabetical order."""
    table = pd.read_csv(folder / "coinr" / f"{name}.csv")
    if "uCode" in table:
        table = table.sort_values("uCode").set_index("uCode")
    return table


def lowered(table):
    return table.rename(columns=str.lower)


def metadata(folder):
    meta = read(folder, "asem_imeta")
    return meta[meta["Type"] == "Indicator"], meta[meta["Type"] == "Aggregate"]


RULE = pb.IndexRule(
    "index",
    "Index",
    imputation=pb.Imputation("mean", by="EurAsia_group"),
    screen="9/10",
    treatment=pb.Treatment(),
    scaling=pb.Scaling("minmax", span=[0, 100]),
)


def framework(folder):
    indicators, aggregates = metadata(folder)
    divisors = indicators.dropna(subset="Denominator")
    rule = pb.IndexRule(
        RULE.key,
        RULE.label,
        denominators=dict(zip(divisors["iCode"].str.lower(), divisors["Denominator"], strict=True)),
        imputation=RULE.imputation,
        screen=RULE.screen,
        treatment=RULE.treatment,
        scaling=RULE.scaling,
    )
    return pb.Framework(
        "asem",
        "ASEM",
        components=[
            pb.Component(one.iCode.lower(), one.iName, part_of=under(one.Parent)) for one in aggregates.itertuples()
        ],
        indicators=[
            pb.Indicator(
                one.iCode.lower(),
                one.iName,
                part_of=under(one.Parent),
                direction="up" if one.Direction > 0 else "down",
                weight=int(one.Weight),
            )
            for one in indicators.itertuples()
        ],
        rules=[rule],
    )


def under(parent):
    return None if pd.isna(parent) else f"component.{parent.lower()}"


def population(folder, name="asem_idata"):
    """One of the tables, with the names of its columns."""
    frame = read(folder, name).reset_index()
    indicators, _ = metadata(folder)
    return pb.Population(frame, unit="uCode", names={key.lower(): key for key in indicators["iCode"]})


def close(found, truth):
    """Equal to 1e-10, relative above 1 and absolute below, as the issue asks; gaps in the same cells."""
    found, truth = np.asarray(found, float), np.asarray(truth, float)
    assert found.shape == truth.shape
    np.testing.assert_array_equal(np.isnan(found), np.isnan(truth))
    apart = np.abs(found - truth) / np.maximum(1, np.abs(truth))
    assert np.nanmax(apart) <= 1e-10
    return True
