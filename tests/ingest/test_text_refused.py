"""What is no document that is read: one small file for each refusal, and the words it is refused with."""

import random
from dataclasses import replace

import pytest
from sheet_files import workbook
from text_files import docx, locked_pdf, paragraph, pdf

from yardstick.errors import Problem
from yardstick.ingest.apart import LIMITS, Limits
from yardstick.ingest.packing import OLE
from yardstick.ingest.text import BOUNDS, plain_text

BODY = paragraph("某市有企业12家。")


def wide(text):
    return text.encode("utf-16-le")


@pytest.fixture
def refused(tmp_path):
    """Reads these bytes under this name; message, found and hint of its refusal."""

    def reading(name, content, *, limits=LIMITS, **bounds):
        path = tmp_path / "upload"
        path.write_bytes(content)
        found = plain_text(path, name, limits=limits, bounds=replace(BOUNDS, **bounds))
        assert isinstance(found, Problem), found
        assert found.path == name
        return found.message, found.found, found.hint

    return reading


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf \n"])
def test_empty(refused, content):
    assert refused("a.txt", content)[0] in ("the file is empty", "the document has no text in it")


def test_absent(tmp_path):
    assert plain_text(tmp_path / "a.txt").message == "the file cannot be read"
    assert plain_text(tmp_path).message == "the file cannot be read"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf", "a"])
def test_fifty_megabytes_of_anything(refused, name):
    assert refused(name, b"x" * 50_000_000)[:2] == ("the file is too large", "47.7 MB")


def test_too_much_text(refused):
    assert refused("a.txt", "某市".encode() * 6, characters=11)[0] == "the text is too long"
    assert refused("a.docx", docx(BODY), characters=8)[0] == "the text is too long"
    assert refused("a.html", "<p>某市有企业".encode(), characters=4)[0] == "the text is too long"
    assert refused("a.pdf", pdf([(50, 500, "某市有企业")]), characters=4)[0] == "the text is too long"


def test_too_many_pages(refused):
    assert refused("a.pdf", pdf([], [], []), pages=2)[:2] == ("the document has too many pages", "3")


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", pdf([(50, 500, "某市")]), ".pdf"),
        ("a.html", docx(BODY), ".docx"),
        ("a.pdf", docx(BODY), ".docx"),
        ("a.pdf", "某市".encode(), "text"),
        ("a.docx", b"<html><p>x", "a web page"),
        ("a.txt", b"\xef\xbb\xbf\n<!DOCTYPE html><p>x", "a web page"),
        ("a.md", "<html><p>x".encode("utf-16"), "a web page"),
    ],
)
def test_another_form_than_its_ending_says(refused, name, content, found):
    assert refused(name, content)[:2] == ("the file is not what its ending says", found)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "A.XLS"])
def test_a_table(refused, name):
    assert refused(name, b"a,b\n1,2")[0] == "a table is not a document"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.doc", OLE + wide("WordDocument"), ".doc"),
        ("a.docx", OLE + wide("WordDocument"), ".doc"),
        ("a.wps", b"x", ".wps"),
        ("a.png", b"\x89PNG", ".png"),
        ("a.txt", rb"{\rtf1 x}", ".rtf"),
        ("a.html", b"MIME-Version: 1.0", ".mht"),
    ],
)
def test_a_kind_that_is_not_read(refused, name, content, found):
    assert refused(name, content) == ("a file of this kind is not read", found, "save it as .docx or as PDF with text")


def test_no_document_at_all(refused, tmp_path):
    sheet = workbook(tmp_path / "a.xlsx", [["a", 1]]).read_bytes()
    assert refused("a.docx", sheet)[0] == "not a document"
    assert refused("a.docx", OLE + wide("Workbook"))[0] == "not a document"
    assert refused("a.txt", b"abc\0def")[:2] == ("not a document", "byte 3")


