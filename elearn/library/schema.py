"""The library file: one SQLite database, its tables, its marks in the header, and a signature behind it."""

from __future__ import annotations

FORMAT = 1  # the file's user_version; raised when an older program could no longer read it
APPLICATION_ID = 0x656C6C62  # "ellb"
PAGE_SIZE = 4096

TABLES = {
    "manifest": "CREATE TABLE manifest (name text primary key, value text not null) without rowid",
    "course": "CREATE TABLE course (id text primary key, position integer not null, value text not null) without rowid",
    "lesson": "CREATE TABLE lesson (id text primary key, course text not null, card text not null, value text not null)"
    " without rowid",
    "page": "CREATE TABLE page (id text primary key, course text not null, document text not null,"
    " number integer not null, value text not null) without rowid",
    "item": "CREATE TABLE item (id text primary key, course text not null, used text not null, value text not null)"
    " without rowid",
    "document": "CREATE TABLE document (id text primary key, value text not null) without rowid",
    "term": "CREATE TABLE term (id text primary key, value text not null) without rowid",
    "asset": "CREATE TABLE asset (name text primary key, value blob not null)",
    "citing": "CREATE TABLE citing (document text not null, article integer not null, clause integer not null,"
    " point text not null, position integer not null, lesson text not null, anchor text not null,"
    " primary key (document, article, clause, point, position)) without rowid",
    "passage": "CREATE TABLE passage (id integer primary key, course text not null, lesson text not null,"
    " anchor text not null, heading text not null, title text not null, words text not null, folded text not null)",
    "found": "CREATE VIRTUAL TABLE found using fts5(title, heading, words, content='', prefix='1 2 3',"
    ' tokenize="unicode61 remove_diacritics 0")',
}
SHADOWS = frozenset({"found_config", "found_data", "found_docsize", "found_idx"})
