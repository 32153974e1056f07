//! Encodings: only UTF-16 is transcoded; any other text keeps its bytes, and only shown lines are decoded.

/// How a file's bytes were encoded on disk, as far as reading it depends on that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// ASCII or UTF-8, with or without a byte order mark, or any other 8-bit encoding.
    Bytes,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
}

/// Returns the text to work on: UTF-16 becomes UTF-8, anything else stays as it is.
pub fn transcode(bytes: Vec<u8>) -> (Vec<u8>, Encoding) {
    let encoding = detect(&bytes);
    let codec = match encoding {
        Encoding::Bytes => return (bytes, encoding),
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
    };
    let (text, _) = codec.decode_with_bom_removal(&bytes);
    (text.into_owned().into_bytes(), encoding)
}

/// UTF-16 by its byte order mark, or by the NUL in every other byte of the first ASCII characters.
fn detect(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xFF, 0xFE, ..] => Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => Encoding::Utf16Be,
        [a, 0, b, 0, c, 0, ..] if [a, b, c].iter().all(|b| b.is_ascii() && **b != 0) => Encoding::Utf16Le,
        [0, a, 0, b, 0, c, ..] if [a, b, c].iter().all(|b| b.is_ascii() && **b != 0) => Encoding::Utf16Be,
        _ => Encoding::Bytes,
    }
}

/// The encoding of a text that is no UTF-8, going by all of it: the likeliest that chardetng finds (GBK, 1252, ...).
pub(super) fn guess(text: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(text, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Decodes part of a text: UTF-8 if it is, else what `codec` gives.
pub(super) fn decode(part: &[u8], codec: impl FnOnce() -> &'static encoding_rs::Encoding) -> String {
    match std::str::from_utf8(part) {
        Ok(text) => text.to_owned(),
        Err(_) => codec().decode_without_bom_handling(part).0.into_owned(),
    }
}

/// Decodes one line alone: UTF-8 if it is, else by its likeliest encoding.
pub fn decode_line(line: &[u8]) -> String {
    decode(line, || guess(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_is_found_with_and_without_a_mark() {
        for (codec_le, mark) in [(true, true), (true, false), (false, true), (false, false)] {
            let mut bytes = Vec::new();
            let units = mark.then_some(0xFEFF).into_iter().chain("int x;".encode_utf16());
            for unit in units {
                bytes.extend(if codec_le { unit.to_le_bytes() } else { unit.to_be_bytes() });
            }
            assert_eq!(transcode(bytes).0, b"int x;");
        }
    }

    #[test]
    fn gbk_is_decoded_for_showing() {
        assert_eq!(decode_line(b"// \xB9\xD8\xB1\xD5\xCC\xD7\xBD\xD3\xD7\xD6"), "// 关闭套接字");
    }
}
