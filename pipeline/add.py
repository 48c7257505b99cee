"""Adding a document to a folder of plans: the file or what stands at a URL, and its row in plans.csv."""
from __future__ import annotations

import mimetypes
import re
import tempfile
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from pipeline import registry
from pipeline.complaint import Complaint
from pipeline.files import write_atomically
from pipeline.registry import REGISTRY, Plan

TIMEOUT = 30  # seconds without an answer
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


class Refused(Exception):
    """A document cannot be added; `complaint` says why and what to do."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint)
        self.complaint = complaint


def add(source: str, folder: Path, wanted: Plan) -> Plan:
    """Copy a file, or fetch a http(s) URL, into `folder` and write its row to `folder/plans.csv`.

    `wanted` states the columns of the row; an empty doc_id becomes the file's stem, path and url are filled here.
    Returns the row as written. Raises Refused, and then nothing was changed."""
    is_url = source.lower().startswith(("http://", "https://"))
    content, name = _fetch(source) if is_url else _read(Path(source))
    doc_id = wanted.doc_id or PurePosixPath(name).stem
    suffix = PurePosixPath(name).suffix
    plan = replace(wanted, doc_id=doc_id, path=doc_id + (suffix if _SUFFIX.fullmatch(suffix) else ""),
                   url=source if is_url else "")
    inside = not is_url and Path(source).resolve().is_relative_to(folder.resolve())
    if inside:
        plan = replace(plan, path=Path(source).resolve().relative_to(folder.resolve()).as_posix())
    plan, wrong = registry.checked(plan)
    if wrong:
        raise Refused(Complaint(source, *wrong))
    _check_against(folder / REGISTRY, plan, source)
    _check_readable(content, plan, source)
    target = folder / plan.path
    if not inside and target.exists():
        raise Refused(Complaint(source, f"{target} exists already", "choose another name with --doc-id"))
    try:
        if not inside:
            write_atomically(target, content)
        registry.append(folder / REGISTRY, plan)
    except OSError as error:
        raise Refused(Complaint(str(folder), f"cannot be written: {error.strerror}", "check its permissions")) from None
    return plan


def _read(path: Path) -> tuple[bytes, str]:
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise Refused(Complaint(str(path), f"cannot be read: {error.strerror}", "check the path")) from None


def _fetch(url: str) -> tuple[bytes, str]:
    """Content and file name of what stands at a URL; the name is one part without separators."""
    from pipeline.readers import MAX_BYTES

    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler,
                    urllib.request.HTTPRedirectHandler, urllib.request.HTTPDefaultErrorHandler,
                    urllib.request.HTTPErrorProcessor):
        opener.add_handler(handler())
    try:
        with opener.open(url, timeout=TIMEOUT) as answer:
            content = answer.read(MAX_BYTES + 1)
            media_type = answer.headers.get_content_type()
    except urllib.error.HTTPError as error:
        raise Refused(Complaint(url, f"the server answers {error.code} {error.reason}", "check the address")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise Refused(Complaint(url, f"cannot be fetched: {reason}", "check the address and the network")) from None
    if len(content) > MAX_BYTES:
        raise Refused(Complaint(url, f"is larger than {MAX_BYTES >> 20} MiB", "fetch it and keep its text only"))
    name = PurePosixPath(unquote(urlsplit(url).path).replace("\\", "/")).name or "index"
    if not PurePosixPath(name).suffix:
        name += mimetypes.guess_extension(media_type) or ""
    return content, name


def _check_against(path: Path, plan: Plan, source: str) -> None:
    """Refuse a row that does not fit the registry."""
    known = registry.load(path) if path.exists() else registry.Registry()
    if any(complaint.where == str(path) for complaint in known.complaints):
        raise Refused(known.complaints[0])
    if plan.doc_id in known.doc_ids:
        raise Refused(Complaint(source, f"doc_id {plan.doc_id} is in {path} already", "choose another with --doc-id"))
    if plan.path in known.paths:
        raise Refused(Complaint(source, f"{plan.path} is in {path} already", "change its row there"))
    if plan.supersedes and plan.supersedes not in known.doc_ids:
        raise Refused(Complaint(source, f"supersedes {plan.supersedes}, which is no doc_id of {path}",
                                "add the earlier plan first"))


def _check_readable(content: bytes, plan: Plan, source: str) -> None:
    from pipeline.readers import UnreadableDocument, read

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / PurePosixPath(plan.path).name
        copy.write_bytes(content)
        try:
            read(copy)
        except UnreadableDocument as error:
            raise Refused(Complaint(source, str(error).removeprefix(str(copy)).lstrip(": "))) from None
