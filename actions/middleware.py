"""What happens when a plan is closed while somebody changes it."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .services import PlanIsClosed


class SayThatPlanIsClosed:
    """Tell who saves just after somebody closed the plan; nothing was saved.

    Forms refuse a closed plan themselves. This is for the moment between their look at
    it and the change, which only the lock of the service can judge.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, PlanIsClosed):
            return render(request, "409.html", status=HTTPStatus.CONFLICT)
        return None
