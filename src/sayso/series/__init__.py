"""Series: one measure followed across articles and outlets.

`link` puts figures that measure one thing on one series; `judge` compares neighbouring points; `name` says what a series measures. All are
pure functions of the set of figures: the order in which articles came does not matter.
"""

#: Raised whenever the same figures may be put on other series. Series are settled after every run, so that an upgrade is never news.
LINKER_VERSION = 1
