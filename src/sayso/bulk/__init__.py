"""Whole crawls, on as many processors and machines as there are: archives in, Parquet files with the schema of our tables out.

Each step is a pure function of one shard, which writes a folder; Dask maps it. Needs the extra `bulk`; no other package imports this one.
"""
