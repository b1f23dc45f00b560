"""The description of an office as files: a directory of TOML in, the same bytes out.

The directory may be split as its city likes: the tables of all files are laid together, and the same key in
two files is a fault. `.toml` files carry the description; `.md` files may lie beside them and are kept with
it. Hidden files are left alone.
"""

from okienko.links.files.description import Description, parse
from okienko.links.files.directory import Directory, read_directory
from okienko.links.files.upload import read_upload
from okienko.links.files.writing import DirectoryNotEmpty, UnsafePath, content_hash, write_directory

__all__ = [
    "Description",
    "Directory",
    "DirectoryNotEmpty",
    "UnsafePath",
    "content_hash",
    "parse",
    "read_directory",
    "read_upload",
    "write_directory",
]
