"""What a screen reader says of a stimulus: everything that is seen, in order."""

from __future__ import annotations

from elearn.learning.item import Chat, Email, Letter, Message, News, Post, Sms, Stimulus
from elearn.learning.marks import plain


def spoken(stimulus: Stimulus) -> str:
    """A stimulus in one passage, what it is first."""
    if isinstance(stimulus, Chat):
        lines = [f"{chat_kind(stimulus)}: {stimulus.group}", *_messages(stimulus.messages)]
    elif isinstance(stimulus, Sms):
        lines = [f"Tin nhắn SMS từ {stimulus.sender}", *_messages(stimulus.messages)]
    elif isinstance(stimulus, Post):
        lines = _post(stimulus)
    elif isinstance(stimulus, Letter):
        lines = _letter(stimulus)
    elif isinstance(stimulus, Email):
        lines = _email(stimulus)
    else:
        lines = _news(stimulus)
    return "\n".join(plain(line) for line in lines if line.strip())


def chat_kind(chat: Chat) -> str:
    """What the line below a chat's name says: a group, or two people."""
    if chat.members > 2:
        return f"Nhóm trò chuyện · {thousands(chat.members)} thành viên"
    return "Trò chuyện riêng" if chat.members == 2 else "Nhóm trò chuyện"


def thousands(count: int) -> str:
    """1234 as Vietnamese writes it: 1.234."""
    return f"{count:,}".replace(",", ".")


def _messages(messages: tuple[Message, ...]) -> list[str]:
    lines = []
    for one in messages:
        who = "Tôi" if one.mine else one.sender
        head = ", ".join(part for part in (who, one.at) if part)
        picture = f" Ảnh: {one.image}." if one.image else ""
        lines.append(f"{head}: {one.text}{picture}" if head else f"{one.text}{picture}")
    return lines


def _post(post: Post) -> list[str]:
    counts = []
    if post.reactions:
        counts.append(f"{thousands(post.reactions)} lượt bày tỏ cảm xúc")
    if post.shares:
        counts.append(f"{thousands(post.shares)} lượt chia sẻ")
    return [
        ", ".join(part for part in (f"Bài đăng của {post.author}", post.at) if part),
        post.text,
        f"Ảnh: {post.image}." if post.image else "",
        ", ".join(counts),
        *(f"Bình luận của {one.sender}: {one.text}" for one in post.comments),
    ]


def _letter(letter: Letter) -> list[str]:
    return [
        ", ".join(part for part in ("Văn bản hành chính", letter.organ_above, letter.organ) if part),
        letter.number,
        letter.place_date,
        letter.subject,
        f"Kính gửi: {letter.to}" if letter.to else "",
        *letter.paragraphs,
        ", ".join(part for part in (letter.signer_title, letter.signer) if part),
    ]


def _email(email: Email) -> list[str]:
    sender = f"{email.sender}, địa chỉ {email.address}" if email.address else email.sender
    return [
        f"Thư điện tử từ {sender}",
        f"Gửi đến {email.to}" if email.to else "",
        email.at,
        f"Tiêu đề: {email.subject}",
        email.text,
        *(f"Tệp đính kèm: {one}" for one in email.attachments),
    ]


def _news(page: News) -> list[str]:
    return [
        f"Trang tin: {page.site}",
        f"Địa chỉ: {page.address}" if page.address else "",
        page.headline,
        ", ".join(part for part in (page.byline, page.at) if part),
        f"Ảnh: {page.image}." if page.image else "",
        page.text,
    ]
