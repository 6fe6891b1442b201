"""Each form of document as its plain text."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_files import SPACES, docx, notes, paragraph, pdf, row, run, table

from yardstick.ingest.text import PlainText, plain_text

SENTENCE = "某市有企业１２家，比上年增长3.5%。"


@pytest.fixture
def read(tmp_path):
    """Reads these bytes under this name; its text."""

    def reading(name, content):
        (tmp_path / name).write_bytes(content)
        found = plain_text(tmp_path / name)
        assert isinstance(found, PlainText), found
        return found.text

    return reading


@pytest.fixture
def page(read):
    return lambda body, head="": read("a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode())


@pytest.fixture
def word(read):
    return lambda body, parts=None: read("a.docx", docx(body, parts))


class TestTexts:
    def test_a_text_is_what_the_file_holds(self, tmp_path):
        content = f"\r\n  {SENTENCE}\r\n\n\t末行 ".encode()
        (tmp_path / "a.txt").write_bytes(content)
        found = plain_text(tmp_path / "a.txt")
        assert found == PlainText(content.decode(), "txt", hashlib.sha256(content).hexdigest())
        assert found.text_sha256 == found.sha256

    def test_a_mark_is_no_text(self, read):
        assert read("a.txt", b"\xef\xbb\xbf" + SENTENCE.encode()) == SENTENCE

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
    def test_encodings_keep_full_width_digits(self, read, encoding):
        assert read("a.txt", SENTENCE.encode(encoding)) == SENTENCE

    def test_a_rare_character_of_four_bytes(self, read):
        assert read("a.txt", "㐀𠀀12家".encode("gb18030")) == "㐀𠀀12家"

    def test_markdown_stands_as_it_is(self, read):
        assert read("a.md", f"# 题\n\n| a | b |\n**{SENTENCE}**".encode()) == f"# 题\n\n| a | b |\n**{SENTENCE}**"

    @pytest.mark.parametrize(("name", "form"), [("a.md", "md"), ("a.txt", "txt"), ("a", "txt"), ("2023.12", "txt")])
    def test_forms_by_name(self, tmp_path, name, form):
        (tmp_path / name).write_text(SENTENCE)
        assert plain_text(tmp_path / name).form == form

    def test_a_page_without_an_ending_is_a_page(self, tmp_path):
        (tmp_path / "page").write_text(f"<!DOCTYPE html><p>{SENTENCE}</p>")
        found = plain_text(tmp_path / "page")
        assert (found.form, found.text) == ("html", SENTENCE)

    @given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
    def test_any_text_in_utf_8(self, tmp_path_factory, text):
        path = tmp_path_factory.getbasetemp() / "any.txt"
        path.write_bytes(("某" + text).encode())
        assert plain_text(path).text == "某" + text


class TestPages:
    def test_blocks_make_lines(self, page):
        body = "<h1>报告</h1><div>甲<p>乙<br>丙</p>丁</div><ul><li>戊</li><li>己</li></ul>"
        assert page(body) == "报告\n甲\n乙\n丙\n丁\n戊\n己"

    def test_words_inside_a_line_make_none(self, page):
        assert page("<p>增长<b>12</b><span>.5</span><sup>[1]</sup>%。</p>") == "增长12.5[1]%。"

    @pytest.mark.parametrize(
        "hidden",
        [
            "<script>9家</script>", "<style>p{width:9px}</style>", "<nav>9家</nav>", "<p hidden>9家</p>",
            '<p style="color:red;display: none">9家</p>', "<noscript>9家</noscript>", "<!-- 9家 -->", "<del>9家</del>",
            "<template><p>9家</p></template>", '<div role="navigation">9家</div>', "<select><option>9家</select>",
            '<p style="visibility:hidden">9家</p>', "<svg><text>9家</text></svg>", "<head><title>9家</title></head>",
        ],
    )  # fmt: skip
    def test_what_nobody_sees_is_not_read(self, page, hidden):
        assert page(f"<p>前</p>{hidden}<p>后</p>") == "前\n后"

    def test_a_table_is_its_rows(self, page):
        body = "<table><tr><th>指标<th>数值</tr><tr><td><p>企业</p><td>12<br>家<tr><td><td>3</table>尾"
        assert page(body) == "指标\t数值\n企业\t12 家\n\t3\n尾"

    def test_a_table_that_only_places_the_text(self, page):
        rows = "<table><tr><td>企业<td>12</table>"
        assert page(f"<table><tr><td>菜单<td><p>甲</p>{rows}<p>乙</p></table>") == "菜单\n甲\n企业\t12\n乙"

    def test_a_cell_full_of_paragraphs(self, page):
        long = "某市有企业十二家。" * 12
        assert page(f"<table><tr><td>边<td><p>{long}<p>{long}<p>{long}</table>") == "\n".join(["边", long, long, long])

    def test_entities_and_white_space(self, page):
        assert page("<p>&#49;2&nbsp;家 &amp;\n  3&lt;4 a\n b</p>") == "12 家 & 3<4 a b"

    def test_a_line_break_in_the_source_parts_no_sentence(self, page):
        assert page("<p>　　某市有\n  企业\n12\n家。　</p>") == "某市有企业12家。"

    def test_nothing_invisible_parts_a_number(self, page):
        assert page("<p>1&#8203;2&shy;3家</p>") == "123家"

    def test_lines_as_they_were_typed(self, page):
        assert page("<pre>甲 1\n乙  2</pre>") == "甲 1\n乙 2"

    @pytest.mark.parametrize("said", ["gb2312", "GBK", '"utf-8"', "x-nobody"])
    def test_a_page_in_gb18030_whatever_it_says(self, read, said):
        content = f"<html><head><meta charset={said}></head><p>{SENTENCE}".encode("gb18030")
        assert read("a.htm", content) == SENTENCE

    def test_other_encodings(self, read):
        told = "<html><meta http-equiv='Content-Type' content='text/html; charset=%s'><p>%s"
        assert read("a.html", (told % ("big5", "企業１２家")).encode("big5")) == "企業１２家"
        assert read("a.html", (told % ("iso-8859-1", "caf\u00e9s")).encode("cp1252")) == "caf\u00e9s"
        assert read("a.html", (told % ("gb2312", SENTENCE)).encode("utf-16")) == SENTENCE

    def test_a_few_bytes_that_fit_nothing(self, tmp_path):
        (tmp_path / "a.html").write_bytes(
            b"<meta charset=gbk>" + (SENTENCE * 60).encode("gb18030") + b"\xff<p>" + SENTENCE.encode("gb18030")
        )
        found = plain_text(tmp_path / "a.html")
        assert found.text == SENTENCE * 60 + "\ufffd\n" + SENTENCE
        assert [(note.message, note.found) for note in found.notes] == [
            ("characters that cannot be told were lost", "1 characters")
        ]


class TestWord:
    def test_paragraphs_and_lists(self, word):
        number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
        body = (
            paragraph("报告") + paragraph() + paragraph("某市有企业", "12", "家。") + paragraph("项", properties=number)
        )
        assert word(body) == "报告\n某市有企业12家。\n项"

    def test_a_table_is_its_rows(self, word):
        inner = table(row(paragraph("甲"), paragraph("乙")))
        body = table(
            row(paragraph("指标"), paragraph("数值")), row(paragraph("企业") + paragraph("数"), paragraph("12"))
        )
        assert word(body + paragraph("尾")) == "指标\t数值\n企业 数\t12\n尾"
        assert word(table(row(paragraph("外") + inner, paragraph("里")))) == "外\n甲\t乙\n里"

    def test_breaks_tabs_and_hyphens(self, word):
        body = "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/>"
        assert word(body + "<w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r></w:p>") == "甲\t乙\n1-2"

    def test_deleted_text_is_not_read(self, tmp_path):
        gone = f"<w:del><w:r><w:delText>9</w:delText></w:r>{run('9')}</w:del><w:moveFrom>{run('8')}</w:moveFrom>"
        added = f"<w:ins>{run('12')}</w:ins>"
        (tmp_path / "a.docx").write_bytes(docx(f"<w:p>{run('企业')}{gone}{added}{run('家')}</w:p>"))
        found = plain_text(tmp_path / "a.docx")
        assert found.text == "企业12家"
        assert [note.message for note in found.notes] == ["text marked as deleted was left out"]

    def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next(self, word):
        assert word(paragraph("增长", properties="<w:rPr><w:del/></w:rPr>") + paragraph("12%")) == "增长12%"

    def test_a_deleted_row_is_not_read(self, word):
        assert word(table(row(paragraph("9"), properties="<w:del/>"), row(paragraph("12")))) == "12"

    def test_hidden_text_is_not_read(self, word):
        hidden = run("9", "<w:vanish/>") + run("1", '<w:vanish w:val="0"/>')
        assert word(f"<w:p>{hidden}{run('2家')}</w:p>") == "12家"

    def test_a_text_box_comes_behind_its_paragraph_and_once(self, word):
        box = f"<w:txbxContent>{paragraph('框中12家')}</w:txbxContent>"
        both = (
            f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
        assert (
            word(f"<w:p>{run('段首')}<w:r>{both}</w:r>{run('段尾')}</w:p>" + paragraph("次段"))
            == "段首段尾\n框中12家\n次段"
        )

    def test_notes_stand_at_the_end(self, word):
        assert word(paragraph("正文"), {"word/footnotes.xml": notes("注：不含12家")}) == "正文\n注：不含12家"

    def test_field_codes_are_not_read(self, word):
        assert word(f"<w:p><w:r><w:instrText>PAGE 9</w:instrText></w:r>{run('12')}</w:p>") == "12"

    def test_the_strict_form(self, read):
        strict = SPACES.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        body = f"<w:document {strict}><w:body>{paragraph(SENTENCE)}</w:body></w:document>"
        assert read("a.docx", docx("", whole=body)) == SENTENCE


LEFT, INDENT, FULL = 50, 70, "某市高新技术企业发展情况良好总量稳步增加结构不断优化"
"""A line of 26 characters of 10 points; one that is indented ends at 330, one that is not at 310."""


class TestPdf:
    def test_lines_of_a_paragraph_are_joined(self, read):
        body = [(INDENT, 500, FULL + "企业数达到１"), (LEFT, 485, "２家，增长3.5%。"), (INDENT, 470, "次段。")]
        assert read("a.pdf", pdf(body)) == FULL + "企业数达到１２家，增长3.5%。\n次段。"

    def test_a_sentence_that_ends_with_its_line(self, read):
        body = [
            (INDENT, 500, FULL + "增长百分之三。"),
            (LEFT, 485, "其中12家。"),
            (INDENT, 470, FULL + "增长百分之四。"),
            (INDENT, 455, "次段。"),
        ]
        assert read("a.pdf", pdf(body)) == f"{FULL}增长百分之三。其中12家。\n{FULL}增长百分之四。\n次段。"

    def test_a_heading_is_a_line(self, read):
        body = [(INDENT, 500, "一、工作总结"), (INDENT, 485, FULL + "现有企业共"), (LEFT, 470, "12家。")]
        assert read("a.pdf", pdf(body)) == f"一、工作总结\n{FULL}现有企业共12家。"

    def test_an_item_is_a_line(self, read):
        body = [(LEFT, 500, FULL + "且增长"), (LEFT, 485, "（二）甲"), (LEFT, 470, "2.乙"), (LEFT, 455, "3、丙")]
        assert read("a.pdf", pdf(body)) == f"{FULL}且增长\n（二）甲\n2.乙\n3、丙"

    def test_a_paragraph_goes_on_over_the_page(self, read):
        first, second = [(INDENT, 60, FULL + "增长了百分")], [(LEFT, 550, "之三点五。")]
        assert read("a.pdf", pdf(first, second)) == f"{FULL}增长了百分之三点五。"

    def test_heads_feet_and_page_numbers_are_left_out(self, tmp_path):
        pages = [
            [(180, 580, "某市公报"), (INDENT, 300, f"第{word}段。"), (200, 20, f"- {at} -")]
            for at, word in enumerate("一二三", 1)
        ]
        (tmp_path / "a.pdf").write_bytes(pdf(*pages))
        found = plain_text(tmp_path / "a.pdf")
        assert found.text == "第一段。\n第二段。\n第三段。"
        assert [(note.message, note.found) for note in found.notes] == [
            ("lines repeated on the pages were left out", "6 lines")
        ]

    def test_a_number_alone_at_the_foot_that_counts_no_pages_stays(self, read):
        pages = [[(INDENT, 300, "甲项"), (200, 20, "57")], [(INDENT, 300, "乙项"), (200, 20, "12")]]
        assert read("a.pdf", pdf(*pages)) == "甲项\n57\n乙项\n12"

    def test_cells_are_parted_by_tabs(self, read):
        body = [
            (50, 500, "指标"),
            (150, 500, "2023年"),
            (250, 500, "增长"),
            (50, 480, "企业"),
            (150, 480, "12"),
            (250, 480, "3%"),
        ]
        assert read("a.pdf", pdf(body)) == "指标\t2023年\t增长\n企业\t12\t3%"

    def test_a_page_without_text_is_told(self, tmp_path):
        (tmp_path / "a.pdf").write_bytes(pdf([(LEFT, 500, SENTENCE)], []))
        found = plain_text(tmp_path / "a.pdf")
        assert found.text == SENTENCE
        assert [(note.message, note.found) for note in found.notes] == [("pages without text were left out", "1 pages")]

    @pytest.mark.parametrize(
        ("before", "after", "joined"),
        [
            ("共有企业1-", "2家。", "共有企业1-2家。"),
            ("增长了3.", "5%。", "增长了3.5%。"),
            ("现有1", "2家。", "现有12家。"),
            ("the inno-", "vation of", "the innovation of"),
            ("of the city", "in 2023", "of the city in 2023"),
            ("现有GDP", "共5亿元", "现有GDP共5亿元"),
        ],
    )
    def test_what_stands_between_two_lines(self, read, before, after, joined):
        assert read("a.pdf", pdf([(INDENT, 500, FULL + before), (LEFT, 485, after)])) == FULL + joined
