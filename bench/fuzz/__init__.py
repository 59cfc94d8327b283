"""Fuzzing the readers: rubbish in, a page or a reason out, never a crash.

``python -m bench.fuzz KIND`` drives one reader with atheris (``pip install atheris``), which grows
its inputs by the lines of code that they reach. ``checks`` holds the laws that every input must
keep, ``seeds`` the made-up inputs it begins with; what was ever found is kept in ``tests``.
"""
