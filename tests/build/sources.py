"""A small source tree that passes every rule: one course, two lessons, an article's page, items of all types."""

from __future__ import annotations

from pathlib import Path

COURSE = "mau"
FIRST, SECOND = f"{COURSE}/bi-mat", f"{COURSE}/tin-gia"
LESSON_FILE = f"content/{COURSE}/01-bi-mat.md"
PAGE_FILE = f"content/{COURSE}/dieu/dieu-07.md"
QUIZ_FILE = f"quizzes/{COURSE}/bi-mat.yaml"
PICTURE_FILE = f"content/{COURSE}/images/duong-di.svg"

DOCUMENTS = """\
[[document]]
id = "luat-116-2025"
number = "116/2025/QH15"
kind = "Luật"
title = "Luật An ninh mạng"
short = "Luật An ninh mạng 2025"
issuer = "Quốc hội"
issued_on = 2025-12-10
in_force_from = 2026-07-01
confidence = "cao"

[[document.article]]
number = 7
title = "Các hành vi bị nghiêm cấm về an ninh mạng"
chapter = "I"
clauses = 8
points = { "1" = "a b c d", "2" = "a b c d đ e g h i k" }

[[document.article]]
number = 42
title = "Trách nhiệm của cơ quan, tổ chức, cá nhân sử dụng không gian mạng"
chapter = "VII"
clauses = 4

[[document]]
id = "luat-24-2018"
number = "24/2018/QH14"
kind = "Luật"
title = "Luật An ninh mạng"
short = "Luật An ninh mạng 2018"
issuer = "Quốc hội"
issued_on = 2018-06-12
in_force_from = 2019-01-01
until = 2026-07-01
replaced_by = ["luat-116-2025"]
confidence = "vừa"
places = ["8"]
"""
GLOSSARY = """\
[[term]]
id = "bi-mat-cong-tac"
term = "bí mật công tác"
definition = "Thông tin nội bộ mà cơ quan chưa cho phép đưa ra ngoài."
sources = ["luat-116-2025:7.2.c"]
"""
COURSE_TOML = """\
id = "mau"
title = "Khóa học mẫu"
subtitle = "Để thử"
summary = "Hai bài ngắn để thử chương trình."
audience = "Cán bộ, công chức ở xã."
roles = ["moi-cong-chuc"]
hours = 0.5
valid_as_of = 2026-11-23
required_lessons = "all"

[exam]
pass_mark = 0.8
minutes = 10
attempts = 3
wait_hours = 24

[[exam.blueprint]]
topic = "bi-mat"
title = "Bí mật"
items = 2

[[exam.blueprint]]
topic = "tin-gia"
title = "Tin giả"
items = 1
"""
_FILLER = (
    "Anh Toàn gửi bản dự thảo vào nhóm chung của phòng. Tối hôm ấy, tấm ảnh có mặt ở một hội nhóm mua bán đất. "
    "Không ai trong nhóm định hại ai, chỉ một người chuyển cho anh rể. Bài này nói cách để việc ấy không xảy ra. "
)
LESSON = f"""\
---
id: mau/bi-mat
revision: 1
title: Bí mật công tác trên nhóm Zalo
topic: bi-mat
minutes: 4
objectives:
  - id: nhan-ra
    text: Nhận ra thông tin nào là bí mật công tác.
sources: [luat-116-2025:7.2.c]
---
## Tấm ảnh chụp vội {{#tam-anh}}

{_FILLER * 8}

## Luật cấm điều gì {{#luat-cam}}

!!! law "luat-116-2025:7.2.c luat-116-2025:7.2.h"
    Cấm cố ý làm lộ [bí mật công tác](term:bi-mat-cong-tac) trên mạng.

Danh mục cấm nay ở [@luat-116-2025:7]. Gửi đi là làm lộ [@luat-116-2025:7.2.c]. Chữ “cố ý” là của luật[^1].

| Loại | Cách giữ |
| --- | --- |
| Bí mật công tác | Chỉ đi trong hệ thống |

![Một ô gửi, mười bốn ô nhận, không ô nào thu lại được.](images/duong-di.svg "Một tấm ảnh đi đâu")

!!! desk "Ở bàn làm việc"
    1. **Hỏi** người chủ trì: “Bản này được gửi cho ai?”
    2. Chưa rõ thì dừng, xem bài [Tin giả](lesson:mau/tin-gia#mo-dau).

!!! history "Trước đây"
    Từng ở [@luat-24-2018:8].

Công bố
:   Đưa đến mọi người bằng đường chính thức.

[^1]: Xem thêm [@luat-116-2025:7.2|].

## Kiểm tra nhanh {{#kiem-tra}}

Đọc lại một lượt rồi làm câu dưới đây.

{{{{check: bm-01}}}}
"""
SECOND_LESSON = f"""\
---
id: mau/tin-gia
revision: 2
title: Tin giả và cách kiểm tra
topic: tin-gia
minutes: 4
objectives:
  - id: kiem-tra-nguon
    text: Kiểm tra nguồn trước khi chia sẻ.
sources: [luat-116-2025:7.1.d, luat-116-2025:42.3]
---
## Mở đầu {{#mo-dau}}

{_FILLER * 8}

!!! law "luat-116-2025:7.1.d"
    Cấm đăng thông tin sai sự thật làm dân hoang mang, kể cả việc đăng tải lại.

!!! desk
    Gọi hỏi nơi biết sự việc. Giữ thái độ hòa nhã với người đã đăng.

## Kiểm tra nhanh {{#kiem-tra}}

Làm câu này trước khi sang bài khác.

{{{{check: tg-01}}}}
"""
PAGE = """\
---
id: mau/dieu-7
document: luat-116-2025
article: 7
one_line: "Danh mục việc bị cấm trên mạng, điều mọi công chức phải thuộc."
who: [moi, cntt]
---
## Khoản 1 {#khoan-1}

Cấm đăng và phát tán bốn nhóm nội dung.

## Khoản 2 {#khoan-2}

Cấm mười nhóm việc, trong đó có làm lộ bí mật [@luat-116-2025:7.2.c|].
"""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 200" width="700" height="200">
<rect x="10" y="10" width="680" height="180" fill="#DFEEF1"/><text x="20" y="40">Một ô gửi</text></svg>
"""
_BINS = "[{id: duoc, text: Được làm}, {id: khong, text: Không được làm}]"
QUIZ = f"""\
course: mau
topic: bi-mat
lesson: mau/bi-mat
items:
  - id: bm-01
    type: single_choice
    use: practice
    level: apply
    objective: nhan-ra
    section: luat-cam
    sources: [luat-116-2025:7.2.c]
    stem: "Anh Toàn lỡ gửi bản dự thảo vào nhóm chung. Việc nên làm trước tiên?"
    options:
      - {{id: a, text: "Thu hồi tin rồi báo lãnh đạo ngay.", correct: true, feedback: "Chặn đường lan trước, rồi báo người phụ trách."}}
      - {{id: b, text: "Nhắn mọi người đừng chuyển tiếp.", feedback: "Lời nhắn không thu lại được tấm ảnh nào."}}
      - {{id: c, text: "Rời khỏi nhóm để không ai hỏi.", feedback: "Rời nhóm thì tấm ảnh vẫn còn ở đó."}}
    explanation: "Chặn đường lan trước, rồi báo người phụ trách."
  - id: bm-02
    type: multiple_choice
    use: exam
    level: understand
    objective: nhan-ra
    section: luat-cam
    sources: [luat-116-2025:7.2.c]
    stem: "Những tài liệu nào dưới đây chưa được đưa ra ngoài cơ quan?"
    options:
      - {{id: a, text: "Bản nháp tờ trình", correct: true, feedback: "Chưa ban hành thì chưa đưa ra ngoài."}}
      - {{id: b, text: "Ý kiến nội bộ", correct: true, feedback: "Ý kiến nội bộ chưa được công bố."}}
      - {{id: c, text: "Lịch tiếp dân", feedback: "Lịch đã niêm yết thì ai cũng biết."}}
      - {{id: d, text: "Thủ tục hành chính", feedback: "Thủ tục phải được công khai cho dân."}}
    explanation: "Bản chưa ban hành chưa được đưa ra ngoài cơ quan."
  - id: bm-03
    type: true_false
    use: exam
    level: understand
    objective: nhan-ra
    section: luat-cam
    sources: [luat-116-2025:7.2.c]
    stem: "“Nhóm chat kín thì gửi bản nháp được.” Câu này đúng hay sai?"
    options:
      - {{id: dung, text: "Đúng", feedback: "Nhóm kín vẫn chạy trên máy chủ của người khác."}}
      - {{id: sai, text: "Sai", correct: true, feedback: "Bản nháp chưa được phép rời cơ quan."}}
    explanation: "Nhóm kín vẫn nằm trên mạng, ngoài hệ thống của cơ quan."
  - id: bm-04
    type: matching
    use: exam
    level: understand
    objective: nhan-ra
    section: luat-cam
    sources: [luat-116-2025:7.2.c]
    stem: "Ghép mỗi việc với nơi phải báo ngay."
    pairs:
      - {{id: p1, left: "Máy nhiễm mã độc", right: "Người phụ trách máy", feedback: "Người phụ trách cách ly được máy."}}
      - {{id: p2, left: "Lộ bản dự thảo", right: "Người ký văn bản", feedback: "Người ký quyết định cách xử lý."}}
      - {{id: p3, left: "Mất thẻ ra vào", right: "Bộ phận văn phòng", feedback: "Văn phòng khóa thẻ cũ ngay."}}
    extra: ["Không báo ai"]
    explanation: "Mỗi việc có một người xử lý được nhanh nhất."
  - id: bm-05
    type: ordering
    use: exam
    level: apply
    objective: nhan-ra
    section: luat-cam
    sources: [luat-116-2025:7.2.c]
    stem: "Xếp các việc sau theo thứ tự nên làm."
    sequence:
      - {{id: s1, text: "Thu hồi tin nhắn", feedback: "Chặn đường lan trước đã."}}
      - {{id: s2, text: "Báo lãnh đạo", feedback: "Báo sớm thì kịp xử lý."}}
      - {{id: s3, text: "Ghi lại sự việc", feedback: "Ghi lại để rút kinh nghiệm."}}
    explanation: "Chặn trước, báo sau, rồi ghi lại để rút kinh nghiệm."
  - id: bm-06
    type: short_answer
    use: exam
    level: recall
    objective: nhan-ra
    section: luat-cam
    sources: [luat-116-2025:7]
    stem: "Danh mục hành vi bị cấm nằm ở điều mấy của Luật?"
    accept: ["Điều 7", "7"]
    hint: "chỉ ghi số điều"
    near: [{{text: "Điều 8", feedback: "Đó là số điều của luật cũ."}}]
    feedback: "Đọc lại mục nói về điều cấm."
    explanation: "Danh mục cấm nằm ở Điều 7 của Luật."
  - id: bm-07
    type: classify
    use: exam
    level: apply
    objective: nhan-ra
    section: luat-cam
    sources: [luat-116-2025:7.2.c]
    stem: "Xếp từng việc vào đúng ô."
    bins: {_BINS}
    cards:
      - {{id: c1, text: "Gửi lịch tiếp dân", bin: duoc, feedback: "Lịch đã niêm yết thì gửi được."}}
      - {{id: c2, text: "Gửi bản nháp cho bạn", bin: khong, feedback: "Bản nháp chưa được phép rời cơ quan."}}
      - {{id: c3, text: "Chụp màn hình họp kín", bin: khong, feedback: "Cuộc họp kín không được chụp lại."}}
      - {{id: c4, text: "Chia sẻ bài đã đăng", bin: duoc, feedback: "Bài đã đăng chính thức thì chia sẻ được."}}
    explanation: "Đã công bố thì gửi được, chưa công bố thì không."
  - id: tg-01
    type: single_choice
    use: both
    level: apply
    topic: tin-gia
    lesson: mau/tin-gia
    objective: kiem-tra-nguon
    section: mo-dau
    sources: [luat-116-2025:7.1.d]
    truth: false
    stem: "Chị Hạnh đọc bài dưới đây trên mạng. Việc nào nên làm đầu tiên?"
    stimulus:
      kind: post
      author: "Góc phố nhỏ"
      text: "Nóng! Nước máy nhiễm dầu, ai thương bà con thì chia sẻ!"
      shares: 340
    options:
      - {{id: a, text: "Chia sẻ kèm chữ chưa rõ.", feedback: "Thêm chữ ấy thì tin vẫn chạy."}}
      - {{id: b, text: "Gọi hỏi nhà máy nước.", correct: true, feedback: "Nơi biết sự việc trả lời được ngay."}}
      - {{id: c, text: "Bình luận mắng chủ trang.", feedback: "Lời mắng không đưa sự thật đến ai."}}
    explanation: "Hỏi nơi biết sự việc trước khi chia sẻ."
  - id: tg-02
    type: mark_text
    use: exam
    level: apply
    topic: tin-gia
    lesson: mau/tin-gia
    objective: kiem-tra-nguon
    section: mo-dau
    sources: [luat-116-2025:42.3]
    stem: "Đánh dấu những chỗ cho thấy phải dừng lại trong thư dưới đây."
    stimulus:
      kind: email
      from: "Phòng kỹ thuật"
      address: "{{m1|ky-thuat@co-quan-x.example}}"
      subject: "Kiểm tra hộp thư"
      text: "{{m2|Kính gửi anh/chị,}} đề nghị {{m3|gửi lại mật khẩu trước 10 giờ}}."
    marks:
      - {{id: m1, correct: true, feedback: "Địa chỉ lạ, chỉ na ná địa chỉ thật."}}
      - {{id: m2, feedback: "Lời chào thì thư nào cũng có."}}
      - {{id: m3, correct: true, feedback: "Không ai cần mật khẩu của anh/chị."}}
    explanation: "Địa chỉ na ná và lời xin mật khẩu là hai chỗ phải dừng."
  - id: tg-03
    type: scenario
    use: exam
    level: apply
    topic: tin-gia
    lesson: mau/tin-gia
    objective: kiem-tra-nguon
    section: mo-dau
    sources: [luat-116-2025:42.3]
    stem: "Anh/chị là cán bộ thôn. Buổi sáng, nhóm của thôn có tin đồn vỡ đê."
    steps:
      - id: s1
        stem: "Tin vừa đến. Việc đầu tiên là gì?"
        options:
          - {{id: a, text: "Gọi hỏi ban chỉ huy.", correct: true, feedback: "Nơi biết sự việc trả lời ngay được.", next: s2}}
          - {{id: b, text: "Chia sẻ cho nhanh.", feedback: "Chưa kiểm tra mà đã lan truyền.", next: xau}}
      - id: s2
        stem: "Ban chỉ huy nói tin ấy sai. Làm gì tiếp?"
        options:
          - {{id: a, text: "Im lặng cho qua.", points: 0.5, feedback: "Im lặng thì nhóm vẫn hoang mang.", next: s3}}
          - {{id: b, text: "Nhắn lời xác nhận.", correct: true, feedback: "Nói đúng chỗ tin đang chạy.", next: s3}}
      - id: s3
        stem: "Có người hỏi lại nguồn tin. Trả lời ra sao?"
        options:
          - {{id: a, text: "Dẫn nguồn chính thức.", correct: true, feedback: "Có nguồn thì ai cũng kiểm tra được.", next: tot}}
          - {{id: b, text: "Bảo họ tự tìm lấy.", feedback: "Người hỏi vẫn chưa biết điều đúng.", next: xau}}
    endings:
      - {{id: tot, text: "Bà con yên tâm ở lại làm việc."}}
      - {{id: xau, text: "Cả thôn chạy lên đồi trong đêm."}}
    explanation: "Hỏi trước, nói rõ ở nơi tin đang chạy, dẫn nguồn."
"""


class SourceTree:
    """A source tree on disk, changed by replacing words in its files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in {
            "content/library.toml": 'version = "2026.11"\n',
            "content/publishers.toml": "",
            "content/words.txt": "Zalo\nchat\n",
            "content/documents.toml": DOCUMENTS,
            "content/glossary.toml": GLOSSARY,
            f"content/{COURSE}/course.toml": COURSE_TOML,
            LESSON_FILE: LESSON,
            f"content/{COURSE}/02-tin-gia.md": SECOND_LESSON,
            PAGE_FILE: PAGE,
            PICTURE_FILE: PICTURE,
            QUIZ_FILE: QUIZ,
        }.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def read(self, name: str) -> str:
        """A file's text."""
        return (self.root / name).read_bytes().decode()

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the first of some words that must be there."""
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def line_of(self, name: str, words: str) -> int:
        """The line of some words."""
        text = self.read(name)
        return text.count("\n", 0, text.index(words)) + 1
