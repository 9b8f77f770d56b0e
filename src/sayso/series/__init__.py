"""Series: one measure followed across articles and outlets.

`link_figures.link` puts figures that measure one thing on one series; `point_verdicts.judge` compares neighbouring points; `naming.name` says what a
series measures. All are pure functions of the set of figures: the order in which articles came does not matter, and as series are settled
anew after every run that stored something, another version of the linker is no news and needs no mark in the store.
"""
