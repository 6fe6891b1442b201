"""Documents made in a test: a .docx from its XML, a PDF from placed lines with a font that every reader knows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
Placed = tuple[float, float, str]
"""A line of a page: how far from the left and from the bottom in points, and its text (size 10)."""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*texts: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(run(text) for text in texts)}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, each the XML that stands in it."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def docx(body: str, parts: dict[str, str | bytes] | None = None, *, whole: str = "") -> bytes:
    """A document of this body, or of the whole main part as it stands; `parts` are added."""
    main = whole or f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", main)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return packed.getvalue()


def notes(*texts: str) -> str:
    """The part of the footnotes; the first is the line that parts them from the text, as Word writes it."""
    told = "".join(f"<w:footnote>{paragraph(text)}</w:footnote>" for text in texts)
    parting = f'<w:footnote w:type="separator">{paragraph("----")}</w:footnote>'
    return f"<w:footnotes {SPACES}>{parting}{told}</w:footnotes>"


def pdf(*pages: Iterable[Placed], trailer: str = "", objects: Sequence[str] = ()) -> bytes:
    """A PDF of these pages (400 × 600 points), its text in STSong-Light, which is not embedded."""
    count = len(pages)
    font = 3 + 2 * count
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(count))
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    for at, page in enumerate(pages):
        stream = "BT /F 10 Tf\n" + "".join(
            f"1 0 0 1 {left} {bottom} Tm <{text.encode('utf-16-be').hex()}> Tj\n" for left, bottom, text in page
        )
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents {4 + 2 * at} 0 R "
            f"/Resources << /Font << /F {font} 0 R >> >> >>"
        )
        bodies.append(f"<< /Length {len(stream) + 2} >>\nstream\n{stream}ET\nendstream")
    bodies += [
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        f"/DescendantFonts [{font + 1} 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor "
        f"{font + 2} 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
        *objects,
    ]
    return packed(bodies, trailer)


def packed(bodies: Sequence[str], trailer: str = "") -> bytes:
    """Objects with their table of places; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def locked_pdf() -> bytes:
    """A PDF that says it opens with a password, which nobody knows."""
    key = "00" * 32
    lock = f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{key}> /U <{key}> >>"
    return pdf([(50, 500, "某市")], trailer="/Encrypt 9 0 R /ID [<00> <00>]", objects=["null", lock])
