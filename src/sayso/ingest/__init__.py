"""From a source to stored revisions and claims: crawl looks, fetch asks, extract reads a page, history keeps it.

The only room with network and clock.
"""
