"""Faults are put in, and afterwards nothing that was promised may be broken (reliability 3.3).

`matrix.py` is the data, one row a fault; `stand.py` the instance it is done to; `actions.py` what is
done; `situations.py` what goes on meanwhile; `invariants.py` and `acknowledged.py` who judges.
`make faults` runs every row, `make test` a third of them; `test_controls.py` shows of each class that
the judges would have noticed.
"""
