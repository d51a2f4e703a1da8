"""The soak: long proofs within a budget of minutes, and one table that says "worst of N". `make soak` runs it.

`proof.py` what a proof is · `running.py` shares the minutes out · `table.py` what is printed · `proofs.py` the list
· `suite.py` tests that are marked soak · `showing.py` a show that is played · `judgement.py` what it must hold
· `monkey.py` plays with every input · `gauges.py` memory, descriptors, threads.
"""
