import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.vietnamese.orthography import spelt


@pytest.mark.parametrize(
    "word",
    """
    hòa hóa khỏe thủy ủy quý quả gì giếng giữa già giá hoàn khuỷu khuya xoáy ngoèo mía múa cửa lửa cứu hươu yêu quốc
    thuở Huế giết giêng nguyễn Nguyễn QUYẾT chuyện quét oắt xuể toàn kỹ lý mỹ nghiêng ghế ngành kiểm cấm ước ừ ý à
    người khuyết huỳnh tuyệt loại ngoài quyền quỵt thoảng đặt bệnh lịch được ương yết uống giặc
    """.split(),  # noqa: SIM905
)
def test_well_spelt(word: str) -> None:
    assert spelt(word) == word


@pytest.mark.parametrize(
    ("word", "right"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("uỷ", "ủy"), ("khoẻ", "khỏe"), ("qúy", "quý"), ("tuỳ", "tùy"), ("loè", "lòe"),
     ("TOÀ", "TÒA"), ("Hoá", "Hóa"), ("gịa", "giạ"), ("tìên", "tiền"), ("đựơc", "được")],
)  # fmt: skip
def test_a_tone_in_the_wrong_place(word: str, right: str) -> None:
    assert spelt(word) == right


@pytest.mark.parametrize(
    "word",
    ["online", "Zalo", "nghành", "ghà", "kà", "cế", "ngiêng", "nhap", "tát2", "tạc1", "qen", "thảch", "việtt", "w", "iêu", "tiẽc",
     "hòá", "phar", "ưuơng", "oang1", "", "a-b"],
)  # fmt: skip
def test_no_syllable(word: str) -> None:
    assert spelt(word) is None


@given(st.text())
def test_what_is_spelt_right_stays_so(text: str) -> None:
    right = spelt(text)
    if right is not None:
        assert spelt(right) == right
        assert len(right) == len(text)
