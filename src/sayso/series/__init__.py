"""Series: one measure followed across articles and outlets.

`link_figures.link_into_series` puts figures that measure the same thing on one series; `point_verdicts.judge_point` compares neighbouring
points; `naming.name_series` gives a series its name. All are pure functions of the set of figures: the order in which articles came
does not matter.
"""

#: Raised when figures are linked differently; the next run links a store again whose series another version made.
LINKER_VERSION = 9
