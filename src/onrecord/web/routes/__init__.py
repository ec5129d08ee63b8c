"""The routes under /api/v1, one file a resource."""

from onrecord.web.routes import (
    about,
    actors,
    admin,
    corrections,
    disagreements,
    exports,
    figures,
    inputs,
    jobs,
    network,
    places,
    records,
    reports,
    statements,
    timeline,
    tracks,
)

# A path that is written out stands before one with a parameter in the same place.
ROUTERS = (
    about.router,
    inputs.router,
    reports.router,
    records.router,
    disagreements.router,
    statements.router,
    timeline.router,
    places.router,
    figures.router,
    tracks.router,
    network.router,
    actors.router,
    corrections.router,
    exports.router,
    jobs.router,
    admin.router,
)
