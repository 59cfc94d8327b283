"""Fetching: the only rooms that know the network, each for one step of one request.

In the order in which an address goes through them: ``targets`` (what it spells), ``reachable``
(where it leads: nothing of one's own network), ``manners`` (when a host may be asked), ``robots``
(what it permits), ``exchange`` (one request, one answer, all bounded), ``archive`` (kept as it
came), ``fetcher`` (redirects and second tries), ``crowd`` (many hosts at once) and ``pages`` (from
answers to raw pages). What the world is asked - the time, a pause, chance, names of hosts,
connections - is one argument, ``world``, so that a test is a world of its own.
"""
