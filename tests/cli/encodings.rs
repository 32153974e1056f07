//! Encodings and line ends.

use crate::sandbox::{LEAK, Sandbox};

fn check(name: &str, bytes: Vec<u8>) -> crate::sandbox::Ran {
    let ran = Sandbox::empty().with(name, bytes).run(&["check", "--color", "never"]);
    ran.ends(1).says(&[&format!("{name}:8")]);
    ran
}

#[test]
fn utf16_is_read_with_and_without_a_mark() {
    for mark in [Some(0xFEFF), None] {
        let units: Vec<u16> = mark.into_iter().chain(LEAK.encode_utf16()).collect();
        check("little.c", units.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        check("big.c", units.iter().flat_map(|unit| unit.to_be_bytes()).collect());
    }
}

#[test]
fn gbk_is_read_and_shown() {
    // "The peer has closed the connection" in GBK, behind the statement that is shown.
    let comment = b" /* \xB6\xD4\xB6\xCB\xD2\xD1\xBE\xAD\xB9\xD8\xB1\xD5\xC1\xCB\xC1\xAC\xBD\xD3 */";
    let (before, after) = LEAK.split_once("if (n < 0) return -1;").unwrap();
    let mut bytes = before.as_bytes().to_vec();
    bytes.extend(b"if (n < 0) return -1;");
    bytes.extend(comment);
    bytes.extend(after.as_bytes());
    check("gbk.c", bytes).says(&["对端已经关闭了连接"]);
}

#[test]
fn latin_1_is_read() {
    let bytes = LEAK.replace("int n;", "int n; // @").into_bytes();
    check("latin.c", bytes.into_iter().map(|byte| if byte == b'@' { 0xFC } else { byte }).collect());
}

#[test]
fn every_line_end_counts() {
    check("mac.c", LEAK.replace('\n', "\r").into_bytes());
    check("dos.c", LEAK.replace('\n', "\r\n").into_bytes());
    check("mark.c", format!("\u{FEFF}{LEAK}").into_bytes());
}

/// The leak with `bytes` before the statement that is left, on its line.
fn before_exit(bytes: &[u8]) -> Vec<u8> {
    let (before, after) = LEAK.split_once("if (n < 0)").unwrap();
    [before.as_bytes(), bytes, b"if (n < 0)", after.as_bytes()].concat()
}

/// Where the exit stands on its line, counted in characters from 1.
fn exit_column(before: &str) -> usize {
    let line = LEAK.lines().find(|line| line.contains("if (n < 0)")).unwrap();
    line.find("return").unwrap() + before.chars().count() + 1
}

#[test]
fn columns_count_what_is_shown() {
    // "close" in GBK, and "socket" in Shift-JIS with a backslash as second byte of its first letter.
    let texts: [(&[u8], &str); 2] =
        [(b"/* \xB9\xD8\xB1\xD5\xCC\xD7\xBD\xD3\xD7\xD6 */ ", "/* 关闭套接字 */ "), (b"/* \xE9t */ ", "/* ét */ ")];
    for (bytes, shown) in texts {
        let column = exit_column(shown);
        let sandbox = || Sandbox::empty().with("a.c", before_exit(bytes));
        sandbox().run(&["check", "--color", "never"]).says(&[&format!("a.c:8:{column}"), shown]);
        let json = sandbox().run(&["check", "--output-format", "json"]);
        json.says(&["\"line\": 8,", &format!("\"column\": {column}")]);
        let sarif = sandbox().run(&["check", "--output-format", "sarif"]);
        sarif.says(&[&format!("\"startColumn\": {column}")]);
    }
}

#[test]
fn a_backslash_as_second_byte_joins_no_lines() {
    for extension in ["c", "cpp"] {
        let name = |stem: &str| format!("{stem}.{extension}");
        // A character of Shift-JIS that ends in a backslash, at the end of a comment's line and before a quote.
        let comment = LEAK.replace("int n;", "int n; // @");
        let text = LEAK.replace("int n;", "int n; puts(\"@\");");
        for (stem, text) in [("comment", comment), ("text", text)] {
            let (before, after) = text.split_once('@').unwrap();
            check(&name(stem), [before.as_bytes(), b"\x95\x5C", after.as_bytes()].concat());
        }
    }
}
