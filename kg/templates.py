"""Pages from templates: what comes from a graph is escaped, our own scripts bear their digests."""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def environment(folder: str) -> Environment:
    """Return what fills the templates of a folder of the package.

    Args:
        folder: below ``kg/``.
    """
    return Environment(
        loader=PackageLoader("kg", folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def own(folder: str, name: str) -> Markup:
    """Return a file of ours, a style or a script, to stand in a page as it is."""
    loader = PackageLoader("kg", folder)
    return Markup(loader.get_source(environment(folder), name)[0])  # noqa: S704  nothing but ours


def digest(text: str) -> str:
    """Return the digest by which a policy allows a style or a script.

    Reference:
        W3C, “Content Security Policy Level 3”, section 6.7.3: hashes of inline blocks.
    """
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
