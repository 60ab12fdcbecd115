"""Django with nothing: the ceilings that our pages are measured against, on the same rows.

No middleware, no templates, no layout; one query and f-strings. Served by the same gunicorn in the
same run (`benchmarks.run`).
"""
