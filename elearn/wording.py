"""The sentence of each Reason, for window and command line: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from elearn.errors import Reason, Refusal

SENTENCES: dict[Reason, str] = {
    # The machine
    Reason.DISK_FULL: "Ổ đĩa {drive} đã đầy, hoặc hệ thống không cho ghi thêm vào đó. Những gì đã lưu vẫn còn nguyên. Hãy xóa "
    "bớt tệp rồi thử lại.",
    Reason.NOT_WRITABLE: "Không ghi được vào {path}. Chưa có gì bị thay đổi. Hãy chọn thư mục khác, hoặc nhờ "
    "người quản trị máy mở quyền ghi.",
    Reason.LOCKED_BY_OTHER: "Tệp {path} đang do chương trình khác giữ. Chưa có gì bị thay đổi. Hãy đợi một "
    "phút "
    "hoặc đóng chương trình kia rồi thử lại.",
    Reason.DISK_FAILING: "Ổ đĩa {drive} báo lỗi khi đọc hoặc ghi {path}. Hãy chép thư mục dữ liệu sang ổ "
    "khác "
    "ngay, rồi nhờ người quản trị kiểm tra ổ đĩa.",
    Reason.FILE_NOT_FOUND: "Không thấy tệp {path}. Hãy kiểm tra lại tên và nơi để tệp.",
    Reason.FILE_UNREADABLE: "Không đọc được tệp {path}. Tệp không bị thay đổi. Hãy thử chép lại tệp từ nơi "
    "gốc.",
    Reason.FILE_TOO_LARGE: "Tệp {path} lớn hơn {limit_mb} MB nên không được mở. Hãy kiểm tra xem có chọn "
    "đúng "
    "tệp không.",
    Reason.NO_DISPLAY: "Máy này không có màn hình để mở cửa sổ. Hãy chạy elearn trên máy có màn hình, hoặc "
    "dùng "
    "các lệnh trong “elearn help”.",
    Reason.QT_LIBRARY_MISSING: "Máy thiếu thư viện hệ thống {library} nên không mở được cửa sổ. Kết quả học vẫn còn "
    "nguyên. Hãy nhờ người quản trị máy chạy: sudo apt-get install {package}",
    Reason.NO_HOME: "Tài khoản này không có thư mục riêng nên chưa biết lưu dữ liệu ở đâu. Chưa có gì được lưu. Hãy "
    "chạy lại với --data THƯ-MỤC, hoặc đặt biến môi trường ELEARN_DATA.",
    Reason.OPEN_ELSEWHERE: "Dữ liệu học tập này đang được {who} mở ở một phiên làm việc khác. Chưa có gì bị thay "
    "đổi. Hãy nhờ người đó đóng elearn (hoặc đóng elearn ở phiên đó) rồi mở lại.",
    Reason.FOLDER_NOT_EMPTY: "Thư mục {path} đang có tệp bên trong; chưa có gì bị thay đổi. Hãy chọn một thư mục mới "
    "hoặc còn trống.",
    Reason.READING_ONLY: "{why} nên lần mở này chỉ để đọc: bài học, tra cứu và luyện tập vẫn dùng được, còn thi, "
    "cấp giấy và nộp kết quả cần lưu lại nên đang đóng. {cure}",
    Reason.BAD_USAGE: "{detail}",
    # The library
    Reason.NO_LIBRARY: "Không thấy thư viện bài học tại {path}. Kết quả học vẫn còn nguyên. Hãy cài lại "
    "chương "
    "trình hoặc gói nội dung.",
    Reason.LIBRARY_DAMAGED: "Thư viện bài học {path} bị hỏng. Kết quả học vẫn còn nguyên. Hãy cài lại gói "
    "nội dung.",
    Reason.LIBRARY_NEWER: "Thư viện này dành cho bản elearn mới hơn ({found}; bản này đọc được đến {known}). "
    "Chưa có gì bị thay đổi. Hãy cập nhật chương trình.",
    Reason.LIBRARY_OLDER: "Gói nội dung này là bản {found}, cũ hơn bản đang dùng ({known}) nên không được cài. "
    "Muốn quay về bản trước, hãy dùng “elearn library rollback”.",
    Reason.LIBRARY_UNTRUSTED: "Gói nội dung được ký bằng khóa lạ ({key_id}) nên không được cài. Nội dung cũ "
    "vẫn "
    "dùng được. Hãy lấy gói từ nơi phát hành.",
    Reason.LIBRARY_UNSIGNED: "Gói nội dung {path} chưa có chữ ký nên không được cài đè lên bản đã ký. Nội "
    "dung cũ "
    "vẫn dùng được. Hãy lấy gói có chữ ký từ nơi phát hành.",
    Reason.NO_EARLIER_LIBRARY: "Không có bản nội dung nào trước đó để quay về; bản đang dùng được giữ nguyên.",
    Reason.SOURCES_FAULTY: "Nội dung nguồn có {count} lỗi nên chưa biên được thư viện. Hãy chạy “elearn "
    "library "
    "check” để xem từng lỗi.",
    Reason.NO_SOURCES: "Không thấy nội dung nguồn tại {path}. Lệnh này chỉ chạy trong cây mã nguồn.",
    Reason.NO_SUCH_COURSE: "Không có khóa học “{course}” trong thư viện này.",
    Reason.NO_SUCH_LESSON: "Không có bài “{lesson}” trong thư viện này. Có thể nội dung đã được cập nhật; "
    "hãy mở "
    "lại từ trang Khóa học.",
    Reason.FILE_ALREADY_THERE: "Đã có tệp {path}. Tệp ấy được giữ nguyên. Hãy chọn tên khác.",
    Reason.KEY_UNREADABLE: "Không đọc được khóa trong tệp {path}. Hãy kiểm tra xem có chọn đúng tệp không.",
    # Records
    Reason.RECORDS_DAMAGED: "Tệp kết quả học {path} bị hỏng. Tệp được giữ nguyên, không bị ghi đè. Hãy quay về một bản "
    "sao lưu (elearn backup restore TỆP), hoặc nhờ người quản trị máy xem giúp.",
    Reason.RECORDS_NEWER: "Kết quả học này do bản elearn mới hơn ({found}) tạo ra; chưa có gì bị thay đổi. "
    "Hãy cài "
    "bản {found} trở lên.",
    Reason.BACKUP_UNREADABLE: "Không đọc được bản sao lưu {path}. Kết quả hiện có vẫn còn nguyên. Hãy chọn "
    "bản sao "
    "lưu khác.",
    Reason.RECORDS_READ_ONLY: "Nơi lưu kết quả học ({path}) chỉ cho đọc, nên không lưu được việc học. Hãy "
    "chuyển "
    "elearn sang nơi ghi được, hoặc nhờ người quản trị máy mở quyền.",
    # People
    Reason.NO_SUCH_PERSON: "Không có hồ sơ này trên máy ({code}). Hãy chọn lại người học.",
    Reason.NAME_MISSING: "Hồ sơ cần có họ và tên. Hãy ghi họ và tên rồi lưu lại.",
    Reason.CODE_TAKEN: "Mã {code} đã là mã của {name}. Hãy kiểm tra lại mã, hoặc để trống để máy tự cấp mã.",
    Reason.PIN_WRONG: "Mã PIN chưa đúng, còn {left} lần thử trước khi phải chờ. Hãy nhập lại.",
    Reason.PIN_WAIT: "Đã nhập sai nhiều lần. Hãy đợi {wait} rồi nhập lại. Kết quả học vẫn còn nguyên.",
    Reason.PIN_TOO_SHORT: "Mã PIN cần ít nhất {least} ký tự. Hãy chọn mã dài hơn.",
    Reason.PIN_OTHER_ACCOUNT: "Chỉ tài khoản Windows đã xin đặt lại mã PIN mới gỡ được mã PIN. Hãy đăng nhập "
    "Windows bằng "
    "tài khoản đó.",
    Reason.PROFILE_FILE_UNREADABLE: "Tệp {path} không phải tệp hồ sơ của elearn, hoặc đã hỏng. Chưa có gì "
    "bị thay "
    "đổi. Hãy lấy lại tệp từ máy cũ.",
    Reason.PROFILE_ALREADY_HERE: "Hồ sơ của {name} đã có trên máy này, với kết quả mới hơn hoặc khác. Chưa "
    "có gì bị "
    "thay đổi.",
    # Attempts
    Reason.EXAM_WAIT: "Lượt thi sau bắt đầu được từ {until}. Trong lúc chờ, nên đọc lại các bài có câu sai.",
    Reason.EXAM_NO_ATTEMPTS_LEFT: "Đã dùng hết {allowed} lượt thi của khóa này. Kết quả các lượt vẫn được "
    "giữ. Hãy "
    "liên hệ đơn vị phụ trách tập huấn.",
    Reason.EXAM_LESSONS_UNREAD: "Còn {count} bài phải đọc trước khi thi. Đọc xong là vào thi được.",
    Reason.EXAM_POOL_TOO_SMALL: "Ngân hàng câu hỏi của khóa này hiện không đủ cho một đề, vì có văn bản đã "
    "hết hiệu "
    "lực. Bài thi tạm đóng, không mất lượt nào. Hãy cập nhật nội dung.",
    Reason.EXAM_OPEN_ELSEWHERE: "Bài thi của khóa “{course}” đang làm dở và được giữ nguyên. Hãy nộp bài đó trước "
    "khi vào bài thi khác.",
    Reason.NOTHING_TO_PRACTISE: "Khóa “{course}” hiện không có câu luyện tập nào cho lựa chọn này. Hãy chọn luyện "
    "cả khóa hoặc bài khác.",
    Reason.ATTEMPT_CLOSED: "Lượt làm bài này đã nộp, không sửa được nữa. Kết quả vẫn còn nguyên.",
    Reason.TIME_IS_UP: "Đã hết giờ. Các câu đã trả lời được giữ và đã nộp.",
    Reason.NOT_ON_PAPER: "Câu trả lời này không thuộc đề đang làm. Các câu khác vẫn còn nguyên.",
    # Certificates and result files
    Reason.NOT_PASSED: "Khóa này chưa đạt yêu cầu nên chưa có giấy. Hãy hoàn thành bài thi.",
    Reason.NO_SUCH_CERTIFICATE: "Không có giấy số {number} trên máy này.",
    Reason.NOTHING_TO_HAND_IN: "Chưa có kết quả nào để nộp. Hãy đọc một bài hoặc làm một lượt thi trước.",
    Reason.RESULT_FILE_UNREADABLE: "Tệp {path} không phải tệp kết quả của elearn, hoặc đã hỏng. Hãy nhờ "
    "người học "
    "lưu lại tệp.",
    Reason.RESULT_FILE_NEWER: "Tệp {path} do bản elearn mới hơn tạo ra. Chưa nhận gì từ tệp này. Hãy cập "
    "nhật "
    "chương trình.",
    Reason.RESULT_FILE_SEALED: "Tệp {path} được niêm phong cho đơn vị khác nên máy này không mở được. Chưa "
    "nhận gì "
    "từ tệp này. Hãy chuyển tệp tới đúng đơn vị.",
    Reason.RESULT_FILE_CHAIN_BROKEN: "Nhật ký học trong tệp {path} không liền mạch, nên chưa nhận gì từ tệp "
    "này. Hãy "
    "nhờ người học xuất lại tệp từ máy đã học.",
    Reason.RESULT_FILE_CONTRADICTS_ITSELF: "Kết quả thi trong tệp {path} không khớp với nhật ký học của chính tệp đó, nên "
    "chưa nhận gì từ tệp này. Hãy nhờ người học xuất lại tệp từ máy đã học.",
    Reason.NAME_TOO_LONG: "Họ tên “{name}” dài quá nên không vừa mã QR của giấy. Kết quả thi vẫn được giữ. "
    "Hãy sửa "
    "họ tên trong hồ sơ rồi lấy giấy lại.",
    # The unit
    Reason.FILE_NEEDS_PASSWORD: "Tệp {path} có đặt mật khẩu nên không đọc được. Chưa có gì bị thay đổi. Hãy mở tệp "
    "bằng Excel, bỏ mật khẩu, lưu lại rồi chọn lại.",
    Reason.ROSTER_TOO_LARGE: "Tệp {path} chứa bảng lớn hơn mọi danh sách mà elearn nhận (tối đa {rows} hàng). Chưa "
    "có gì bị thay đổi. Hãy kiểm tra xem có chọn đúng tệp không, hoặc xóa các hàng, cột thừa.",
    Reason.ROSTER_NO_NAMES: "Không thấy cột họ và tên trong tệp {path}. Chưa có gì bị thay đổi. Hãy đặt tên cột là "
    "“Họ và tên”, hoặc chỉ ra cột đó.",
    Reason.ROSTER_NOBODY: "Danh sách trong tệp {path} chưa có người nào. Chưa có gì bị thay đổi, không ai bị coi là đã "
    "rời đơn vị. Hãy kiểm tra xem có chọn đúng tệp không.",
    Reason.ROSTER_NO_SUCH_COLUMN: "Danh sách không có cột {column}. Chưa có gì bị thay đổi. Hãy chọn lại cột.",
    Reason.ROSTER_NO_SUCH_SHEET: "Tệp không có trang tính “{sheet}”. Chưa có gì bị thay đổi. Hãy chọn lại trang tính.",
    Reason.NO_UNIT: "Máy này chưa thiết lập đơn vị. Hãy thiết lập đơn vị trước (mục “Đơn vị”, hoặc lệnh “elearn unit "
    "init”).",
    Reason.UNIT_ALREADY_SET_UP: "Máy này đã thiết lập đơn vị “{name}”. Chưa có gì bị thay đổi.",
    Reason.UNIT_FIELD_MISSING: "Còn thiếu {field}. Chưa có gì được lưu. Hãy ghi đủ tên đơn vị, nơi đặt trụ sở, người ký và "
    "chức vụ.",
    Reason.UNIT_FIELD_TOO_LONG: "Mục {field} dài quá {most} chữ cái. Chưa có gì được lưu. Hãy ghi ngắn hơn.",
    Reason.DOCUMENT_LINES_TOO_MANY: "Phần này ghi được nhiều nhất {most} dòng, mỗi dòng không quá {longest} chữ cái, để vừa "
    "một trang cùng chữ ký. Chưa có gì được lưu. Hãy rút gọn lại.",
    Reason.UNIT_PASSWORD_MISSING: "Việc này cần mật khẩu của đơn vị. Hãy nhập mật khẩu, hoặc dùng "
    "--password-file hay biến ELEARN_UNIT_PASSWORD.",
    Reason.UNIT_PASSWORD_WRONG: "Mật khẩu của đơn vị chưa đúng. Chưa có gì bị thay đổi. Hãy nhập lại; nếu đã "
    "quên, hãy xem phiếu khôi phục đã in.",
    Reason.UNIT_PASSWORD_TOO_SHORT: "Mật khẩu của đơn vị cần ít nhất {least} ký tự. Hãy chọn mật khẩu dài hơn.",
    Reason.RECOVERY_CODE_WRONG: "Mã khôi phục chưa đúng. Chưa có gì bị thay đổi. Hãy xem lại phiếu đã in, từng nhóm bốn "
    "ký tự.",
    Reason.NO_ROSTER: "Đơn vị chưa có danh sách người học. Hãy nhập danh sách trước.",
    Reason.NO_ASSIGNMENT: "Đơn vị chưa giao khóa học nào. Hãy tạo tệp giao học trước.",
    Reason.NOTHING_TO_UNDO: "Không có lần nhập nào để hoàn tác. Mọi dữ liệu giữ nguyên.",
    Reason.ASSIGNMENT_UNREADABLE: "Tệp {path} không phải tệp giao học của elearn, hoặc đã bị sửa. Việc học và phần "
    "giao học đang có giữ nguyên. Hãy lấy lại tệp từ đơn vị.",
    Reason.ASSIGNMENT_NEWER: "Tệp {path} do bản elearn mới hơn tạo ra. Phần giao học đang có giữ nguyên. Hãy cập nhật "
    "chương trình.",
    Reason.ASSIGNMENT_SUPERSEDED: "Tệp {path} cũ hơn phần giao học đang dùng (số {known}) nên không được nhận. Việc học "
    "giữ nguyên. Hãy xin đơn vị tệp mới nhất.",
    Reason.ASSIGNMENT_OF_ANOTHER_UNIT: "Tệp {path} do đơn vị khác ký; máy này đang học theo giao học của “{unit}”. Chưa "
    "có gì bị thay đổi. Nếu đã chuyển đơn vị, hãy xác nhận nhận tệp mới.",
    Reason.RULES_UNREADABLE: "Không dùng được quy định trong tệp {path}: {detail} Chưa có gì bị thay đổi. Hãy sửa tệp rồi "
    "chạy lại.",
    Reason.EXAM_CODE_WRONG: "Mã dự thi không đúng, đã dùng, hoặc không phải của hôm nay. Lượt thi chưa bắt đầu. Hãy hỏi "
    "người giám sát.",
    Reason.EXAM_CODE_NEEDED: "Đơn vị yêu cầu thi có giám sát khóa “{course}”. Lượt thi chưa bắt đầu. Hãy nhập mã dự thi do "
    "người giám sát phát.",
    Reason.NO_SUCH_ROW: "Không thấy {what}. Chưa có gì bị thay đổi. Hãy chọn lại.",
}

# What `certificate verify` and the page of the same name found, by elearn.credentials.verify.Finding's values
# (by value, so that the window's start need not import what checks signatures).
FINDINGS: dict[str, str] = {
    "pdf_as_issued": "Giấy đúng như lúc cấp: chữ ký khớp, trang giấy và mã QR không bị thay đổi.",
    "qr_as_issued": "Nội dung mã QR đúng như lúc cấp. Hãy so số giấy, họ tên, đơn vị và ngày cấp dưới đây "
    "với những "
    "gì in trên giấy.",
    "revoked": "Giấy này là thật nhưng nơi cấp đã thu hồi số giấy này.",
    "replaced": "Giấy này là thật nhưng nơi cấp đã thay bằng giấy khác. Hãy hỏi giấy mới.",
    "unknown_key": "Giấy được ký bằng một khóa mà máy này chưa biết, nên chưa xác nhận được ai đã cấp. Hãy "
    "lấy tệp "
    "khóa (.khoa) của nơi cấp rồi kiểm tra lại.",
    "unknown_key_of_qr": "Mã QR được ký bằng một khóa mà máy này chưa biết, nên chưa kiểm tra được. Hãy lấy "
    "tệp khóa "
    "(.khoa) của nơi cấp rồi kiểm tra lại.",
    "key_of_another_kind": "Khóa đã ký không được dùng cho loại giấy này: khóa của máy người học không cấp được "
    "giấy của "
    "đơn vị, và ngược lại.",
    "not_a_certificate": "Tệp này không phải giấy do elearn cấp.",
    "too_large": "Tệp này lớn hơn mọi giấy do elearn cấp nên không được mở.",
    "newer": "Giấy do bản elearn mới hơn cấp. Hãy cập nhật chương trình rồi kiểm tra lại.",
    "rewritten": "Tệp đã bị một chương trình khác ghi lại, không còn đúng như lúc cấp. Hãy lấy lại tệp gốc.",
    "revisions": "Tệp có phần được ghi thêm sau khi cấp. Hãy lấy lại tệp gốc.",
    "pages": "Tệp không còn đúng một trang như lúc cấp.",
    "annotation": "Trên trang có ghi chú, liên kết hoặc dấu được đặt thêm sau khi cấp.",
    "form": "Tệp có ô biểu mẫu được đặt thêm sau khi cấp.",
    "layers": "Tệp có lớp nội dung bật tắt được, đặt thêm sau khi cấp.",
    "script": "Tệp có phần tự chạy được đặt thêm sau khi cấp. Không nên mở tệp này bằng chương trình khác.",
    "attachments": "Tệp đính kèm của giấy đã bị thêm hoặc đổi sau khi cấp.",
    "extras": "Tệp có thành phần mà giấy do elearn cấp không có.",
    "credential_broken": "Phần chữ ký của giấy bị hỏng hoặc đã bị sửa.",
    "signature": "Chữ ký không khớp: nội dung đã bị sửa, hoặc không do nơi cấp này ký.",
    "page_changed": "Trang giấy đã bị sửa sau khi cấp. Những dòng dưới đây là nội dung gốc đã được ký.",
    "title_changed": "Tên tài liệu đã bị sửa sau khi cấp. Những dòng dưới đây là nội dung gốc đã được ký.",
    "qr_differs": "Mã QR không khớp với nội dung đã ký của giấy.",
}

# Why a row of a roster could not be taken, by elearn.unit.roster.Fault's values.
ROSTER_FAULTS: dict[str, str] = {
    "name_missing": "Hàng này không có họ tên. Hãy ghi họ tên, hoặc xóa hàng.",
    "name_not_a_name": "“{text}” không giống họ tên. Hãy kiểm tra lại ô, hoặc chọn lại cột họ tên.",
    "text_too_long": "Ô {field} dài quá. Hãy rút gọn.",
    "not_a_day": "“{text}” không phải ngày sinh đọc được. Hãy ghi ngày/tháng/năm, ví dụ 05/02/1980.",
    "not_a_birthday": "“{text}” không thể là ngày sinh. Hãy kiểm tra lại năm.",
    "code_twice": "Mã {code} đã là mã của {name} ở hàng {other}. Hãy kiểm tra lại mã của hai người.",
    "person_twice": "{name} đã có ở hàng {other}. Hãy xóa một trong hai hàng.",
    "namesakes_alike": "{name} trùng họ tên với hàng {other} mà không có mã hay ngày sinh để phân biệt. Hãy ghi mã, "
    "hoặc xóa hàng thừa.",
    "sub_unit_too_deep": "“{text}” có quá hai cấp bộ phận. Hãy ghi nhiều nhất hai cấp, ví dụ Văn phòng / Tổ một cửa.",
    "role_unknown": "Chưa rõ vai trò “{text}”. Hãy ghi: lãnh đạo, người phát ngôn, truyền thông, hoặc để trống.",
}

# What a column of a roster holds, by elearn.unit.roster_header.Field's values.
ROSTER_FIELDS: dict[str, str] = {
    "ordinal": "số thứ tự",
    "code": "mã cán bộ",
    "name": "họ và tên",
    "before_given": "họ đệm",
    "given": "tên",
    "birth_date": "ngày sinh",
    "position": "chức vụ",
    "sub_unit": "bộ phận",
    "sub_unit_2": "bộ phận cấp dưới",
    "role": "vai trò",
}

# What was repaired in a cell, by elearn.unit.roster.Mended's values.
ROSTER_REPAIRS: dict[str, str] = {
    "composed": "ghép lại dấu (Unicode dựng sẵn)",
    "tcvn3": "đổi từ phông ABC (TCVN3)",
    "vni": "đổi từ phông VNI",
    "spaces": "giữ nguyên; nên xem lại, vì cột này có tên gõ bằng phông cũ",
    "leading_zero": "thêm số 0 ở đầu mã",
}

# Why results wait for a decision, by elearn.learning.intake.Doubt's values.
INTAKE_DOUBTS: dict[str, str] = {
    "other_name": "Mã trong tệp là mã của người khác trong danh sách. Hãy xác định tệp này của ai.",
    "no_code": "Trùng họ tên với người trong danh sách nhưng không có mã để biết chắc. Hãy xác nhận, hoặc bỏ qua.",
    "forked": "Cùng một máy mà có hai nhật ký khác nhau. Hãy chọn nhật ký được tính.",
}

# What deserves a second look, by elearn.unit.second_looks.LookKind's values; each may have an innocent reason.
SECOND_LOOKS: dict[str, str] = {
    "many_passes": "{count} bài thi đạt trên cùng một máy trong năm phút. Có thể nhiều người thi chung một máy có "
    "giám sát; nên hỏi lại.",
    "clock": "Đồng hồ trên máy của người học từng chạy sai {count} lần, nên ngày giờ trong kết quả có thể không đúng.",
    "same_wrong_answers": "Hai người có {count} câu sai giống hệt nhau, trả lời gần như cùng nhịp. Có thể đã ngồi học "
    "cùng nhau; nên hỏi lại.",
    "code_twice": "Một mã dự thi được dùng cho {count} lượt thi. Các lượt này không được tính là thi có giám sát.",
}

# A visit in which nothing is kept, by elearn.services.visit.Cause's values: the window's banner, why, what to do.
VISITS: dict[str, tuple[str, str, str]] = {
    "protected_stick": (
        "USB đang khóa ghi: đọc được bài, không lưu được việc học.",
        "USB đang khóa ghi",
        "Hãy gạt nút khóa trên USB, hoặc chép cả thư mục elearn vào máy rồi mở lại.",
    ),
    "protected": (
        "Nơi chứa elearn đang khóa ghi: đọc được bài, không lưu được việc học.",
        "Nơi chứa elearn đang khóa ghi",
        "Hãy chép cả thư mục elearn sang nơi ghi được rồi mở lại.",
    ),
    "no_rights": (
        "Không có quyền ghi vào nơi lưu kết quả học: đọc được bài, không lưu được việc học.",
        "Tài khoản này không có quyền ghi vào nơi lưu kết quả học",
        "Hãy nhờ người quản trị máy mở quyền ghi.",
    ),
    "disk_full": (
        "Ổ đĩa đã đầy: đọc được bài, không lưu được việc học.",
        "Ổ đĩa đã đầy",
        "Hãy xóa bớt tệp rồi mở lại.",
    ),
    "disk_failing": (
        "Ổ đĩa báo lỗi: đọc được bài, không lưu được việc học.",
        "Ổ đĩa báo lỗi",
        "Hãy chép thư mục dữ liệu sang ổ khác ngay, rồi nhờ người quản trị kiểm tra ổ đĩa.",
    ),
    "held": (
        "Dữ liệu học đang do chương trình khác giữ: đọc được bài, không lưu được việc học.",
        "Dữ liệu học đang do chương trình khác giữ",
        "Hãy đóng chương trình kia rồi mở lại.",
    ),
}

# What stands below a verdict, on the page and on the command line.
WHAT_IS_CHECKED = (
    "Chữ ký số trên toàn bộ nội dung in của giấy.",
    "Trang giấy: khổ giấy, chữ, phông chữ, hình và mã QR đúng từng điểm như lúc cấp.",
    "Không có ghi chú, biểu mẫu, lớp ẩn, tệp kèm hay phần ghi thêm nào trên giấy.",
    "Nội dung mã QR trùng với nội dung giấy.",
)
WHAT_CANNOT_BE_PROVED = (
    "Không chương trình nào trên máy của người học biết chắc ai đã ngồi trước máy; giấy cho biết kết quả "
    "lưu trên "
    "máy, không thay lời xác nhận của đơn vị."
)


UNIT_FIELDS = {
    "name": "tên đơn vị",
    "place": "nơi đặt trụ sở",
    "signer": "người ký",
    "position": "chức vụ người ký",
    "above": "cơ quan cấp trên",
    "collective": "tập thể mà người ký thay mặt",
    "head_position": "chức vụ người đứng đầu",
    "short_name": "tên gọi tắt",
    "symbol": "ký hiệu",
}


def finding_sentence(finding: str) -> str:
    """What to tell a person about a certificate that was checked; `finding` is the Finding's value."""
    return FINDINGS[finding]


