"""Any bytes under any ending are a text or a refusal, within the limits (see benchmarks/fuzz_documents.py)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from text_files import docx, paragraph, pdf
from text_fuzz import ENDINGS, checked, tried

from yardstick.ingest.apart import Limits

LIMITS = Limits(seconds=20)
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
]


def test_files_made_at_random_and_damaged(tmp_path):
    outcomes = [tried(seed, tmp_path, limits=LIMITS) for seed in range(60)]
    assert {form for form, said in outcomes if said == "read"} == set(ENDINGS)
    assert any(said != "read" for _, said in outcomes)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from([*ENDINGS.values(), "", ".docm", ".xyz"]))
def test_any_bytes_under_any_ending(tmp_path, start, content, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(start + content)
    assert checked(path, limits=LIMITS)


@pytest.mark.parametrize(("ending", "sound"), [(".docx", docx(paragraph("甲"))), (".pdf", pdf([(50, 500, "甲")]))])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_sound_file_with_bytes_changed(tmp_path, ending, sound, data):
    at, byte = data.draw(st.integers(0, len(sound) - 1)), data.draw(st.binary(max_size=2))
    path = tmp_path / f"a{ending}"
    path.write_bytes(sound[:at] + byte + sound[at + 1 :])
    assert checked(path, limits=LIMITS)
