"""One stimulus of each kind, with everything that it may have."""

from __future__ import annotations

from elearn.learning.item import Chat, Comment, Email, Letter, Message, News, Post, Sms, Stimulus


def of_every_kind() -> dict[str, Stimulus]:
    """By the name of the kind; each has the parts m1 and m2."""
    return {
        "chat": Chat(
            "Tổ dân phố số 4",
            (
                Message("{m1|KHẨN: nước máy nhiễm độc!!!} Chuyển ngay.", "Bác Tư", "07:52"),
                Message("Xem đi", "Bác Tư", "07:53", image="vòi nước đục"),
                Message("{m2|Để tôi hỏi nhà máy nước}", at="07:55", mine=True),
            ),
            members=1212,
        ),
        "sms": Sms(
            (
                Message("{m1|Tai khoan cua quy khach bi khoa}", at="09:14"),
                Message("{m2|Bam vao day}", at="09:15"),
            ),
            "CUC THUE",
        ),
        "post": Post(
            "Chuyện làng ta",
            "{m1|Chợ xã mở lại từ thứ Hai.}\n\n{m2|Ai thương bà con thì chia sẻ.}",
            "21:10",
            "cổng chợ xã",
            1234,
            340,
            (Comment("Có mặt.", "Một tài khoản"),),
        ),
        "letter": Letter(
            "UBND xã An Bình Đông",
            ("Căn cứ Luật An ninh mạng số 24/2018/QH14;", "{m1|Cơ quan có quy chế}, {m2|báo Sở ngay}."),
            "UBND tỉnh Tân Giang",
            "12/KH-UBND",
            "An Bình Đông, ngày 08 tháng 3 năm 2021",
            "Kế hoạch bảo đảm an ninh mạng",
            "Các bộ phận trực thuộc",
            "Chủ tịch",
            "Trần Văn Mẫu",
        ),
        "email": Email(
            "Nhờ gõ gấp báo cáo",
            "{m1|Chị gõ giúp em báo cáo đóng dấu Mật.}\n\nXong gửi qua Zalo.",
            "Nguyễn Minh Trí",
            "{m2|tri.nguyen@van-phong.example}",
            "ngan.le@thanhloc.example",
            "15:20, 03/11/2026",
            ("BaoCaoMat.zip",),
        ),
        "news": News(
            "Cổng thông tin Điện lực",
            "Lịch ngừng cấp điện",
            "{m1|Từ 7 giờ đến 11 giờ ngừng cấp điện.} {m2|Gọi tổng đài.}",
            "dien-luc.example/lich",
            "08:00, 10/11/2026",
            "Bộ phận văn hóa",
            "thợ điện trên cột",
        ),
    }