def fault_sentence(fault: str, facts: Mapping[str, object]) -> str:
    """What to tell a person about a row of a roster; `fault` is the Fault's value."""
    field = ROSTER_FIELDS.get(str(facts.get("field", "")), "này")
    return ROSTER_FAULTS[fault].format_map(_Facts({**facts, "field": field}))


def look_sentence(look: str, count: int) -> str:
    """What to tell a person about something that deserves a second look; `look` is the LookKind's value."""
    return SECOND_LOOKS[look].format(count=count)


def sentence(refusal: Refusal) -> str:
    """What to tell a person about a refusal."""
    return SENTENCES[refusal.reason].format_map(_Facts(in_words(refusal.facts)))


def in_words(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as a person reads them: moments as day and time, seconds as a wait."""
    words = {
        name: f"{value:%H:%M ngày %d/%m/%Y}" if isinstance(value, datetime) else value
        for name, value in facts.items()
    }
    if facts.get("field") in UNIT_FIELDS:
        words["field"] = UNIT_FIELDS[str(facts["field"])]
    if facts.get("cause") in VISITS:
        _, words["why"], words["cure"] = VISITS[str(facts["cause"])]
    if facts.get("who") == "":
        words["who"] = "một tài khoản khác"
    seconds = facts.get("seconds")
    if isinstance(seconds, int):
        words["wait"] = f"{seconds} giây" if seconds < 120 else f"{-(-seconds // 60)} phút"
    return words


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "không rõ"
