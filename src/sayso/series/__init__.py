"""Series: one measure followed across articles and outlets.

`link_figures.link` puts figures that measure one thing on one series; `point_verdicts.judge` compares neighbouring points; `naming.name`
says what a series measures. All are pure functions of the set of figures: the order in which articles came does not matter. All series are
settled anew in one pass, so that another version of the linker is no news.
"""

#: Raised when figures are put on series otherwise; a store whose series were settled by another one is settled anew by the next run.
LINKER_VERSION = 6
