"""Takes the parameters of a Graph call from the address, a form or a multipart body."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from outreach.practice.graph.params import Params


async def params_of(request: Request) -> Params:
    """Every parameter of a request; what stands in the body wins over the address."""
    values = dict(request.query_params)
    files: dict[str, bytes] = {}
    async with request.form() as form:
        for name, value in form.items():
            if isinstance(value, UploadFile):
                files[name] = await value.read()
            else:
                values[name] = value
    return Params(values, files)


Given = Annotated[Params, Depends(params_of)]
