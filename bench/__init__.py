"""How fast the product is, measured over HTTP (docs/adr/0007).

`__main__` runs `measure` once for each database and size, in an environment of its
own. That fills the database (`data`), starts the server with the settings and the
floors that exist only here (`settings`, `urls`, `floors`, `middleware`), and asks for
the `pages` as their users do (`visitor`).

The report of the region is made without a server: by `fill` and `report`, in a process
each. `figures` measures a calculation, without any of that.
"""
