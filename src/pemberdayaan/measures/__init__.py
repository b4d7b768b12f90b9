"""Meaning: nouns in, labelled results out; one room for each question."""
