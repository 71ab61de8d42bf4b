"""The least that a page can cost: what the others are held against."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse

MATRIX = """
    SELECT objective.number, action.number, action.title, municipality.name,
           state.phase, state.light, state.reported_at
      FROM actions_progress AS track
      JOIN actions_action AS action ON action.id = track.action_id
      JOIN actions_objective AS objective ON objective.id = action.objective_id
 LEFT JOIN municipalities_municipality AS municipality
           ON municipality.id = track.municipality_id
 LEFT JOIN actions_progressupdate AS state ON state.id = track.state_id
     WHERE action.retired_on IS NULL
  ORDER BY objective.number, action.number, municipality.name
"""


@login_required
def constant(request: HttpRequest) -> HttpResponse:
    """A page that always says the same, behind log-in."""
    return HttpResponse("ok")


@login_required
def matrix_by_sql(request: HttpRequest) -> HttpResponse:
    """The rows of the matrix by one statement, with hardly any HTML around them."""
    with connection.cursor() as cursor:
        cursor.execute(MATRIX)
        rows = cursor.fetchall()
    lines = (f"<tr><td>{'<td>'.join(map(str, row))}" for row in rows)
    return HttpResponse("<table>" + "\n".join(lines) + "</table>")
