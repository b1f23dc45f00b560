"""A queue log on the disk, plain, gzipped, or broken."""

import gzip

import pytest

from okienko.links.queue_log import UnreadableLog, read_rows

TEXT = "name,date\nUD_Próba,2020-01-13\n"


def test_a_log_is_read_plain_and_gzipped(tmp_path):
    (tmp_path / "log.csv").write_text("\ufeff" + TEXT, encoding="utf-8")
    (tmp_path / "log.gz").write_bytes(gzip.compress(TEXT.encode()))
    for name in ("log.csv", "log.gz"):
        assert list(read_rows(tmp_path / name)) == [{"name": "UD_Próba", "date": "2020-01-13"}]


@pytest.mark.parametrize("content", [
    gzip.compress(TEXT.encode() * 1000)[:40], b"\x1f\x8bnonsense", "żółw\n".encode("utf-16"),
    ("a,b\n" + "x" * 20_000).encode(),
], ids=["cut off", "no gzip at all", "not UTF-8", "a line without end"])
def test_a_broken_log_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(content)
    with pytest.raises(UnreadableLog, match="log"):
        list(read_rows(path))


def test_a_log_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableLog):
        list(read_rows(tmp_path / "nothing"))
    with pytest.raises(UnreadableLog):
        list(read_rows(tmp_path))
