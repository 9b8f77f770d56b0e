"""Reads whole crawls on many processors and machines: from archives to Parquet files with the schema of our tables.

Each step is a pure function of one shard, which writes a folder; Dask maps it. Needs the extra `bulk`; no other package imports this one.
"""
