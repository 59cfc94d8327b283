"""What people decided by reading: sentence pairs, slot pairs, and the fictions they stand in.

Here live labels, places and our own fictional news; texts of data sets stay where they are
unpacked. ``README.md`` holds the rules that the labels follow.
"""
