"""A revision as one file to take away: the same bytes that were applied, in a ZIP."""

from __future__ import annotations

import io
import zipfile

from okienko.records.office import OfficeRevision

#: The same moment in each archive, so that the same content gives the same bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)


def archive(revision: OfficeRevision) -> bytes:
    """All files of the revision, by path."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        for path in sorted(revision.files):
            whole.writestr(zipfile.ZipInfo(path, MOMENT), revision.files[path].encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
