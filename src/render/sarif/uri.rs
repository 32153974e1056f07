//! Paths as URI references.

/// The path as a relative reference with forward slashes, or as a `file:` URI if it is absolute.
pub fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') {
        format!("file://{}", encode(path))
    } else if is_drive {
        format!("file:///{}", encode(path).replacen("%3A", ":", 1))
    } else {
        encode(path)
    }
}

fn encode(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match is_plain(byte) {
            true => text.push(char::from(byte)),
            false => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("./src/a b.c"), "src/a%20b.c");
        assert_eq!(uri("src\\x#1.c"), "src/x%231.c");
        assert_eq!(uri("../é:1.c"), "../%C3%A9%3A1.c");
        assert_eq!(uri("/tmp/a.c"), "file:///tmp/a.c");
        assert_eq!(uri("C:\\a.c"), "file:///C:/a.c");
    }
}
