"""How small numbers are kept from readers who know how that is done (docs/adr/0024).

`rule` says how a number is shown, `knowledge` what readers know by now, `worlds` which
numbers are possible given that, and `release` what is shown of a new table. `witnesses`
keep proof from one decision to the next, found in small parts of the `linked_facts`
(docs/adr/0032).
"""
