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
