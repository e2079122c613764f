"""The service: routes, problems, the OpenAPI document, and a page that shows it."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse

from studio_adapters.app import StudioApp
from studio_service import appointments, founding, funds, reading
from studio_service.described import SCHEMA
from studio_service.page import page
from studio_service.problems import install, language_of

ABOUT = """创业指导师工作室建设技术指引的决定、台账与历史。每个决定写明条款与可由谁作出；
被拒绝时，答复是写明条款与数值的问题（RFC 9457）。

The decisions, registers and histories of the guideline on mentor studios. Who acts comes from headers that a gateway
has authenticated; the service itself authenticates nobody, and listens on loopback."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def create_app(studio: StudioApp) -> FastAPI:
    """A service over *studio*, which whoever made it closes."""
    app = FastAPI(
        title="studio-domain: example service",
        version="1",
        description=ABOUT,
        docs_url=None,  # they load scripts from elsewhere; `/` needs none
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.studio = studio
    install(app)
    for routes in (founding, funds, appointments, reading):
        app.include_router(routes.router)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, description=ABOUT, routes=app.routes)
            document["components"]["schemas"]["Problem"] = SCHEMA
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def decisions(request: Request, lang: Literal["zh", "en"] | None = None) -> HTMLResponse:
        text = page(openapi(), lang or language_of(request))
        return HTMLResponse(text, headers={"Content-Security-Policy": _POLICY, "Vary": "Accept-Language"})

    return app