def test_bytes_of_neither_encoding(refused, tmp_path):
    assert refused("a.txt", b"a\nb\xff\xff")[:2] == ("neither UTF-8 nor GB18030 text", "byte 3")
    assert refused("a.html", b"<p>\xff\xff")[0] == "neither UTF-8 nor GB18030 text"
    assert refused("a.txt", b"\xff\xfea")[0] == "neither UTF-8 nor GB18030 text"


def test_random_bytes(refused):
    noise = random.Random(5).randbytes(100_000)
    assert refused("a.txt", noise)[0] == "not a document"
    assert refused("a.pdf", b"%PDF-1.7\n" + noise)[0] == "the document is damaged"
    assert refused("a.docx", b"PK\x03\x04" + noise)[0] == "the document is damaged"


def test_a_document_with_a_password(refused):
    for content in (OLE + wide("EncryptedPackage"), OLE + wide("EncryptionInfo")):
        assert refused("a.docx", content)[0] == "the document is encrypted"
    assert refused("a.pdf", locked_pdf())[0] == "the document is encrypted"


def test_macros(refused):
    assert refused("a.docm", docx(BODY))[0] == "the document holds macros"
    assert refused("a.docx", docx(BODY, {"word/vbaProject.bin": b"x"}))[0] == "the document holds macros"


def test_a_bomb(refused):
    assert refused("a.docx", docx(paragraph("某" * 9_000_000)))[0] == "the document is too large when unpacked"
    assert refused("a.docx", docx(BODY), unpacked=100)[0] == "the document is too large when unpacked"
    assert refused("a.docx", docx(BODY), parts=1)[0] == "the document is damaged"


@pytest.mark.parametrize("declared", ['<!ENTITY b SYSTEM "file:///etc/hostname">', '<!ENTITY b "12">', ""])
def test_entities(refused, declared):
    whole = f"<!DOCTYPE a [{declared}]><a>&b;</a>"
    assert refused("a.docx", docx("", whole=whole))[0] == "the document is damaged"


def test_a_damaged_document(refused):
    assert refused("a.docx", docx("", whole="<a><b></a>"))[0] == "the document is damaged"
    assert refused("a.docx", docx(BODY)[:-30])[0] == "the document is damaged"


def test_a_document_of_nothing(refused):
    assert refused("a.docx", docx(paragraph()))[0] == "the document has no text in it"
    assert refused("a.html", b"<html><script>1</script>")[0] == "the document has no text in it"


def test_a_scanned_document(refused):
    message, _, hint = refused("a.pdf", pdf([], []))
    assert message == "the document has no text in it"
    assert "(OCR)" in hint


def test_letters_without_a_name(refused):
    body = [(50, 500, "\ue001\ue002\ue003\ue004甲")]
    assert refused("a.pdf", pdf(body))[0] == "the letters of the document cannot be told from their shapes"


@pytest.mark.parametrize("tag", ["div", "b", "span", "section", "x-y"])
def test_a_hundred_thousand_tags_in_one_another(refused, tag):
    content = f"<{tag}>".encode() * 100_000 + b"12"
    assert refused("a.html", content)[0] == "the parts of the page lie too deep in one another"


def test_a_hundred_thousand_tags_that_close_themselves(tmp_path):
    (tmp_path / "a.html").write_text("<p>" * 100_000 + "12")
    assert plain_text(tmp_path / "a.html").text == "12"


def test_parts_deep_in_one_another(tmp_path):
    deep = "<w:sdt>" * 5_000 + BODY + "</w:sdt>" * 5_000
    (tmp_path / "a.docx").write_bytes(docx(deep))
    assert plain_text(tmp_path / "a.docx").text == "某市有企业12家。"


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.html"])
def test_a_child_without_time_and_without_memory(refused, name):
    content = {"a.docx": docx(BODY), "a.pdf": pdf([(50, 500, "某市")]), "a.html": b"<p>x"}[name]
    assert refused(name, content, limits=Limits(seconds=0.005))[0] == "reading the document took too long"
    assert refused(name, content, limits=Limits(megabytes=5))[0] == "reading the document needs too much memory"
