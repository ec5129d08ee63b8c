"""The best one-to-one assignment of rows to columns (the Hungarian method with potentials, O(n² m))."""

from collections.abc import Sequence
from math import inf


def best_assignment(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each row and column at most once, with the greatest sum of gains."""
    if not gains or not gains[0]:
        return []
    if len(gains) > len(gains[0]):
        turned = best_assignment(list(zip(*gains, strict=True)))
        return sorted((row, column) for column, row in turned)
    taken = _columns_taken([[-gain for gain in row] for row in gains])
    return sorted((row - 1, column - 1) for column, row in enumerate(taken) if column > 0 and row > 0)


def _columns_taken(costs: Sequence[Sequence[float]]) -> list[int]:
    """For each column, counted from 1, the row that takes it, or 0; there are no more rows than columns."""
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken = [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], column = row, 0
        least, way, used = [inf] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while True:
            used[column] = True
            for other in range(1, columns + 1):
                if not used[other]:
                    reduced = costs[taken[column] - 1][other - 1] - of_row[taken[column]] - of_column[other]
                    if reduced < least[other]:
                        least[other], way[other] = reduced, column
            nearest = min((c for c in range(1, columns + 1) if not used[c]), key=least.__getitem__)
            step = least[nearest]
            for other in range(columns + 1):
                if used[other]:
                    of_row[taken[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = nearest
            if taken[column] == 0:
                break
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    return taken
