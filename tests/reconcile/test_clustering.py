import numpy as np

from dragoman.reconcile.clustering import chains, grouped
from dragoman.reconcile.features import MATCH

LIKELY, UNLIKELY = MATCH + 0.2, 0.5


def groups(count, values, together=()):
    left, right = (np.asarray([pair[k] for pair in values], dtype=np.int64) for k in (0, 1))
    likeness = np.asarray(list(values.values()))
    likely = likeness >= MATCH
    chain = chains(count, left[likely], right[likely], together)
    inside = chain[left] == chain[right]
    return grouped(chain, left[inside], right[inside], likeness[inside], together)


def test_likely_pairs_are_one_group_and_what_no_pair_joins_stands_alone():
    assert groups(4, {(0, 2): LIKELY, (1, 3): UNLIKELY}) == [[0, 2], [1], [3]]


def test_a_chain_is_cut_where_the_average_is_unlikely():
    assert groups(3, {(0, 1): LIKELY + 0.1, (1, 2): LIKELY, (0, 2): UNLIKELY}) == [[0, 1], [2]]


def test_two_that_are_no_pair_come_into_no_group_together():
    assert groups(3, {(0, 1): LIKELY, (1, 2): LIKELY + 1}) == [[0], [1, 2]]


def test_those_held_together_begin_as_one_group_and_draw_others_in():
    values = {(0, 2): LIKELY, (1, 2): LIKELY, (0, 1): UNLIKELY}
    assert groups(4, values, together=[[0, 1]]) == [[0, 1, 2], [3]]
    assert groups(4, {}, together=[[1, 3]]) == [[0], [1, 3], [2]]


def test_no_mentions_are_no_groups():
    assert groups(0, {}) == []
