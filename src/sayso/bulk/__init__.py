"""Whole crawls, on as many processors and machines as there are: archives in, Parquet files with the schema of our tables out.

Each step is a pure function of one shard, which leaves a folder behind; Dask maps it. Needs the extra `bulk`; nothing else needs this room.
"""
